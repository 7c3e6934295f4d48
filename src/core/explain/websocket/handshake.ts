// The opening handshake as annotations: what is wrong, else the proof, what was agreed and what a browser would say.
import { type Fields, firstOf, has } from '../../http/field.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import { field, handshakeField } from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { good, info, note, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { document, rfc } from '../spec.ts';
import type { Hop } from '../subject.ts';
import { acceptProof, keyOctets } from './accept.ts';
import { explainAgreement } from './agreement.ts';
import { isExtendedConnect } from './extended-connect.ts';
import type { Fault, FaultPlace } from './handshake-check.ts';
import { handshakeChecks } from './handshake-checks.ts';

/** `within` is `ws.handshake` where the handshake is part of a session, `undefined` where request and response are the exchange itself. */
export function explainHandshake(hop: Hop, within: 'ws.handshake' | undefined): readonly Annotation[] {
  const checks = handshakeChecks(hop);
  const faults = causesFirst(checks.flatMap((check) => check.faults));
  const wrong = faults.map(({ id, level, at, ...said }) => note(level, `ws/handshake/${id}`, placeOf(at, within), said));
  const opened = faults.every((fault) => fault.level !== 'error') && hop.response?.status !== undefined;
  const facts: Facts = { hop, within, asked: hop.request?.fields, answered: hop.response?.fields };
  if (hop.request !== undefined && isExtendedConnect(hop.request)) return [...wrong, ...(opened ? [overHttp2(facts)] : [])];
  return [
    ...wrong,
    ...(opened ? [allChecksHold(checks.length, facts), ...acceptMatches(facts)] : []),
    ...keyMeaning(facts),
    ...(opened ? explainAgreement(facts.asked ?? [], facts.answered ?? [], (side, name) => placeOf({ side, field: name }, within)) : []),
    ...mixedContent(facts),
    ...(opened ? foreignOrigin(facts) : []),
  ];
}

/** What is wrong with the request is why it was refused. */
const causesFirst = (faults: readonly Fault[]): readonly Fault[] => {
  const isCause = ({ id, level, at }: Fault): boolean => id !== 'refused' && level === 'error' && at.side === 'request';
  return [...faults.filter(isCause), ...faults.filter((one) => !isCause(one))];
};

interface Facts {
  readonly hop: Hop;
  readonly within: 'ws.handshake' | undefined;
  readonly asked: Fields | undefined;
  readonly answered: Fields | undefined;
}

function placeOf(at: FaultPlace, within: 'ws.handshake' | undefined): string {
  if (at.field !== undefined) return within === undefined ? field(at.side, at.field) : handshakeField(at.side, at.field);
  const side = within === undefined ? at.side : `${within}.${at.side}`;
  if (at.part !== undefined) return `${side}.${at.part}`;
  return within === undefined ? `${side}.${at.side === 'request' ? 'line' : 'status'}` : side;
}

function allChecksHold(count: number, { within, asked, answered, hop }: Facts): Annotation {
  const lists = [asked, answered].some((fields) => fields !== undefined && (firstOf(fields, 'Connection') ?? '').includes(','));
  const cases = [asked, answered].some((fields) => fields !== undefined && /[A-Z]/.test(firstOf(fields, 'Upgrade') ?? ''));
  return good('ws/handshake/accepted', within ?? 'response.status', {
    title: say`The handshake is valid: all ${text(count)} checks of RFC 6455 hold`,
    detail: join([
      say`The handshake is an HTTP/1.1 ${'GET'}, accepted with ${hop.response?.status ?? 101}: after the blank line the same TCP connection carries WebSocket frames, no HTTP any more.`,
      lists || cases
        ? say`${'Connection'} is a list in which the token ${'Upgrade'} may stand beside others, and tokens match case-insensitively.`
        : [],
    ]),
    specs: [rfc(6455, '4.1'), rfc(6455, '4.2.2')],
    basis: 'computed',
  });
}

function acceptMatches({ asked, answered, within }: Facts): readonly Annotation[] {
  const key = asked && firstOf(asked, 'Sec-WebSocket-Key');
  if (key === undefined || answered === undefined || !has(answered, 'Sec-WebSocket-Accept')) return [];
  const proof = acceptProof(key);
  return [
    good('ws/handshake/accept', placeOf({ side: 'response', field: 'Sec-WebSocket-Accept' }, within), {
      title: say`Accept matches the key: ${proof.accept}`,
      detail: say`SHA-1 over ${key} followed by ${proof.guid} is ${proof.sha1Hex}; its 20 octets in base64 are ${proof.accept}, which is what the server sent.`,
      specs: [rfc(6455, '4.2.2'), rfc(6455, '1.3')],
      basis: 'computed',
    }),
  ];
}

function keyMeaning({ asked, within }: Facts): readonly Annotation[] {
  const key = asked && firstOf(asked, 'Sec-WebSocket-Key');
  if (key === undefined || keyOctets(key)?.length !== 16) return [];
  return [
    info('ws/handshake/key', placeOf({ side: 'request', field: 'Sec-WebSocket-Key' }, within), {
      title: say`A random nonce of 16 octets, base64-encoded; not a secret`,
      detail: join([
        say`The answer's ${'Sec-WebSocket-Accept'} is computed from it, which proves that the server read this request and speaks WebSocket, and that no cache answered. It does not authenticate anybody and encrypts nothing.`,
        key === 'dGhlIHNhbXBsZSBub25jZQ=='
          ? say`This one is the example of RFC 6455 (${'the sample nonce'}); a real client takes new random octets each time.`
          : [],
      ]),
      specs: [rfc(6455, '4.1'), rfc(6455, '11.3.1')],
      definition: true,
    }),
  ];
}

function mixedContent({ asked, hop, within }: Facts): readonly Annotation[] {
  const origin = asked && firstOf(asked, 'Origin');
  const url = hop.request?.url ?? '';
  if (origin === undefined || !/^https:/i.test(origin) || !/^ws:/i.test(url) || isLoopback(url)) return [];
  return [
    warning('ws/handshake/mixed-content', placeOf({ side: 'request', part: 'url' }, within), {
      title: say`A page of ${escaped(origin, 40)} may not open ${'ws://'}: use ${'wss://'}`,
      detail: say`The origin is an https page. A browser blocks an unencrypted WebSocket from it as mixed content, before any octet is sent. This client does not enforce that, so it works here and fails in the page: use ${'wss://'}.`,
      specs: [document('Mixed Content', 'should-block-fetch', 'https://w3c.github.io/webappsec-mixed-content/#should-block-fetch')],
      basis: 'browser',
    }),
  ];
}

/** Browsers count loopback addresses as trustworthy also without TLS. */
const isLoopback = (url: string): boolean => /^ws:\/\/(?:localhost|127\.[\d.]+|\[::1\]|[^/:]+\.localhost)(?=[:/?#]|$)/i.test(url);

/** The last two labels of a host, which is near enough to its site for a hint. */
const siteOf = (url: string): string => URL.parse(url)?.hostname.split('.').slice(-2).join('.') ?? '';

function foreignOrigin({ asked, hop, within }: Facts): readonly Annotation[] {
  const origin = asked && firstOf(asked, 'Origin');
  const url = hop.request?.url ?? '';
  if (asked === undefined || origin === undefined || !has(asked, 'Cookie') || siteOf(url) === '' || siteOf(origin) === siteOf(url))
    return [];
  return [
    info('ws/handshake/foreign-origin', placeOf({ side: 'request', field: 'Origin' }, within), {
      title: say`The server accepted cookies together with another site's origin, ${escaped(origin, 40)}`,
      detail: say`Browsers do not apply CORS to WebSockets: a page of any site can open one, and the user's cookies may go with it. If the server does not check ${'Origin'}, such a page acts as the user (cross-site WebSocket hijacking). Check ${'Origin'} against a list, or ask for a token in the first message.`,
      specs: [rfc(6455, '10.2')],
      basis: 'hypothesis',
    }),
  ];
}

function overHttp2({ hop, within }: Facts): Annotation {
  const detail: Prose = say`The request is an extended ${'CONNECT'} with ${':protocol'} ${'websocket'}, accepted with ${hop.response?.status ?? 200} rather than ${'101'}: one stream of the connection carries the frames. ${'Sec-WebSocket-Key'} and ${'Sec-WebSocket-Accept'} are not used; ${':protocol'} takes the place of ${'Upgrade'}.`;
  return info('ws/handshake/extended-connect', placeOf({ side: 'response', part: 'status' }, within), {
    title: say`WebSocket over ${hop.request?.version ?? 'HTTP/2'}: ${hop.response?.status ?? 200} accepts the CONNECT, ${'101'} is not used`,
    detail,
    specs: [rfc(8441, '4'), rfc(8441, '5')],
  });
}
