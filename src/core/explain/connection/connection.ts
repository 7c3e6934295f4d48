// How long the connection lives and what the hop-by-hop fields do to it (RFC 9112 section 9, RFC 9110 section 7.6.1).
import { firstOf, has } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { answered, asked, nameIn, urlOf, type View, view } from '../view.ts';
import { explainTls } from './tls.ts';

export function explainConnection(subject: Subject, x = view(subject)): readonly Annotation[] {
  return [
    ...throughProxy(x),
    ...persistence(x),
    ...versions(x),
    ...upgrade(x),
    ...forbidden(x, 'request'),
    ...forbidden(x, 'response'),
    ...noDate(x),
    ...explainTls(x),
  ];
}

/** What somebody in between can see of it: nothing but the address where there is TLS, else everything. */
function throughProxy({ subject, url }: View): readonly Annotation[] {
  const proxy = subject.connection?.proxy;
  const handshake = subject.webSocket?.handshake?.request;
  const to = url ?? urlOf(handshake?.url, handshake?.fields);
  if (proxy === undefined || to === undefined) return [];
  const place = handshake === undefined ? at.requestLine : at.handshake;
  const target = `${to.hostname}:${to.port === '' ? (/^(?:https|wss):$/.test(to.protocol) ? 443 : 80) : to.port}`;
  if (/^(?:https|wss):$/.test(to.protocol))
    return [
      info('connection/proxy-tunnel', place, {
        title: say`Through ${escaped(proxy, 30)}: this proxy sees ${escaped(target, 24)} and no more`,
        detail: say`The proxy was asked for a connection to ${escaped(target, 60)} and passes octets through since. Host, port, times and amounts are what it can see: TLS is between Postil and the server.`,
        specs: proxy.startsWith('socks') ? [rfc(1928, '4')] : [rfc(9110, '9.3.6')],
        aside: true,
      }),
    ];
  return [
    info('connection/proxy-plain', place, {
      title: say`Through ${escaped(proxy, 36)}, a proxy that can read and change all of it`,
      detail: say`Nothing is encrypted between Postil and the server: the proxy sees the whole request and the whole response, credentials and content too. Over https it would see the host and the port alone.`,
      specs: proxy.startsWith('socks') ? [rfc(1928, '4')] : [rfc(9110, '3.7'), rfc(9112, '3.2.2')],
    }),
  ];
}

const options = (value: string | undefined): readonly string[] => split(value ?? '').map((piece) => piece.text.toLowerCase());

function persistence(x: View): readonly Annotation[] {
  const response = x.response;
  if (response?.fields === undefined || /^HTTP\/[23]/.test(response.version ?? '') || (x.status ?? 0) < 200) return [];
  const said = options(answered(x, 'Connection'));
  const anchor = has(x.got, 'Connection') ? at.field('response', nameIn(x.got, 'Connection')) : at.responseStatus;
  if (said.includes('close') && said.includes('keep-alive'))
    return [
      warning('connection/contradiction', anchor, {
        title: say`${'close'} and ${'keep-alive'} at once: clients take ${'close'}`,
        detail: say`The two contradict each other; a connection with ${'close'} ends after this response.`,
        specs: [rfc(9112, '9.3')],
      }),
    ];
  if (said.includes('close')) {
    const asks = options(asked(x, 'Connection')).includes('close');
    return [
      info('connection/close', anchor, {
        title: asks
          ? say`Closed after this response, as the request asked`
          : say`The server closes the connection; the next request needs a new one`,
        detail: say`${'close'} ends the connection after this response, so another request to ${x.host} pays for TCP${x.url?.protocol === 'https:' ? say` and TLS` : []} again. ${
          asks ? [] : say`Servers do it after errors, before a restart, or where keep-alive is switched off.`
        }`,
        specs: [rfc(9112, '9.6'), rfc(9112, '9.3')],
      }),
    ];
  }
  if (response.version === 'HTTP/1.0')
    return [
      info(said.includes('keep-alive') ? 'connection/1.0-keep-alive' : 'connection/1.0', anchor, {
        title: said.includes('keep-alive')
          ? say`${'HTTP/1.0'} with ${'keep-alive'}: the connection may stay open`
          : say`${'HTTP/1.0'} without ${'keep-alive'}: the connection ends with this response`,
        detail: say`In HTTP/1.0 each exchange has a connection of its own unless both sides say ${'Connection: keep-alive'}; in HTTP/1.1 it stays open unless one says ${'close'}.`,
        specs: [rfc(9112, '9.3')],
      }),
    ];
  if (
    response.connectionClosed !== true ||
    response.version !== 'HTTP/1.1' ||
    !/^(?:chunked|\d+)$/i.test(firstOf(x.got, 'Content-Length') ?? firstOf(x.got, 'Transfer-Encoding') ?? '')
  )
    return [];
  return [
    info('connection/closed-unannounced', at.responseStatus, {
      title: say`The server closed the connection without announcing it`,
      detail: say`A server that does not want to keep the connection should say ${'Connection: close'} in its last response. Without it a client may send the next request into a connection that is closing, which fails with a reset.`,
      specs: [rfc(9112, '9.6')],
    }),
  ];
}

function versions(x: View): readonly Annotation[] {
  const [sent, got] = [x.request?.version, x.response?.version];
  if (sent !== 'HTTP/1.1' || got !== 'HTTP/1.0') return [];
  return [
    info('connection/older', at.responseStatus, {
      title: say`Asked in ${'HTTP/1.1'}, answered in ${'HTTP/1.0'}`,
      detail: say`The server, or a proxy in front, speaks HTTP/1.0 only: no chunks, no ${'100'}, and one exchange for each connection unless it says ${'keep-alive'}.`,
      specs: [rfc(9110, '2.5'), rfc(9110, '6.2')],
    }),
  ];
}

function upgrade(x: View): readonly Annotation[] {
  const notes: Annotation[] = [];
  const offered = answered(x, 'Upgrade');
  const status = x.status ?? 0;
  if (offered !== undefined && status >= 200 && status !== 426)
    notes.push(
      info('connection/upgrade-offered', at.field('response', nameIn(x.got, 'Upgrade')), {
        title: say`The server could also speak ${escaped(offered, 36)}; nothing was switched`,
        detail: say`In a response other than ${'101'} and ${'426'} the field advertises what later requests could ask for. A client may ignore it.`,
        specs: [rfc(9110, '7.8')],
      }),
    );
  return notes;
}

const CONNECTION_FIELDS = ['Connection', 'Keep-Alive', 'Proxy-Connection', 'Upgrade'];

/** Fields that only mean something between two ends of an HTTP/1.1 connection. `Transfer-Encoding` is said in framing/. */
function forbidden(x: View, side: at.Side): readonly Annotation[] {
  const version = (side === 'request' ? x.request : x.response)?.version ?? '';
  if (!/^HTTP\/[23]/.test(version)) return [];
  const fields = side === 'request' ? x.sent : x.got;
  return CONNECTION_FIELDS.filter((name) => has(fields, name)).map((name) =>
    error('connection/field-in-2', at.field(side, nameIn(fields, name)), {
      title: say`${name} must not appear in ${escaped(version, 12)}`,
      detail: say`It manages a connection of HTTP/1.1. Newer versions manage theirs with frames, and a message with this field is malformed: a recipient must treat that as an error of the stream, which is reset.`,
      specs: version.startsWith('HTTP/2') ? [rfc(9113, '8.2.2'), rfc(9113, '8.1.1')] : [rfc(9114, '4.2'), rfc(9114, '4.1.2')],
    }),
  );
}

function noDate(x: View): readonly Annotation[] {
  const status = x.status ?? 0;
  if (x.response?.fields === undefined || status < 200 || status >= 500 || has(x.got, 'Date') || x.got.length === 0) return [];
  return [
    info('connection/no-date', at.response, {
      title: say`No ${'Date'}: age and lifetime count from when it was received`,
      detail: say`A server with a clock must send ${'Date'} in every ${'2xx'}, ${'3xx'} and ${'4xx'} response. A client adds the time of receipt in its place when it stores the response.`,
      specs: [rfc(9110, '6.6.1')],
    }),
  ];
}
