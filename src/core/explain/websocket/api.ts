// Words of the WebSocket API and its URLs that somebody points at: readyState, ws://, wss://, bufferedAmount…
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation, SpecReference } from '../annotation.ts';
import { info } from '../note.ts';
import { document, html, rfc } from '../spec.ts';
import type { Context } from '../subject.ts';
import { closeCode } from './close-codes.ts';

const STANDARD = (section: string): SpecReference => document('WebSockets', section, `https://websockets.spec.whatwg.org/#${section}`);

interface Word {
  readonly title: (value: unknown) => Prose;
  readonly detail: Prose | ((value: unknown) => Prose);
  readonly specs: readonly SpecReference[];
}

/** What `context.hover` names; nothing when it is no word of this area. */
export function explainHover({ given }: Context): readonly Annotation[] {
  const hovered = given?.['hover'];
  if (typeof hovered !== 'string') return [];
  const written = normal(hovered);
  const number = /^[1-4]\d{3}$/.test(written) ? Number(written) : undefined;
  const key = number === undefined ? (ALIASES[written] ?? written) : 'code';
  const word = Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
  if (word === undefined) return [];
  const value = number ?? given?.['value'];
  return [
    info(`ws/api/${key.replace(/[^a-z]+/gi, '').toLowerCase()}`, anchor.hover, {
      title: word.title(value),
      detail: typeof word.detail === 'function' ? word.detail(value) : word.detail,
      specs: word.specs,
      definition: true,
    }),
  ];
}

/** `ws.readyState`, `WebSocket.readyState` and `readyState` are one word; so are `wss://host/` and `wss`. */
function normal(hovered: string): string {
  const scheme = /^(wss?)(?::|$)/i.exec(hovered.trim());
  if (scheme?.[1] !== undefined) return scheme[1].toLowerCase();
  return hovered
    .trim()
    .replace(/^(?:ws|socket|websocket)\./i, '')
    .replace(/^new\s+/, '')
    .replace(/\(.*$/s, '');
}

const ALIASES: Readonly<Record<string, string>> = {
  CONNECTING: 'readyState',
  OPEN: 'readyState',
  CLOSING: 'readyState',
  CLOSED: 'readyState',
  open: 'onopen',
  message: 'onmessage',
  MessageEvent: 'onmessage',
  error: 'onerror',
  CloseEvent: 'onclose',
  data: 'onmessage',
  'CloseEvent.code': 'code',
  'event.code': 'code',
  'CloseEvent.reason': 'reason',
  'event.reason': 'reason',
  'event.data': 'onmessage',
};

const STATES = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'] as const;
const STATE_MEANING = [
  'the handshake is under way, send() throws',
  'messages can be sent and received',
  'close() was called or a close frame came, the closing handshake is under way',
  'the connection is closed or could not be opened',
] as const;

const WORDS: Readonly<Record<string, Word>> = {
  readyState: {
    title: (value) => {
      const state = typeof value === 'number' ? STATES[value] : undefined;
      return state === undefined
        ? say`The state of the WebSocket, ${'0'} to ${'3'}`
        : say`${'readyState'} ${String(value)}: ${text(state)}, ${text(STATE_MEANING[Number(value)] ?? '')}`;
    },
    detail: join([
      ...STATES.map((state, i) => say`${i} ${text(state)}: ${text(STATE_MEANING[i] ?? '')}.`),
      say`The number only grows; a closed socket is never opened again, a new one is made.`,
    ]),
    specs: [STANDARD('dom-websocket-readystate')],
  },
  ws: {
    title: () => say`${'ws://'}: a WebSocket without TLS, port 80 unless another is given`,
    detail: say`Everything goes in the clear, and proxies that do not know WebSocket may break it. ${'wss://'} is the same over TLS, port 443; pages served over https may use only that one.`,
    specs: [rfc(6455, '3'), rfc(6455, '11.1.1')],
  },
  wss: {
    title: () => say`${'wss://'}: a WebSocket inside TLS, port 443 unless another is given`,
    detail: say`As https is to http: first a TLS handshake that verifies the server's certificate, then the HTTP handshake and the frames, all encrypted. ${'ws://'} is the same in the clear on port 80.`,
    specs: [rfc(6455, '3'), rfc(6455, '11.1.2')],
  },
  bufferedAmount: {
    title: () => say`Octets given to ${'send()'} that are buffered: not yet sent to the network`,
    detail: say`When it keeps growing, messages are produced faster than they can be sent: wait before sending more. It is not reset when the connection closes.`,
    specs: [STANDARD('dom-websocket-bufferedamount')],
  },
  binaryType: {
    title: () => say`How binary messages arrive: as ${'blob'} (the default in browsers) or ${'arraybuffer'}`,
    detail: say`It concerns messages with opcode 2 only; text messages always arrive as strings.`,
    specs: [STANDARD('dom-websocket-binarytype')],
  },
  protocol: {
    title: () => say`The subprotocol that the server chose; empty when none was agreed`,
    detail: say`Known from the moment the state is OPEN; it is the ${'Sec-WebSocket-Protocol'} of the answer.`,
    specs: [STANDARD('dom-websocket-protocol'), rfc(6455, '1.9')],
  },
  extensions: {
    title: () => say`The extensions in use, as the server answered them`,
    detail: say`In practice ${'permessage-deflate'} with its parameters, or empty. Scripts cannot choose them in a browser.`,
    specs: [STANDARD('dom-websocket-extensions'), rfc(6455, '9.1')],
  },
  send: {
    title: () => say`${'send()'}: a string becomes a text message, anything else a binary one`,
    detail: say`While the state is CONNECTING it throws an InvalidStateError; while it is CLOSING or CLOSED the data is silently dropped.`,
    specs: [STANDARD('dom-websocket-send')],
  },
  close: {
    title: () => say`${'close(code, reason)'}: begins the closing handshake`,
    detail: say`The code is 1000 or from 3000 to 4999 in browsers, else an InvalidAccessError is thrown; the reason has at most 123 octets of UTF-8. Without a code the close frame is empty, and the other side reports 1005.`,
    specs: [STANDARD('dom-websocket-close'), rfc(6455, '7.4')],
  },
  url: {
    title: () => say`The URL of the WebSocket, resolved and without a fragment`,
    detail: say`${'http:'} and ${'https:'} are turned into ${'ws:'} and ${'wss:'}; a URL with ${'#'} throws a SyntaxError in older browsers.`,
    specs: [STANDARD('dom-websocket-url')],
  },
  onopen: {
    title: () => say`${'open'}: the handshake is done, messages can be sent`,
    detail: say`It comes once, after the answer ${'101'} was checked; ${'protocol'} and ${'extensions'} are known from here on.`,
    specs: [STANDARD('eventdef-websocket-open')],
  },
  onmessage: {
    title: () => say`${'message'}: a whole message came, its content is ${'event.data'}`,
    detail: say`A string for a text message; a Blob or an ArrayBuffer, by ${'binaryType'}, for a binary one. Fragments are put together before, pings and pongs are not shown to scripts.`,
    specs: [STANDARD('eventdef-websocket-message'), rfc(6455, '5.4')],
  },
  onerror: {
    title: () => say`${'error'}: the connection failed; the event does not say why`,
    detail: say`No code, no reason, no status: a script must not learn what is behind other origins. ${'close'} follows with code ${'1006'}; the reason stands in the console and the network panel.`,
    specs: [STANDARD('eventdef-websocket-error')],
  },
  onclose: {
    title: () => say`${'close'}: the connection is closed, with ${'code'}, ${'reason'} and ${'wasClean'}`,
    detail: say`It comes in any case, also where the handshake failed (${'1006'}). The socket cannot be opened again: make a new one, with growing pauses.`,
    specs: [STANDARD('eventdef-websocket-close'), rfc(6455, '7.1.5')],
  },
  ping: {
    title: () => say`${'ping()'} exists in ws and other libraries, not in browsers`,
    detail: say`Browsers answer the pings of a server by themselves and give scripts no way to send or see one. To keep a connection busy from a page, send a small message of the application.`,
    specs: [rfc(6455, '5.5.2')],
  },
  code: {
    title: (value) => {
      if (typeof value !== 'number') return say`The close code: why the connection was closed, as a number`;
      return say`${value} ${text(closeCode(value).name)}: why the connection was closed`;
    },
    detail: (value) =>
      join([
        typeof value === 'number' ? say`${value} means: ${text(closeCode(value).meaning)}. ${text(closeCode(value).next)}` : [],
        say`It is the code of the close frame that came, ${'1005'} where that frame had none, and ${'1006'} where none came at all. From 1000 to 2999 the protocol defines codes, 3000 to 3999 are registered for libraries, 4000 to 4999 are the application's own.`,
      ]),
    specs: [rfc(6455, '7.1.5'), rfc(6455, '7.4.2')],
  },
  reason: {
    title: () => say`The reason that the close frame gave: text for people, often empty`,
    detail: say`At most 123 octets of UTF-8: a close frame holds 125, and the code takes two. Programs go by the code.`,
    specs: [rfc(6455, '7.1.6'), rfc(6455, '5.5')],
  },
  WebSocket: {
    title: () => say`${'new WebSocket(url, protocols)'}: begins the handshake at once`,
    detail: say`The object is there before the connection is: wait for ${'open'} before you send. A script cannot set fields of the handshake; a cookie, a subprotocol or the URL has to carry what authenticates. A malformed URL or subprotocol throws a SyntaxError, all else ends in ${'error'} and ${'close'}.`,
    specs: [STANDARD('dom-websocket-websocket')],
  },
  EventSource: {
    title: () => say`${'new EventSource(url)'}: opens a stream of server-sent events with ${'GET'}`,
    detail: say`The browser reconnects by itself after a break and sends ${'Last-Event-ID'}; ${'204'} or another type than ${'text/event-stream'} ends it. A script cannot set fields; ${'withCredentials'} sends cookies to another origin.`,
    specs: [html('server-sent-events.html#the-eventsource-interface')],
  },
  'EventSource.readyState': {
    title: () => say`The state of an EventSource: ${'0'} CONNECTING, ${'1'} OPEN, ${'2'} CLOSED`,
    detail: say`CONNECTING also while it waits to reconnect. CLOSED is final: after ${'close()'}, or after an answer that forbids to go on, such as ${'204'}.`,
    specs: [html('server-sent-events.html#the-eventsource-interface')],
  },
  wasClean: {
    title: () => say`${'wasClean'}: both close frames were exchanged before TCP ended`,
    detail: say`It is false with code 1006, when the connection was cut or the handshake failed.`,
    specs: [STANDARD('eventdef-websocket-close'), rfc(6455, '7.1.4')],
  },
};
