// What one hop has to do with the jar: the Cookie field that it gets, and the record of it.
import type { CookieRecord, JarUse } from '../../http/cookie-record.ts';
import type { Exchange } from '../../http/exchange.ts';
import { type Fields, has } from '../../http/field.ts';
import type { FieldSource, HttpRequest, SendOptions } from '../../http/request.ts';
import type { Cookies, Visit } from './jar.ts';

export interface JarVisit {
  readonly visit: Visit;
  /** As it is before the answer. */
  readonly record: CookieRecord;
}

/** Asks the jar before a request is sent; `undefined` where there is none. An authored Cookie is sent as it is, and the jar adds nothing. */
export async function visitJar(
  cookies: Cookies | undefined,
  { url, fields }: HttpRequest,
  { cookieJar }: SendOptions,
): Promise<JarVisit | undefined> {
  if (cookies === undefined) return undefined;
  const use: JarUse = cookieJar ? (has(fields, 'cookie') ? 'authored' : 'asked') : 'off';
  const visit = await cookies.visit(cookieUrl(url), use);
  return { visit, record: { use, considered: visit.considered, set: [] } };
}

export function withCookies(request: HttpRequest, visited: JarVisit | undefined): HttpRequest {
  const value = visited?.visit.value ?? '';
  if (value === '') return request;
  return { ...request, fields: [...request.fields, ['Cookie', value]], sources: [...request.sources, FROM_JAR] };
}

/** The exchange with what became of the cookies that its answer set. Once the head is whole they count, whatever becomes of the content. */
export async function withAnswer(exchange: Exchange, visited: JarVisit | undefined): Promise<Exchange> {
  const { outcome } = exchange;
  const fields = (outcome.kind === 'response' ? outcome.response : outcome.partial)?.fields ?? [];
  if (visited === undefined || !has(fields, 'set-cookie')) return exchange;
  return { ...exchange, cookies: await kept(visited, fields) };
}

export const kept = async ({ visit, record }: JarVisit, fields: Fields): Promise<CookieRecord> => ({
  ...record,
  set: await visit.keep(fields),
});

const FROM_JAR: FieldSource = { kind: 'added', why: 'cookie jar' };

/** Cookies know no WebSocket: `ws` is `http` to them, and `wss` the secure protocol that RFC 6265 section 5.4 asks for. */
const cookieUrl = (url: string): string => url.replace(/^ws/i, 'http');
