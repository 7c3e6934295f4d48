// The request that a redirect asks for (RFC 9110 section 15.4). Pure. What may not cross to another origin is left out.
import type { ResponseHead } from '../http/exchange.ts';
import { type Field, firstOf } from '../http/field.ts';
import type { FieldSource, HttpRequest, Origin } from '../http/request.ts';

/** Where a 3xx leads, with the fragment that it inherits (RFC 9110 section 10.2.2); `undefined` when this client follows nothing. */
export function redirectTarget(request: HttpRequest, head: ResponseHead): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(head.status)) return undefined;
  const location = firstOf(head.fields, 'location');
  if (location === undefined || !URL.canParse(location, request.url)) return undefined;
  const url = new URL(location, request.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.hash === '' && URL.canParse(request.url)) url.hash = new URL(request.url).hash;
  return url;
}

/** The next request: method, target and Host of the redirect, the author's other fields as they were. */
export function redirected(request: HttpRequest, head: ResponseHead, url: URL): HttpRequest {
  const origin = originOf(url);
  const method = methodAfter(request.method, head.status);
  const drops = dropped(request, method, origin);
  const kept: (readonly [Field, FieldSource])[] = [];
  request.fields.forEach((field, index) => {
    const name = field[0].toLowerCase();
    const source = request.sources[index] ?? ADDED;
    if (drops.has(name)) return;
    if (name === 'host') kept.push([[field[0], url.host], ADDED]);
    else kept.push([field, source]);
  });
  const { content, contentFramed, ...rest } = request;
  return {
    ...rest,
    method,
    url: url.href,
    origin,
    target: `${url.pathname}${url.search}`,
    fields: kept.map(([field]) => field),
    sources: kept.map(([, source]) => source),
    content: method === request.method ? content : undefined,
    ...(contentFramed === undefined || method !== request.method ? {} : { contentFramed }),
  };
}

const ADDED: FieldSource = { kind: 'added', why: 'redirect' };

/** 303 asks for GET; 301 and 302 let POST become GET, as everybody does; 307 and 308 keep the method. */
function methodAfter(method: string, status: number): string {
  if (status === 303) return method === 'HEAD' ? 'HEAD' : 'GET';
  return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method;
}

const OF_CONTENT = [
  'content-length',
  'content-type',
  'content-encoding',
  'content-language',
  'content-location',
  'transfer-encoding',
  'expect',
  'trailer',
];
const SECRET = ['authorization', 'cookie', 'proxy-authorization'];

function dropped(request: HttpRequest, method: string, origin: Origin): Set<string> {
  return new Set([...(method === request.method ? [] : OF_CONTENT), ...(sameOrigin(request.origin, origin) ? [] : SECRET)]);
}

export const sameOrigin = (a: Origin, b: Origin): boolean => a.scheme === b.scheme && a.host === b.host && a.port === b.port;

/** For `http://[::1]/` the host is `::1` and the port 80. */
export function originOf(url: URL): Origin {
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  return { scheme: secure ? 'https' : 'http', host: url.hostname.replace(/^\[|\]$/g, ''), port };
}
