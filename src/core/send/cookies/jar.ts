// The cookie jar (RFC 6265): what it sends to a URL, what it keeps of an answer, and why. It decides by `http/cookie-rules.ts`, as the
// explanations do, so that both say the same; the public suffixes are tough-cookie's, and the tests hold it against that library's jar.
import { parseSetCookie } from '../../http/cookie.ts';
import type { ConsideredCookie, JarUse, SetCookieVerdict } from '../../http/cookie-record.ts';
import { domainMatches, domainOf, isAddress, lifetimeOf, type Refusal, refusals } from '../../http/cookie-rules.ts';
import { type Fields, valuesOf } from '../../http/field.ts';
import { commonDomain, inOrder, isExpired, keyOf, type StoredCookie, storedOf, withheld } from './stored.ts';
import { type IsPublicSuffix, publicSuffixes } from './suffixes.ts';

/** Where cookies are kept between exchanges. */
export interface Cookies {
  /** Asked once for each hop. What the answer sets goes to the jar that was asked, whichever is the current one by then. */
  readonly visit: (url: string, use: JarUse) => Promise<Visit>;
}

export interface Visit {
  /** The value of the Cookie field that the jar adds; empty when there is none. */
  readonly value: string;
  readonly considered: readonly ConsideredCookie[];
  /** Takes the Set-Cookie fields of the answer. */
  readonly keep: (fields: Fields) => Promise<readonly SetCookieVerdict[]>;
}

interface Place {
  readonly url: URL;
  readonly now: number;
}

export class CookieJar implements Cookies {
  readonly #cookies = new Map<string, StoredCookie>();
  readonly #now: () => number;
  readonly #onChange: () => void;
  #isPublicSuffix: IsPublicSuffix | undefined;

  /** `onChange` is called after each change, before anything else happens. */
  constructor(now: () => number, onChange: () => void = () => undefined) {
    this.#now = now;
    this.#onChange = onChange;
  }

  /** All that have not expired, in the order in which they came. */
  all(): readonly StoredCookie[] {
    const now = this.#now();
    return [...this.#cookies.values()].filter((cookie) => !isExpired(cookie, now));
  }

  /** Puts cookies in, over those that `keyOf` takes for the same. Where they become too many, the oldest go (RFC 6265 section 5.3). */
  put(cookies: readonly StoredCookie[]): void {
    for (const cookie of cookies) this.#cookies.set(keyOf(cookie), cookie);
    if (this.#cookies.size > OF_DOMAIN) this.#evictFor(cookies);
    if (cookies.length > 0) this.#onChange();
  }

  remove(cookies: readonly StoredCookie[]): void {
    const removed = cookies.filter((cookie) => this.#cookies.delete(keyOf(cookie)));
    if (removed.length > 0) this.#onChange();
  }

  async visit(address: string, use: JarUse): Promise<Visit> {
    const url = URL.parse(address);
    if (url === null) return { value: '', considered: [], keep: () => Promise.resolve([]) };
    const keep = (fields: Fields): Promise<readonly SetCookieVerdict[]> => this.#keep(fields, url, use);
    if (this.#cookies.size === 0) return { value: '', considered: [], keep };
    const place = { url, now: this.#now() };
    const fitting: StoredCookie[] = [];
    const kept: ConsideredCookie[] = [];
    // As it is now: others may change the jar while a suffix is looked up.
    for (const cookie of [...this.#cookies.values()]) {
      const why = withheld(cookie, place);
      if (why === undefined) fitting.push(cookie);
      else if ((why !== 'host-only' && why !== 'domain') || (await this.#isRelated(cookie, url.hostname))) kept.push(told(cookie, why));
    }
    this.remove([...this.#cookies.values()].filter((cookie) => isExpired(cookie, place.now)));
    fitting.sort(inOrder);
    return {
      value: use === 'asked' ? fitting.map(pairOf).join('; ') : '',
      considered: [...fitting.map((cookie) => told(cookie, use === 'asked' ? 'sent' : use)), ...kept],
      keep,
    };
  }

  #evictFor(cookies: readonly StoredCookie[]): void {
    for (const domain of new Set(cookies.map((cookie) => cookie.domain)))
      this.#evict(
        [...this.#cookies.values()].filter((cookie) => cookie.domain === domain),
        OF_DOMAIN,
      );
    this.#evict([...this.#cookies.values()], IN_ALL);
  }

  /** Those that have expired go first. */
  #evict(cookies: readonly StoredCookie[], most: number): void {
    if (cookies.length <= most) return;
    const now = this.#now();
    const byAge = cookies.toSorted((a, b) => Number(isExpired(b, now)) - Number(isExpired(a, now)) || a.created - b.created);
    for (const cookie of byAge.slice(0, cookies.length - most)) this.#cookies.delete(keyOf(cookie));
  }

  async #keep(fields: Fields, url: URL, use: JarUse): Promise<readonly SetCookieVerdict[]> {
    const verdicts: SetCookieVerdict[] = [];
    for (const line of valuesOf(fields, 'set-cookie')) verdicts.push(await this.#take(line, { url, now: this.#now() }, use));
    return verdicts;
  }

  async #take(line: string, place: Place, use: JarUse): Promise<SetCookieVerdict> {
    const cookie = parseSetCookie(line);
    if (cookie === undefined) return { name: '', outcome: 'refused', why: 'no-pair' };
    const { name } = cookie;
    if (use === 'off') return { name, outcome: 'off' };
    const domain = domainOf(cookie);
    const above = domain !== undefined && domainMatches(place.url.hostname, domain) && !isAddress(domain);
    const suffix = above && (await this.#isSuffix(domain));
    const [why] = refusals(cookie, { ...place, isPublicSuffix: () => suffix, kept: () => this.all() }).filter((one) => ENFORCED.has(one));
    if (why !== undefined) return { name, outcome: 'refused', why };
    const stored = storedOf(cookie, place, suffix);
    const before = this.#cookies.get(keyOf(stored));
    const old = before === undefined || isExpired(before, place.now) ? undefined : before;
    const { seconds } = lifetimeOf(cookie, place.now);
    if ((seconds !== undefined && seconds <= 0) || isExpired(stored, place.now)) {
      this.remove([stored]);
      return { name, outcome: old === undefined ? 'absent' : 'removed' };
    }
    // The time of creation is the older cookie's (section 5.3, step 11).
    this.put([old === undefined ? stored : { ...stored, created: old.created }]);
    return { name, outcome: old === undefined ? 'stored' : 'replaced' };
  }

  /** Whether somebody might expect it here: the cookie of another host under the same domain. */
  async #isRelated({ domain }: StoredCookie, host: string): Promise<boolean> {
    const common = commonDomain(domain, host);
    return common !== undefined && !(await this.#isSuffix(common));
  }

  async #isSuffix(domain: string): Promise<boolean> {
    this.#isPublicSuffix ??= await publicSuffixes();
    return this.#isPublicSuffix(domain);
  }
}

/** Cookies that are kept of one domain, and of all: as many as browsers keep. */
const OF_DOMAIN = 180;
const IN_ALL = 3300;

/** What browsers refuse because of the page around a request does not keep a cookie from this jar: there is no page. */
const ENFORCED: ReadonlySet<Refusal> = new Set<Refusal>([
  'no-pair',
  'control-character',
  'too-large',
  'secure-prefix',
  'host-prefix',
  'nameless-prefix',
  'secure-over-http',
  'overlays-secure',
  'domain-mismatch',
  'domain-too-wide',
]);

const pairOf = ({ name, value }: StoredCookie): string => (name === '' ? value : `${name}=${value}`);

const told = (
  { name, domain, hostOnly, path, pathByDefault, from }: StoredCookie,
  verdict: ConsideredCookie['verdict'],
): ConsideredCookie => ({
  name,
  domain,
  hostOnly,
  path,
  pathByDefault,
  ...(from !== undefined && { from }),
  verdict,
});
