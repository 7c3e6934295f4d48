// One exchange as the rules look at it: method, status, fields of both sides, the clock; and what is not known stays unknown.
import { parseDate } from '../http/date.ts';
import { combined, type Fields, firstOf, has } from '../http/field.ts';
import { escaped } from './shown.ts';
import type { RequestFacts, ResponseFacts, Subject } from './subject.ts';

export interface View {
  readonly subject: Subject;
  readonly request: RequestFacts | undefined;
  readonly response: ResponseFacts | undefined;
  /** `undefined` when it is not known. */
  readonly method: string | undefined;
  readonly status: number | undefined;
  readonly url: URL | undefined;
  /** The path for a note, without the query (which may hold secrets); `the target` when it is not known. */
  readonly path: string;
  /** The host for a note; `the server` when it is not known. */
  readonly host: string;
  /** Fields of the request and the response, empty also when they are not known. */
  readonly sent: Fields;
  readonly got: Fields;
  /** The `Date` of the response, in milliseconds since 1970. */
  readonly date: number | undefined;
  readonly now: number | undefined;
}

export function view(subject: Subject): View {
  const { request, response } = subject;
  const url = urlOf(request?.url, request?.fields);
  const got = response?.fields ?? [];
  const now = subject.context.now;
  return {
    subject,
    request,
    response,
    method: request?.method,
    status: response?.status,
    url,
    path: url === undefined || request?.method === 'CONNECT' ? 'the target' : escaped(url.pathname, 32),
    host: url === undefined ? 'the server' : escaped(url.host, 32),
    sent: request?.fields ?? [],
    got,
    date: parseDate(firstOf(got, 'Date') ?? '', now)?.time,
    now,
  };
}

/** The value of a request field, several of them joined with commas. */
export const asked = (x: View, name: string): string | undefined => combined(x.sent, name);

/** The value of a response field, several of them joined with commas. */
export const answered = (x: View, name: string): string | undefined => combined(x.got, name);

/** `true` when the fields are known and this one is not among them. */
export const notAsked = (x: View, name: string): boolean => x.request?.fields !== undefined && !has(x.request.fields, name);
export const notAnswered = (x: View, name: string): boolean => x.response?.fields !== undefined && !has(x.response.fields, name);

/** The field's name as it stands on the wire, for its anchor. */
export const nameIn = (fields: Fields, name: string): string => fields.find(([n]) => n.toLowerCase() === name.toLowerCase())?.[0] ?? name;

/** Octets of the content; `undefined` when not known. */
export const contentSize = (message: RequestFacts | ResponseFacts | undefined): number | undefined =>
  message?.contentLength ?? message?.content?.length;

/**
 * The absolute URL of a target, by `Host` where the target is in origin form (RFC 9110 section 7.1). Its scheme is unknown then:
 * `https:` stands for it, so that no rule about plain http speaks up.
 */
export function urlOf(target: string | undefined, fields: Fields | undefined): URL | undefined {
  if (target === undefined) return undefined;
  if (AUTHORITY.test(target)) return URL.parse(`https://${target}`) ?? undefined;
  if (!target.startsWith('/')) return URL.parse(target) ?? undefined;
  return URL.parse(`https://${firstOf(fields ?? [], 'Host') ?? 'localhost'}${target}`) ?? undefined;
}

/** The target of CONNECT: a host and a port (RFC 9112 section 3.2.3). */
const AUTHORITY = /^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i;

/** A URL for a note: no user, password, query values or fragment. */
export function safeUrl(url: URL, max = 60): string {
  const query = url.search === '' ? '' : '?…';
  // `mailto:` and the like have no host.
  const host = url.host === '' ? '' : `//${url.host}`;
  return escaped(`${url.protocol}${host}${url.pathname}${query}`, max);
}

/** A reference of a field, `Location` say, against the request's URL. */
export const resolved = (x: View, reference: string): URL | undefined => URL.parse(reference, x.url) ?? undefined;

/** A reference as it stands in a field, for a note: no user, password, query values or fragment. */
export const safeReference = (reference: string): string =>
  reference
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')
    .replace(/\?[^#]*/, '?…')
    .replace(/#.*$/s, '#…');
