// The method against what comes with it (RFC 9110 section 9).
import { firstOf, has } from '../../http/field.ts';
import { isToken } from '../../http/token.ts';
import { join, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped, octetCount } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { RequestFacts } from '../subject.ts';
import { listed } from '../words.ts';

const AT = 'request.method';
const COMMON = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE', 'CONNECT'];

export function explainMethod(request: RequestFacts): readonly Annotation[] {
  const { method } = request;
  if (method === undefined) return [];
  return [
    ...spelling(method),
    ...withContent(request, method),
    ...trace(request, method),
    ...emptyPost(request, method),
    ...patchType(request, method),
    ...young(method),
  ];
}

function spelling(method: string): readonly Annotation[] {
  if (!isToken(method))
    return [
      error('request/method/token', AT, {
        title: say`${escaped(method, 30)} is no method: a method is one word without spaces`,
        detail: say`A method is a token: letters, digits and a few signs. A server cannot read this start line and answers ${'400'}.`,
        specs: [rfc(9110, '9.1'), rfc(9110, '5.6.2')],
      }),
    ];
  const upper = method.toUpperCase();
  const meant = COMMON.includes(upper) || upper.length < 3 ? undefined : COMMON.find((one) => isSlip(upper, one));
  return meant === undefined
    ? []
    : [
        warning('request/method/typo', AT, {
          title: say`${escaped(method, 30)} is no registered method: was ${meant} meant?`,
          detail: say`It differs from ${meant} by one letter. A server that does not know a method answers ${'501'}.`,
          specs: [rfc(9110, '9.1')],
          basis: 'hypothesis',
        }),
      ];
}

/** One letter left out, added, changed, or two neighbours swapped. */
function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  if (a.length !== b.length) return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
  return a.slice(i + 1) === b.slice(i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
}

const size = ({ contentLength, content }: RequestFacts): number | undefined => contentLength ?? content?.length;

const MEANINGLESS: Readonly<Record<string, readonly [section: string, instead: string]>> = {
  GET: ['9.3.1', 'Put the data into the query of the URL, or use POST, or QUERY where the server knows it.'],
  HEAD: ['9.3.2', 'Put the data into the query of the URL.'],
  DELETE: ['9.3.5', 'Name what to delete in the URL, or use POST for a deletion with conditions.'],
};

function withContent(request: RequestFacts, method: string): readonly Annotation[] {
  const rule = MEANINGLESS[method];
  const octets = size(request) ?? 0;
  if (rule === undefined || octets === 0) return [];
  return [
    warning('request/method/content', anchor.requestBody, {
      title: say`A ${method} with content (${text(octetCount(octets))}): it has no defined meaning`,
      detail: join([
        say`Content in a ${method} request has no generally defined semantics: servers ignore it, some refuse the request, and caches and proxies may drop it. A client should not send it unless the server has said that it takes it.`,
        say`${text(rule[1])}`,
      ]),
      specs: [rfc(9110, rule[0])],
    }),
  ];
}

const SENSITIVE = ['Authorization', 'Proxy-Authorization', 'Cookie'];

function trace(request: RequestFacts, method: string): readonly Annotation[] {
  if (method !== 'TRACE') return [];
  const sent = SENSITIVE.filter((name) => has(request.fields ?? [], name));
  const found: Annotation[] = [];
  if ((size(request) ?? 0) > 0)
    found.push(
      error('request/method/trace-content', anchor.requestBody, {
        title: say`${'TRACE'} must not have content`,
        detail: say`The server echoes the request's head; a client must not send content with it, and servers refuse it.`,
        specs: [rfc(9110, '9.3.8')],
      }),
    );
  if (sent.length > 0)
    found.push(
      error('request/method/trace-secrets', anchor.field('request', sent[0] ?? ''), {
        title: say`${'TRACE'} would echo ${text(listed(sent))}: secrets must not be in it`,
        detail: say`The answer repeats all fields of the request, where a script or a log can read them. Leave ${text(listed(sent))} out.`,
        specs: [rfc(9110, '9.3.8')],
      }),
    );
  return found;
}

/** A POST or PUT without content whose head is known as it goes on the wire. */
function emptyPost(request: RequestFacts, method: string): readonly Annotation[] {
  const fields = request.fields ?? [];
  if ((method !== 'POST' && method !== 'PUT') || request.content?.length !== 0 || !has(fields, 'Host')) return [];
  if (has(fields, 'Content-Length') || has(fields, 'Transfer-Encoding')) return [];
  return [
    info('request/method/no-length', anchor.requestLine, {
      title: say`A ${method} without content and without ${'Content-Length: 0'}`,
      detail: say`Some servers answer ${'411'} or wait for content: a ${method} without any should say ${'Content-Length: 0'}.`,
      specs: [rfc(9110, '8.6')],
    }),
  ];
}

function patchType({ fields }: RequestFacts, method: string): readonly Annotation[] {
  const type = firstOf(fields ?? [], 'Content-Type');
  if (method !== 'PATCH' || type === undefined || !/^application\/json\s*(?:;|$)/i.test(type)) return [];
  return [
    info('request/method/patch-type', anchor.field('request', 'Content-Type'), {
      title: say`${'application/json'} does not say how this partial change is to be applied`,
      detail: say`${'PATCH'} is a partial update, and the media type of its content tells how: ${'application/merge-patch+json'} (members replace members, null removes) or ${'application/json-patch+json'} (a list of operations). With plain JSON it is whatever this API documents; most mean a merge.`,
      specs: [rfc(5789, '2'), rfc(7396, '1'), rfc(6902, '3')],
    }),
  ];
}

function young(method: string): readonly Annotation[] {
  if (method !== 'QUERY') return [];
  return [
    info('request/method/query-young', AT, {
      title: say`${'QUERY'} is new (RFC 10008): ask whether server and proxies know it`,
      detail: say`It is safe and idempotent like ${'GET'}, and carries its question as content. Servers that do not know it answer ${'405'} or ${'501'}; browsers ask with a preflight first. ${'Accept-Query'} or ${'Allow'} of the server name it where it works.`,
      specs: [rfc(10008, '2')],
      definition: true,
    }),
  ];
}
