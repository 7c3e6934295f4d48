// What one hop has to do with the jar: the Cookie field that it gets, and the record of it.
import type { CookieRecord, JarUse, SetCookieVerdict } from '../../http/cookie-record.ts';
import type { ResponseHead } from '../../http/exchange.ts';
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

export const kept = async ({ visit, record }: JarVisit, fields: Fields): Promise<CookieRecord> => ({
  ...record,
  set: await visit.keep(fields),
});

/** Takes the cookies of each head as soon as it is whole: a request that is sent while this answer still comes has them already. */
export class Harvest {
  readonly #visited: JarVisit;
  #set: readonly SetCookieVerdict[] = [];
  #interim: readonly SetCookieVerdict[] = [];
  /** All that was taken is in the jar. */
  #done: Promise<void> | undefined;

  constructor(visited: JarVisit) {
    this.#visited = visited;
  }

  take(head: ResponseHead): void {
    if (!has(head.fields, 'set-cookie')) return;
    this.#done = this.#keep(head, this.#done);
    // Told by `record`.
    this.#done.catch(() => undefined);
  }

  /** With what became of the cookies; once the head is whole they count, whatever becomes of the content. */
  async record(): Promise<CookieRecord> {
    await this.#done;
    return { ...this.#visited.record, set: this.#set, ...(this.#interim.length > 0 && { interim: this.#interim }) };
  }

  async #keep({ status, fields }: ResponseHead, before: Promise<void> | undefined): Promise<void> {
    await before;
    const verdicts = await this.#visited.visit.keep(fields);
    if (status < 200 && status !== 101) this.#interim = [...this.#interim, ...verdicts];
    else this.#set = verdicts;
  }
}

const FROM_JAR: FieldSource = { kind: 'added', why: 'cookie jar' };

/** Cookies know no WebSocket: `ws` is `http` to them, and `wss` the secure protocol that RFC 6265 section 5.4 asks for. */
const cookieUrl = (url: string): string => url.replace(/^ws/i, 'http');
