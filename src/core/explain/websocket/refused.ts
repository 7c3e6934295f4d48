// A handshake that was answered with something else than 101: plain HTTP, read in the light of what was asked (RFC 6455 sections 4.1 and 4.2.2).
import { firstOf } from '../../http/field.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import { escaped, withoutSecrets } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { RequestFacts, ResponseFacts } from '../subject.ts';
import { type Fault, type FaultPlace, fault } from './handshake-check.ts';
import { members } from './list.ts';

interface Refusal {
  readonly title: Prose;
  readonly detail: Prose;
  readonly at?: FaultPlace;
  /** A section of RFC 9110 on the status. */
  readonly section?: string;
  readonly guess?: boolean;
}

export function refusal(request: RequestFacts | undefined, response: ResponseFacts): Fault {
  const status = response.status ?? 0;
  const told = TOLD[status]?.(request, response) ?? otherwise(status, response);
  const plainHttp = say`Only ${'101'} opens a WebSocket; ${status} is an ordinary HTTP answer, and the handshake failed. A browser's script sees nothing of it but close code ${'1006'}.`;
  const made = fault('refused', told.at ?? { side: 'response', part: 'status' }, {
    title: told.title,
    detail: join([told.detail, serverWords(response), plainHttp]),
    basis: told.guess === true ? 'hypothesis' : 'rule',
  });
  return told.section === undefined ? made : { ...made, specs: [...made.specs, rfc(9110, told.section)] };
}

/** The first line of a short text: libraries say in it what they miss. */
function serverWords({ content, fields = [] }: ResponseFacts): Prose {
  if (content === undefined || content.length === 0 || content.length > 2000 || firstOf(fields, 'Content-Encoding') !== undefined)
    return [];
  const words =
    new TextDecoder()
      .decode(content)
      .trim()
      .split(/[\r\n]/, 1)[0] ?? '';
  return words === '' || /^[<{[]/.test(words) ? [] : say`The server says: ${escaped(withoutSecrets(words), 160)}.`;
}

type Tell = (request: RequestFacts | undefined, response: ResponseFacts) => Refusal;

const TOLD: Readonly<Record<number, Tell | undefined>> = {
  200: (request) => ({
    title: say`Answered ${'200'} instead of ${'101'}: ${text(pathOf(request))} is not a WebSocket endpoint`,
    detail: say`The server did not switch protocols but sent a normal page. Either the path is served by ordinary HTTP code, or a proxy on the way does not pass ${'Upgrade'} and ${'Connection'} on. Check the path, then the proxy's WebSocket setting.`,
    guess: true,
  }),
  400: (_request, response) => ({
    title: say`The server finds the handshake malformed (${'400'})`,
    detail: join([
      versions(response),
      say`Usual causes: a missing or wrong ${'Sec-WebSocket-Key'}, ${'Upgrade'} or ${'Sec-WebSocket-Version'}, or a proxy that removed one of them. The answer's body often names it.`,
    ]),
    section: '15.5.1',
  }),
  401: (request) => ({
    title: say`The server wants credentials in the handshake (${'401'})`,
    detail: join([
      request?.fields !== undefined && firstOf(request.fields, 'Authorization') !== undefined
        ? say`The ${'Authorization'} that was sent was not accepted: send a valid one.`
        : say`Send ${'Authorization'} with the handshake request.`,
      say`A browser's WebSocket cannot set that field: there a cookie, a token in the subprotocol list or a short-lived ticket in the URL takes its place. After ${'101'} there is no HTTP status any more, so this is the moment to authenticate.`,
    ]),
    section: '15.5.2',
  }),
  403: forbidden,
  404: (request) => ({
    title: say`Nothing accepts WebSockets at ${text(pathOf(request))} (${'404'})`,
    detail: say`The server answered, but the path ${pathOf(request)} is not found: no WebSocket endpoint exists there. Check the path of the URL (often ${'/ws'}, ${'/socket'} or ${'/graphql'}), its case, a missing prefix that a proxy expects, and the host.`,
    section: '15.5.5',
  }),
  405: () => ({
    title: say`The path does not take ${'GET'} (${'405'}), so no WebSocket opens there`,
    detail: say`A handshake is always a ${'GET'}. The path is an ordinary resource: check the URL.`,
    section: '15.5.6',
  }),
  407: () => ({
    title: say`A proxy wants credentials before it passes the handshake on (${'407'})`,
    detail: say`The answer is the proxy's, not the server's. Give the proxy's user and password in the proxy setting.`,
    section: '15.5.8',
  }),
  426: (request, response) => ({
    title: say`The server wants another protocol or version first (${'426'})`,
    detail: join([
      versions(response),
      say`Asked for was version ${escaped(field(request, 'Sec-WebSocket-Version') ?? 'none', 10)}; every current endpoint speaks ${'13'}. When the fields are right, a proxy has removed ${'Upgrade'} on the way and the server saw a plain GET.`,
    ]),
    section: '15.5.22',
  }),
  429: (_request, response) => ({
    title: say`Too many connections or attempts (${'429'})`,
    detail: join([waits(response), say`Reconnect with growing pauses; a client that reconnects at once in a loop causes this itself.`]),
  }),
  500: () => ({
    title: say`The server failed while it handled the handshake (${'500'})`,
    detail: say`Its code threw before it could answer ${'101'}: the server's log has the reason.`,
    section: '15.6.1',
  }),
  502: () => ({
    title: say`A gateway got no usable answer from the WebSocket backend (${'502'})`,
    detail: say`The proxy in front answered. The backend is down, listens elsewhere, or closed the connection instead of answering. Check that the proxy forwards to the right port and speaks HTTP/1.1 with ${'Upgrade'} to it.`,
    section: '15.6.3',
  }),
  503: (_request, response) => ({
    title: say`The server takes no WebSocket now (${'503'})`,
    detail: join([
      say`It is overloaded, restarting, or no backend is healthy.`,
      waits(response),
      say`Try again later, with growing pauses.`,
    ]),
    section: '15.6.4',
  }),
  504: () => ({
    title: say`A gateway waited for the WebSocket backend in vain (${'504'})`,
    detail: say`The backend accepted the connection but did not answer the handshake in time: it hangs, or it does not know what to do with ${'Upgrade'}.`,
    section: '15.6.5',
  }),
};

function forbidden(request: RequestFacts | undefined): Refusal {
  const origin = field(request, 'Origin');
  if (origin === undefined)
    return {
      title: say`The server refuses this client (${'403'})`,
      detail: say`No ${'Origin'} was sent. Many servers check it against a list of allowed origins and refuse handshakes without one; else credentials or an address rule are the reason. Try with the ${'Origin'} of the page that normally connects.`,
      section: '15.5.4',
      guess: true,
    };
  return {
    title: say`Refused (${'403'}), probably because of the Origin ${escaped(origin, 40)}`,
    detail: say`Servers check ${'Origin'} to keep pages of other sites from opening sockets with the user's cookies (cross-site WebSocket hijacking). ${escaped(origin, 80)} seems not to be on the list of allowed origins: add it at the server, or send the origin of a page that may connect.`,
    at: { side: 'request', field: 'Origin' },
    section: '15.5.4',
    guess: true,
  };
}

function otherwise(status: number, response: ResponseFacts): Refusal {
  const location = response.fields === undefined ? undefined : firstOf(response.fields, 'Location');
  if (status >= 300 && status < 400)
    return {
      title: say`The handshake is redirected (${status}); browsers do not follow`,
      detail: join([
        location === undefined
          ? say`The answer names no target.`
          : say`The target is ${escaped(location.replace(/[?#].*$/s, ''), 100)}: open that URL directly, with ${'ws'} or ${'wss'} as its scheme.`,
        say`A redirect to a sign-in page means that the session cookie is missing; one from ${'http'} to ${'https'} means ${'wss://'} is wanted.`,
      ]),
    };
  if (status >= 500)
    return {
      title: say`The server or a gateway failed before the handshake was done (${status})`,
      detail: say`It is no decision about this client: look at the server's and the proxy's log, and try again later.`,
    };
  if (status >= 400)
    return {
      title: say`The handshake was refused with ${status}`,
      detail: say`Read the answer as that of any HTTP request: its fields and body say what is missing.`,
    };
  return {
    title: say`Answered ${status} instead of ${'101'}`,
    detail: say`The server did not switch protocols: the URL is served as ordinary HTTP, or a proxy dropped ${'Upgrade'}.`,
  };
}

const field = (request: RequestFacts | undefined, name: string): string | undefined =>
  request?.fields === undefined ? undefined : firstOf(request.fields, name);

function versions(response: ResponseFacts): Prose {
  const known = response.fields === undefined ? [] : members(response.fields, 'Sec-WebSocket-Version');
  return known.length === 0 ? [] : say`The server supports version ${text(known.map((one) => escaped(one, 10)).join(', '))}.`;
}

function waits(response: ResponseFacts): Prose {
  const value = response.fields === undefined ? undefined : firstOf(response.fields, 'Retry-After');
  return value === undefined
    ? []
    : say`${'Retry-After'} asks for a pause: ${escaped(value, 40)}${text(/^\d+$/.test(value) ? ' seconds' : '')}.`;
}

/** The path of the URL without its query, which may hold a ticket. */
export function pathOf(request: RequestFacts | undefined): string {
  const url = request?.url;
  if (url === undefined) return 'this path';
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? url.replace(/[?#].*$/s, '');
  return escaped(path === '' ? '/' : path, 50);
}
