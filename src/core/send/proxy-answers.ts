// What proxies want to be told of who asks. Basic goes along at once; where a proxy asked for Digest, it gets that from then on, as long
// as this lives, without being asked again (RFC 7616 section 3.3).
import { randomBytes } from 'node:crypto';
import type { ResponseHead } from '../http/exchange.ts';
import { firstOf } from '../http/field.ts';
import type { HttpRequest } from '../http/request.ts';
import { answer, answerable, type Challenge, challengesIn } from './digest.ts';
import { basic, type ProxyRoute } from './proxy-route.ts';

interface Known {
  readonly challenge: Challenge;
  /** How often its nonce was used. */
  count: number;
}

export class ProxyAnswers {
  readonly #known = new Map<string, Known>();
  readonly #random: (size: number) => Buffer;

  constructor(random: (size: number) => Buffer = randomBytes) {
    this.#random = random;
  }

  /** The value of Proxy-Authorization for this request; `undefined` for a proxy without credentials. */
  for(route: ProxyRoute, request: Pick<HttpRequest, 'method' | 'target'>): string | undefined {
    const { authorization, credentials } = route;
    if (authorization !== undefined) return authorization;
    if (credentials === undefined) return undefined;
    const known = this.#known.get(keyOf(route));
    if (known === undefined) return basic(credentials);
    known.count++;
    const cnonce = this.#random(16).toString('base64url');
    return answer(known.challenge, request, { credentials, cnonce, content: undefined, count: known.count });
  }

  /**
   * Takes the challenge of a 407; `true` when asking again is worth it: this request held no answer yet, or only its nonce was too old.
   * Others may have been challenged at the same time.
   */
  challenged(route: ProxyRoute, request: Pick<HttpRequest, 'fields'>, { status, fields }: ResponseHead): boolean {
    if (status !== 407 || route.credentials === undefined || route.authorization !== undefined) return false;
    const challenge = answerable(challengesIn(fields, 'proxy-authenticate'));
    if (challenge === undefined) return false;
    const key = keyOf(route);
    const stale = challenge.parameters.get('stale')?.toLowerCase() === 'true';
    const refused = !stale && /^digest /i.test(firstOf(request.fields, 'proxy-authorization') ?? '');
    this.#known.delete(key);
    if (!refused) this.#known.set(key, { challenge, count: 0 });
    return !refused;
  }
}

const keyOf = ({ shown, credentials }: ProxyRoute): string => `${shown} ${credentials?.user} ${credentials?.password}`;
