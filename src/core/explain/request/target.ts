// The URL: which part goes where, and which parts bring trouble (RFC 3986, RFC 9110 sections 4.2 and 7.1).
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { isLoopback } from '../failures/addresses.ts';
import { urlFault } from '../failures/url-fault.ts';
import { error, info, warning } from '../note.ts';
import { escaped, short, withoutSecrets } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { RequestFacts } from '../subject.ts';
import { addressNotes } from './address.ts';
import { encodingNotes } from './encoding.ts';
import { queryNotes } from './query.ts';

const AT = anchor.requestUrl;

export function explainTarget(request: RequestFacts): readonly Annotation[] {
  const written = request.url;
  if (written === undefined || written === '' || written === '*' || request.method === 'CONNECT') return [];
  const url = URL.parse(written.startsWith('/') ? `http://target.invalid${written}` : written);
  if (url === null) return malformed(written);
  const absolute = !written.startsWith('/');
  return [
    ...variables(written),
    ...fragment(written, url),
    ...rewritten(written, url),
    ...(absolute ? [...scheme(url), ...userinfo(url), ...place(written, url), ...addressNotes(url), ...webSocket(request, url)] : []),
    ...encodingNotes(written, url),
    ...queryNotes(url, absolute && url.protocol === 'http:' && !isLoopback(hostOf(url))),
  ];
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

function malformed(written: string): readonly Annotation[] {
  const wrong = urlFault(written);
  if (wrong === undefined) return [];
  return [
    error('request/url/malformed', AT, {
      title: say`Not sendable: ${wrong.title}`,
      detail: wrong.detail,
      specs: [rfc(3986, '3.2')],
    }),
  ];
}

function variables(written: string): readonly Annotation[] {
  const left = /\{\{[^}]*\}\}|\$\{[^}]*\}|%7B%7B.*?%7D%7D/i.exec(written)?.[0];
  if (left === undefined) return [];
  return [
    warning('request/url/variable', AT, {
      title: say`${escaped(left, 40)} stands in the URL: a variable without a value?`,
      detail: say`The braces would be sent as they are (percent-encoded), and the server finds nothing there. Define the variable or choose an environment.`,
      specs: [rfc(3986, '2.1')],
      basis: 'hypothesis',
    }),
  ];
}

function fragment(written: string, url: URL): readonly Annotation[] {
  const hash = written.indexOf('#');
  if (hash < 0) return [];
  const target = `${url.pathname}${url.search}`;
  return [
    info('request/url/fragment', AT, {
      title: say`The fragment ${withoutSecrets(escaped(written.slice(hash), 30))} is not sent: it stays with the client`,
      detail: say`What follows ${'#'} never goes to the server; the request asks for ${escaped(target.replace(/\?.*/s, '?…'), 60)}. If the ${'#'} belongs to a value, write it as ${'%23'}.`,
      specs: [rfc(3986, '3.5'), rfc(9110, '7.1')],
    }),
  ];
}

/** What a URL parser changes before anything is sent (URL Standard): backslashes, dots, a second scheme. */
function rewritten(written: string, url: URL): readonly Annotation[] {
  const path = written.replace(/[?#].*$/s, '');
  if (/^[a-z]+:\/\/[a-z]+:?\/\//i.test(written))
    return [
      warning('request/url/two-schemes', AT, {
        title: say`Two schemes in the URL: ${escaped(url.hostname, 24)} is taken for the host`,
        detail: say`What follows the first ${'://'} is host and port, so the second ${'https'} (or ${'http'}) became the name of a host. Usually a variable brings its scheme along.`,
        specs: [rfc(3986, '3.2')],
        basis: 'hypothesis',
      }),
    ];
  if (path.includes('\\'))
    return [
      warning('request/url/backslash', AT, {
        title: say`A backslash in the URL is turned into a slash: ${escaped(url.pathname, 40)}`,
        detail: say`URLs know only ${'/'}. Clients that follow the URL Standard replace ${'\\'}, others refuse it or send it as it is; if the character itself is meant, write ${'%5C'}.`,
        specs: [rfc(3986, '3.3')],
        basis: 'computed',
      }),
    ];
  if (!/\/\.{1,2}(?:\/|$)/.test(path)) return [];
  return [
    info('request/url/dots', AT, {
      title: say`Dot segments are resolved before sending: the path is ${escaped(url.pathname, 40)}`,
      detail: say`${'.'} means this directory and ${'..'} the one above; the client removes both, so the server never sees them. To send them as they are, write ${'%2E'}, which many clients resolve as well.`,
      specs: [rfc(3986, '5.2.4')],
      basis: 'computed',
    }),
  ];
}

function scheme(url: URL): readonly Annotation[] {
  if (/^(?:https?|wss?):$/.test(url.protocol)) return [];
  return [
    error('request/url/scheme', AT, {
      title: say`${url.protocol} is not sent here: ${'http'}, ${'https'}, ${'ws'} and ${'wss'} are`,
      detail: say`This client speaks HTTP and WebSocket. ${url.protocol} is another protocol, or a host and port without ${'http://'} before them.`,
      specs: [rfc(9110, '4.2')],
    }),
  ];
}

function userinfo(url: URL): readonly Annotation[] {
  if (url.username === '' && url.password === '') return [];
  return [
    warning('request/url/userinfo', AT, {
      title: say`User ${text(url.password === '' ? '' : 'and password ')}in the URL: they end up in logs and histories`,
      detail: say`The part before ${'@'} is not sent as part of the target. Clients turn it into ${'Authorization: Basic'} or drop it; a sender must not put it into a request. Write the ${'Authorization'} field instead.`,
      specs: [rfc(9110, '4.2.4'), rfc(3986, '3.2.1')],
    }),
  ];
}

const DEFAULTS: Readonly<Record<string, string>> = { 'http:': '80', 'ws:': '80', 'https:': '443', 'wss:': '443' };

function place(written: string, url: URL): readonly Annotation[] {
  const typed = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*:(\d+)(?=[/?#]|$)/i.exec(written)?.[1];
  const usual = DEFAULTS[url.protocol];
  const found: Annotation[] = [];
  if (typed !== undefined && Number(typed) === Number(usual))
    found.push(
      info('request/url/default-port', AT, {
        aside: true,
        title: say`Port ${typed} is the default of ${`${url.protocol}//`}: it can be left out`,
        detail: say`With and without ${`:${typed}`} the URL means the same, and ${'Host'} carries no port then.`,
        specs: [rfc(9110, '4.2.3'), rfc(9110, '7.2')],
      }),
    );
  if (url.port !== '' || /%|\+/.test(url.search)) found.push(parts(url, usual));
  if (isLoopback(hostOf(url))) found.push(loopback(url));
  const unicode = /[^\x20-\x7e]/.test(written.replace(/[/?#].*$/s, '')) || /(?:^|\.)xn--/.test(url.hostname);
  if (unicode)
    found.push(
      info('request/url/idn', AT, {
        title: say`The host is sent as ${short(url.hostname, 60)}`,
        detail: say`DNS and ${'Host'} carry ASCII only: a name with other letters is written in Punycode, with ${'xn--'} before each such label. Letters that look alike make different names.`,
        specs: [rfc(5891, '5')],
        basis: 'computed',
      }),
    );
  return found;
}

function parts(url: URL, usual: string | undefined): Annotation {
  const pairs = [...url.searchParams];
  const port = url.port === '' ? (usual ?? '?') : url.port;
  return info('request/url/parts', AT, {
    title: say`Host ${short(hostOf(url), 30)}, port ${port}, path ${short(escaped(url.pathname), 24)}${text(pairs.length === 0 ? '' : `, ${pairs.length} in the query`)}`,
    detail: join([
      say`Scheme ${url.protocol.slice(0, -1)}; host ${escaped(hostOf(url), 80)}; port ${port}${text(url.port === '' ? ' (default)' : '')}; path ${escaped(url.pathname, 80)}${text(url.search === '' ? '; no query.' : '; query decoded:')}`,
      pairs.length === 0
        ? []
        : join(
            pairs.slice(0, 12).map(([name, value]): Prose => say`${escaped(name, 30)} = ${isSecret(name) ? '•••' : escaped(value, 40)}`),
            ', ',
          ),
    ]),
    specs: [rfc(3986, '3')],
    basis: 'computed',
    aside: true,
  });
}

export const isSecret = (name: string): boolean =>
  /passw|pwd|secret|token|api_?key|^key$|^sig(?:nature)?$|^code$|credential|session/i.test(name);

function loopback(url: URL): Annotation {
  const named = /[a-z]/i.test(url.hostname) && !url.hostname.startsWith('[');
  return info('request/url/loopback', AT, {
    title: named
      ? say`${hostOf(url)} is this machine: ${'127.0.0.1'} or ${'::1'}`
      : say`${hostOf(url)} is the loopback address: this machine`,
    detail: join([
      say`The request never leaves the computer.`,
      named
        ? say`The name stands for the loopback addresses ${'127.0.0.1'} (IPv4) and ${'::1'} (IPv6); a server that listens on only one of them is not found on the other.`
        : say`${'127.0.0.1'} is the IPv4 loopback address, ${'::1'} the IPv6 one; they are different addresses for a server that listens.`,
      say`Inside a container it is the container itself.`,
    ]),
    definition: true,
    specs: [rfc(6761, '6.3'), rfc(1122, '3.2.1.3'), rfc(4291, '2.5.3')],
  });
}

function webSocket(request: RequestFacts, url: URL): readonly Annotation[] {
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') return [];
  if (request.fields?.some(([name]) => /^(?:upgrade|sec-websocket-key)$/i.test(name)) === true) return [];
  return [
    info('request/url/websocket', AT, {
      aside: true,
      title: say`${`${url.protocol}//`} opens a WebSocket: the ${request.method ?? 'GET'} becomes a handshake`,
      detail: say`The request is sent as an HTTP/1.1 ${'GET'} with ${'Upgrade: websocket'}, ${'Connection: Upgrade'} and a fresh ${'Sec-WebSocket-Key'} over ${text(url.protocol === 'wss:' ? 'TLS, port 443' : 'TCP, port 80')} unless the URL names another; the server agrees with ${'101'}.`,
      specs: [rfc(6455, '3'), rfc(6455, '4.1')],
    }),
  ];
}
