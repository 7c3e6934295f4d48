// 5xx: the server failed, or knows that it cannot do what is asked (RFC 9110 section 15.6).
import { say, text } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, asked, type View } from '../view.ts';
import type { StatusEntry } from './entry.ts';

const gateway = (x: View): ReturnType<typeof say> => {
  const by = answered(x, 'Via') ?? answered(x, 'Server');
  return by === undefined ? [text('A gateway')] : say`${escaped(by, 24)}`;
};

export const SERVER_ERROR: readonly StatusEntry[] = [
  {
    code: 500,
    name: 'Internal Server Error',
    specs: [rfc(9110, '15.6.1')],
    meaning: say`The server met an unexpected condition: usually an exception, a bug in its code, or a broken part behind it. It is a fault on the server side, not necessarily because of the request, even if a certain request brings it out.`,
    title: (x) => say`${x.host} failed on ${x.method ?? 'the request'} ${x.path}: a fault of the server`,
    next: (x) => {
      const id = ['X-Request-Id', 'X-Correlation-Id', 'X-Amzn-RequestId', 'CF-RAY', 'X-Trace-Id'].find(
        (name) => answered(x, name) !== undefined,
      );
      return id === undefined
        ? say`Look into the server's log at this time. Repeating is safe for ${'GET'}, ${'PUT'} and ${'DELETE'}, not for ${'POST'}.`
        : say`Look into the server's log for the id in ${id}. Repeating is safe for ${'GET'}, ${'PUT'} and ${'DELETE'}, not for ${'POST'}.`;
    },
  },
  {
    code: 501,
    name: 'Not Implemented',
    specs: [rfc(9110, '15.6.2')],
    meaning: say`The server cannot do what the request needs; above all it does not recognise the method, and cannot support it for any resource. Where only this target lacks it, the code is ${'405'}.`,
    // Every server knows GET and HEAD (section 9.1): there something else is missing.
    title: (x) =>
      x.method === 'GET' || x.method === 'HEAD'
        ? say`${x.host} lacks something that this ${x.method} needs`
        : say`${x.host} does not know the method ${escaped(x.method ?? 'of the request', 20)} at all`,
    next: (x) =>
      x.method !== undefined && x.method !== x.method.toUpperCase()
        ? say`Methods are case-sensitive: ${escaped(x.method, 20)} is not ${escaped(x.method.toUpperCase(), 20)}.`
        : x.method === 'GET' || x.method === 'HEAD'
          ? say`A server must know ${x.method}, so it means something else: a field, a coding or a protocol. Caches may store this answer.`
          : say`No other path of this server will help; use another method. Caches may store this answer.`,
  },
  {
    code: 502,
    name: 'Bad Gateway',
    specs: [rfc(9110, '15.6.3')],
    meaning: say`A gateway or proxy asked another server (its upstream) for the answer and got an invalid response from it, or none that it could read. The fault is behind the gateway.`,
    title: (x) => say`${gateway(x)} got no valid answer from the server behind it`,
    next: () =>
      say`The server behind is probably down, restarting, or speaks another protocol on that port. Try again in a moment; if it stays, its operator's gateway log knows more. ${'504'} would mean that it answered too late.`,
  },
  {
    code: 503,
    name: 'Service Unavailable',
    specs: [rfc(9110, '15.6.4')],
    meaning: say`The server cannot handle the request now, because of overload or maintenance, and this is probably temporary. ${'Retry-After'} may say when to come back.`,
    title: (x) => say`${x.host} is overloaded or in maintenance, temporarily`,
    next: (x) =>
      answered(x, 'Retry-After') === undefined
        ? say`No ${'Retry-After'} says when: try again after a while, with growing pauses.`
        : say`Come back when ${'Retry-After'} says.`,
  },
  {
    code: 504,
    name: 'Gateway Timeout',
    specs: [rfc(9110, '15.6.5')],
    meaning: say`A gateway or proxy asked another server (its upstream) and did not get an answer in time: a timeout. ${'502'} would mean that an answer came and was invalid.`,
    title: (x) =>
      /\bonly-if-cached\b/i.test(asked(x, 'Cache-Control') ?? '')
        ? say`No cache had a copy, and ${'only-if-cached'} forbids asking the server`
        : say`${gateway(x)} waited in vain: the server behind it did not answer in time`,
    next: (x) =>
      say`The work may still have been done: before you repeat ${x.method === undefined || x.method === 'GET' || x.method === 'HEAD' ? text('anything but a read') : escaped(x.method, 20)}, look whether it was. Long work is better accepted with ${'202'} and asked for later.`,
  },
  {
    code: 505,
    name: 'HTTP Version Not Supported',
    specs: [rfc(9110, '15.6.6'), rfc(9110, '2.5')],
    meaning: say`The server does not support, or refuses, the major version of HTTP that the request was written in.`,
    title: (x) =>
      x.request?.version === undefined
        ? say`${x.host} does not speak this version of HTTP`
        : say`${x.host} does not speak ${escaped(x.request.version, 20)}`,
    next: (x) =>
      x.request?.version === undefined || x.request.version === 'HTTP/1.1'
        ? say`Nearly every server speaks ${'HTTP/1.1'}, so this one may mean something else by the code; its content may say what.`
        : say`Write ${'HTTP/1.1'} at the end of the request line, or nothing.`,
  },
  {
    code: 506,
    name: 'Variant Also Negotiates',
    specs: [rfc(2295, '8.1')],
    meaning: say`A configuration error of the server: in transparent content negotiation the variant it chose wants to negotiate itself, so there is no end.`,
    title: (x) => say`${x.host} is configured in a circle: its variants choose variants`,
    next: () => say`Only who runs the server can mend it.`,
  },
  {
    code: 507,
    name: 'Insufficient Storage',
    specs: [rfc(4918, '11.5')],
    meaning: say`WebDAV: the server has not enough storage to complete the request: a full disk or a quota that is used up. It counts as temporary.`,
    title: (x) => say`${x.host} has no storage left for this ${x.method ?? 'request'}`,
    next: () => say`Free space, or have the quota raised, before you repeat it; a request by a person ought not to be repeated by itself.`,
  },
  {
    code: 508,
    name: 'Loop Detected',
    specs: [rfc(5842, '7.2')],
    meaning: say`WebDAV: the server met an infinite loop, a collection that contains itself by a binding, while it worked on a request with ${'Depth: infinity'}, and gave the whole operation up.`,
    title: (x) => {
      const depth = asked(x, 'Depth');
      return depth === undefined
        ? say`${x.path} contains itself: an infinite loop`
        : say`${x.path} contains itself: an infinite loop at ${`Depth: ${escaped(depth, 12)}`}`;
    },
    next: () => say`Ask with ${'Depth: 1'} and go down level by level.`,
  },
  {
    code: 510,
    name: 'Not Extended',
    specs: [rfc(2774, '7')],
    meaning: say`Obsolete. The request lacks an extension declaration of the HTTP Extension Framework that the resource demands. Nothing uses that framework, and its specification is historic.`,
    title: (x) => say`${x.host} demands an extension of a framework that nobody uses`,
    next: () => say`Take it as ${'500'}; the content may say what the server really means.`,
  },
  {
    code: 511,
    name: 'Network Authentication Required',
    specs: [rfc(6585, '6')],
    meaning: say`The network itself wants a login before it lets traffic through: a captive portal, as in hotels, trains and on public Wi-Fi. It intercepts requests and answers instead of the server that was asked.`,
    title: (x) => say`A captive portal answers instead of ${x.host}: log in to the network`,
    next: (x) =>
      say`This is not the answer of ${x.host}, which never saw the request. Open a browser, log in to the network, then send it again. Never take its content or cookies for the server's.`,
    level: () => 'warning',
  },
];
