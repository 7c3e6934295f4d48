// What ws and the WebSocket API report: frames that break a rule, handshakes, calls at the wrong time.
import { join, say, text } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { document, rfc } from '../spec.ts';
import { entriesOf, type FailureEntry, type Told } from './entry.ts';
import type { FailureFacts } from './facts.ts';

const frame = entriesOf('ws-frame');
const handshake = entriesOf('ws-handshake');
const SERVER = 'It is a fault of the other end; the frame itself is explained where it stands.';

export const WS_FRAMES: readonly FailureEntry[] = [
  frame(
    'WS_ERR_UNEXPECTED_MASK',
    'The server sent a masked frame',
    'Only clients mask their frames; a masked one from a server makes the client fail the connection.',
    SERVER,
    { match: /must not mask any frames/i, specs: [rfc(6455, '5.1')] },
  ),
  frame(
    'WS_ERR_EXPECTED_MASK',
    'A client sent a frame without a mask',
    'Every frame of a client must be masked; the server that got it must close the connection, usually with 1002.',
    'Mend the client.',
    { specs: [rfc(6455, '5.1')] },
  ),
  frame(
    'WS_ERR_UNEXPECTED_RSV_1',
    'A compressed frame without agreed compression',
    'RSV1 is set, which marks compression by permessage-deflate; it was not negotiated, or the frame is one that may not carry it.',
    'Look at Sec-WebSocket-Extensions on both sides; a proxy may strip it.',
    {
      specs: [rfc(6455, '5.2'), rfc(7692, '6')],
    },
  ),
  frame(
    'WS_ERR_UNEXPECTED_RSV_2_3',
    'Reserved bits are set',
    'RSV2 or RSV3 is set, and no extension gives them a meaning; or the reader has lost its place in the stream.',
    SERVER,
    { match: /reserved bits are on/i, specs: [rfc(6455, '5.2')] },
  ),
  frame(
    'WS_ERR_INVALID_OPCODE',
    'The opcode does not fit here',
    'Either the opcode is reserved, or it continues a message that was never begun, or it begins a new one before the last has ended: the code is the same for all three.',
    'Look at the frames before this one: they say which of the three it is.',
    {
      specs: [rfc(6455, '5.2'), rfc(6455, '5.4')],
      tell: ({ message }) => {
        const opcode = /invalid opcode (\d+)/i.exec(message)?.[1];
        if (opcode === undefined) return {};
        const reserved = !['0', '1', '2', '8', '9', '10'].includes(opcode);
        return {
          title: reserved ? say`Opcode ${opcode} is reserved and unknown` : say`Opcode ${opcode} does not fit at this place of the message`,
        };
      },
    },
  ),
  frame('WS_ERR_EXPECTED_FIN', 'A fragmented control frame', 'Close, ping and pong must not be fragmented.', SERVER, {
    specs: [rfc(6455, '5.5')],
  }),
  frame(
    'WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH',
    'A control frame of a wrong length',
    'A control frame (close, ping, pong) carries at most 125 octets, and a close frame not exactly one.',
    SERVER,
    { specs: [rfc(6455, '5.5')] },
  ),
  frame(
    'WS_ERR_INVALID_UTF8',
    'A text message is not valid UTF-8',
    'Text messages and close reasons must be UTF-8; the receiver closes with 1007.',
    'Send octets that are no text as a binary message, or mend the encoding.',
    { match: /Could not decode a text frame as UTF-8/i, specs: [rfc(6455, '8.1')] },
  ),
  frame(
    'WS_ERR_INVALID_CLOSE_CODE',
    'A close code that may not be sent',
    'On the wire only 1000 to 1003, 1007 to 1014 and 3000 to 4999 may stand.',
    SERVER,
    { specs: [rfc(6455, '7.4')] },
  ),
  frame(
    'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
    'A message larger than the limit',
    'The message exceeds maxPayload of this client, which closes with 1009.',
    'Raise the limit, or have smaller messages sent.',
    {
      match: /^Max payload size exceeded|frame length too big/i,
      specs: [rfc(6455, '7.4.1'), rfc(6455, '10.4')],
    },
  ),
  frame(
    'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH',
    'A length that no client can hold',
    'The 64-bit length is above 2^53 − 1: the sender is faulty, or the reader has lost its place in the stream.',
    SERVER,
    { specs: [rfc(6455, '5.2')] },
  ),
  frame(
    'WS_ERR_TOO_MANY_BUFFERED_PARTS',
    'A message in too many fragments',
    'So many tiny fragments came that buffering them would waste memory: a fault or an attack.',
    SERVER,
    { specs: [rfc(6455, '10.4')] },
  ),
];

const WHATWG = (section: string): ReturnType<typeof document> =>
  document('WebSockets', section, `https://websockets.spec.whatwg.org/#${section}`);
const ESTABLISH = [rfc(6455, '4.1')];
const MIXED = document('Mixed Content', 'should-block-fetch', 'https://w3c.github.io/webappsec-mixed-content/#should-block-fetch');

export const WS_HANDSHAKES: readonly FailureEntry[] = [
  handshake(
    '',
    'The WebSocket could not be opened',
    'The API says only that the handshake failed: a script must not learn from a WebSocket what is behind other origins. The status and the reason are visible to this client and in the network panel, not to the script.',
    'Send the handshake from here to see the whole answer; then check URL, scheme, origin and credentials.',
    {
      id: 'ws-failed',
      match: /network error or non-101 status|WebSocket connection to '.*' failed|Error during WebSocket handshake/i,
      specs: ESTABLISH,
    },
  ),
  handshake(
    'WS_INVALID_VERSION',
    'The server switches protocols in an old version of HTTP',
    'A protocol can be switched only from HTTP/1.1 on; the answer is of an older version.',
    'Look for an old proxy between the two ends.',
    { specs: ESTABLISH },
  ),
  handshake(
    'WS_WAIT_TIMEOUT',
    'The server sent no message in time',
    'The script waits for a message of the server, and none came within the time limit. The connection itself is open.',
    'Raise the read timeout, or wait for fewer messages.',
  ),
  handshake(
    '',
    'The server answered the handshake with another status than wanted',
    'The answer is plain HTTP: the WebSocket was not opened.',
    'Read the answer as that of any HTTP request.',
    {
      id: 'ws-unexpected-response',
      match: /^Unexpected server response: \d+/i,
      specs: ESTABLISH,
      tell: unexpected,
    },
  ),
  handshake(
    'WS_INVALID_UPGRADE',
    "The answer's Upgrade is not websocket",
    'The 101 answer names another protocol, or none, so the switch to WebSocket is not confirmed.',
    'Mend the server or the proxy: Upgrade: websocket.',
    { id: 'ws-invalid-upgrade', match: /Invalid Upgrade header/i, specs: ESTABLISH },
  ),
  handshake(
    'WS_INVALID_CONNECTION',
    "The answer's Connection does not list Upgrade",
    'Connection must name Upgrade in a 101 answer; without it nothing says that Upgrade is meant for this connection, and a proxy may have dropped it.',
    'Mend the server or the proxy: Connection: Upgrade.',
    { id: 'ws-invalid-connection', match: /Invalid Connection header/i, specs: ESTABLISH },
  ),
  handshake(
    'WS_INVALID_ACCEPT',
    'Sec-WebSocket-Accept is missing or wrong',
    'The value does not follow from the key of this handshake, so nothing proves that the server speaks WebSocket.',
    'Compute base64(SHA-1(key + GUID)) at the server; a cache must not answer handshakes.',
    {
      id: 'ws-invalid-accept',
      match: /Invalid Sec-WebSocket-Accept header/i,
      specs: [rfc(6455, '4.2.2')],
    },
  ),
  handshake(
    'WS_UNREQUESTED_SUBPROTOCOL',
    'The server chose a subprotocol that nobody offered',
    'The answer has Sec-WebSocket-Protocol, and the request had none.',
    'Offer it in Sec-WebSocket-Protocol, or let the server choose none.',
    { id: 'ws-subprotocol-unasked', match: /sent a subprotocol but none was requested/i, specs: ESTABLISH },
  ),
  handshake(
    'WS_INVALID_SUBPROTOCOL',
    'The server chose a subprotocol that was not offered',
    'The chosen name is not in the list of the request (case counts).',
    'Offer that name, or correct the choice of the server.',
    { id: 'ws-subprotocol-invalid', match: /sent an invalid subprotocol/i, specs: ESTABLISH },
  ),
  handshake(
    'WS_NO_SUBPROTOCOL',
    'The server chose no subprotocol',
    'Subprotocols were offered, and the answer names none. Browsers and ws fail the connection then.',
    'Offer one that the server knows, or none.',
    { id: 'ws-subprotocol-none', match: /sent no subprotocol/i, specs: [WHATWG('concept-websocket-establish')] },
  ),
  handshake(
    'WS_UNREQUESTED_EXTENSION',
    'The server uses an extension that nobody offered',
    'The answer has Sec-WebSocket-Extensions, and the request had none: it did not ask for any.',
    'Offer permessage-deflate, or switch it off at the server.',
    {
      id: 'ws-extension-unasked',
      match: /Sec-WebSocket-Extensions header but no extension was requested|extension that was not requested/i,
      specs: [rfc(6455, '4.1'), rfc(6455, '9.1')],
    },
  ),
  handshake(
    'WS_INVALID_EXTENSIONS',
    "The answer's Sec-WebSocket-Extensions cannot be accepted",
    'It does not parse, or its parameters are not allowed by the offer.',
    'Look at the parameters of permessage-deflate.',
    { id: 'ws-extension-invalid', match: /Invalid Sec-WebSocket-Extensions header/i, specs: [rfc(6455, '9.1'), rfc(7692, '7')] },
  ),
  handshake(
    '',
    'The handshake was not answered in time',
    'TCP was connected and the request sent, but no HTTP answer came: the port speaks another protocol, or the backend hangs.',
    'Check port and scheme, then the server log.',
    { id: 'ws-handshake-timeout', match: /Opening handshake has timed out/i },
  ),
  handshake(
    '',
    'A subprotocol name is invalid or repeated',
    'Names of subprotocols are tokens and must differ. Nothing was sent.',
    'Correct the list in Sec-WebSocket-Protocol.',
    {
      id: 'ws-subprotocol-syntax',
      match: /invalid or duplicated subprotocol|The subprotocol '.*' is (?:invalid|duplicated)/i,
      specs: [WHATWG('dom-websocket-websocket')],
    },
  ),
  handshake(
    '',
    'A WebSocket URL has no fragment',
    'The part after # is never sent, and the API refuses it in ws and wss URLs.',
    'Remove the fragment.',
    { id: 'ws-fragment', match: /contains a fragment identifier/i, specs: [rfc(6455, '3')] },
  ),
  handshake(
    '',
    'The WebSocket was closed before it was open',
    'close() or terminate() was called while the handshake was under way, so it was given up.',
    'Wait for the open event, or do not make the connection; nothing is wrong with the server.',
    { id: 'ws-closed-early', match: /closed before the connection (?:was|is) established/i, specs: [WHATWG('dom-websocket-close')] },
  ),
  handshake(
    '',
    'A page of https may open only wss://',
    'The page came over HTTPS, and a browser blocks the unencrypted ws:// from there as mixed content, before anything is sent.',
    'Use wss://; the server, or a proxy in front of it, needs TLS for that.',
    { id: 'ws-insecure', match: /insecure WebSocket connection may not be initiated/i, specs: [MIXED] },
  ),
  handshake(
    '',
    'The WebSocket is not open',
    'send() was called before the handshake was done or after the closing began.',
    'Wait for the open event before sending, and stop at close.',
    {
      id: 'ws-not-open',
      match: /WebSocket is not open: readyState|still in CONNECTING state|already in CLOSING or CLOSED state|InvalidStateError/i,
      specs: [WHATWG('dom-websocket-send')],
      tell: ({ message }) => {
        const state = /readyState (\d) \((\w+)\)/.exec(message);
        return state === null ? {} : { title: say`${'send()'} while the state is ${`${state[1]} (${state[2]})`}: the socket is not open` };
      },
    },
  ),
  handshake(
    '',
    'close() was given a code that may not be sent',
    'A program may close with 1000 or a code from 3000 to 4999; ws also takes 1001 to 1014 but 1004, 1005 and 1006. 1005, 1006 and 1015 never stand on the wire: they only report what happened.',
    'Use 1000, or a code of your own from 4000 to 4999.',
    {
      id: 'ws-close-code',
      match: /must be a valid error code number|code must be either 1000|is neither 1000|^invalid code$/i,
      specs: [rfc(6455, '7.4.1'), rfc(6455, '7.4.2'), WHATWG('dom-websocket-close')],
      tell: closeCodeTold,
    },
  ),
  handshake(
    '',
    'The close reason is too long',
    'A control frame carries at most 125 octets; two are the code, so 123 octets of UTF-8 are left for the reason.',
    'Shorten the reason; count octets, not characters.',
    {
      id: 'ws-close-reason',
      match: /must not be greater than 123 (?:UTF-8 )?bytes|reason must be less than 123/i,
      specs: [rfc(6455, '5.5'), WHATWG('dom-websocket-close')],
      tell: () => ({ title: say`The close reason is longer than 123 octets (125 less the 2 of the code)` }),
    },
  ),
];

function unexpected({ message, host }: FailureFacts): Told {
  const status = /response: (\d+)/.exec(message)?.[1] ?? '';
  if (status === '101')
    return {
      title: say`ws says ${'Unexpected server response: 101'}: the 101 lacks a usable Upgrade`,
      cause: say`The message misleads: 101 is the right status, but the fields ${'Upgrade: websocket'} and ${'Connection: Upgrade'} that must come with it are not complete.`,
      next: say`Look which of the two is missing; a proxy that removes hop-by-hop fields is the usual cause.`,
    };
  const kind = status.startsWith('2')
    ? 'an ordinary page'
    : status.startsWith('3')
      ? 'a redirect'
      : status.startsWith('4')
        ? 'a refusal'
        : 'a failure of the server or a gateway';
  return { title: say`${host} answered the handshake with ${status}: ${text(kind)}` };
}

function closeCodeTold({ subject, message }: FailureFacts): Told {
  const script = subject.context.given?.['script'];
  const code =
    (typeof script === 'string' ? /\.close\(\s*(\d+)/.exec(script)?.[1] : undefined) ?? /\b(\d{3,5}) is neither\b/.exec(message)?.[1];
  if (code === undefined) return {};
  return {
    title: say`Close code ${escaped(code, 8)} may not be sent: use ${'1000'} or ${'3000'} to ${'4999'}`,
    ...(['1005', '1006', '1015'].includes(code) && {
      evidence: join([
        say`${code} is reserved: it is reported locally when no code came (1005), when the connection was cut (1006) or when TLS failed (1015).`,
      ]),
    }),
  };
}
