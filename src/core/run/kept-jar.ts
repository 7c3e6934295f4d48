// A cookie jar that is kept in a file: read when it is opened and, where the file has changed since, before each request; written soon after
// a change and when it is closed. Several processes may keep the same file: what was changed here is put into what stands there by then, and
// what others have changed is taken over.
import { CookieJar, type Cookies } from '../send/cookies/jar.ts';
import { changeText, readText, setAside, stateOf } from '../send/cookies/safe-file.ts';
import { isExpired, keyOf, type StoredCookie } from '../send/cookies/stored.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { type JarFault, jarText, readJar } from './jar-text.ts';

export interface KeepOptions {
  readonly path: string;
  readonly now: () => number;
  /** Whether cookies without a lifetime are written too: else they end with this program. */
  readonly sessionCookies: boolean;
  /** A change could not be written; told once in a row. */
  readonly onTrouble: (why: string) => void;
}

/** Takes over what others have written before it answers a visit. */
export interface KeptJar extends Cookies {
  readonly jar: CookieJar;
  /** Takes over what others have written since the file was last read. A file that has become no jar is left to `flush` to tell. */
  readonly refresh: () => void;
  /** Writes what is not written yet. */
  readonly flush: () => void;
}

/** Changes come in bursts, as the hops of a login do. */
const PATIENCE = 300;

/** Fails for a file that can't be read or is no jar; it stays as it is. No file is an empty jar. */
export function openJar(options: KeepOptions): Result<KeptJar, JarFault> {
  const state = stateOf(options.path);
  const text = readText(options.path);
  if (!text.ok) return fail({ message: text.error });
  const cookies = readJar(text.value ?? '');
  if (!cookies.ok) return cookies;
  const keeper = new Keeper(options, cookies.value, state);
  const refresh = (): void => keeper.refresh();
  return ok({ jar: keeper.jar, refresh, flush: () => keeper.flush(), visit: afterwards(keeper.jar, refresh) });
}

const afterwards =
  (jar: CookieJar, refresh: () => void): Cookies['visit'] =>
  (url, use) => {
    refresh();
    return jar.visit(url, use);
  };

/** One that is kept nowhere. */
export function looseJar(now: () => number): KeptJar {
  const jar = new CookieJar(now);
  return { jar, refresh: () => undefined, flush: () => undefined, visit: (url, use) => jar.visit(url, use) };
}

export interface Damage {
  readonly fault: JarFault;
  /** Where the old file is now; `undefined` where it could not be moved: then it stays, and nothing is written over it. */
  readonly keptAs: string | undefined;
}

/** The same, but a damaged file is moved aside and a new jar begins. */
export function openOrBegin(options: KeepOptions): { readonly kept: KeptJar; readonly damage: Damage | undefined } {
  const opened = openJar(options);
  if (opened.ok) return { kept: opened.value, damage: undefined };
  const aside = setAside(options.path);
  const again = aside.ok ? openJar(options) : aside;
  return {
    kept: again.ok ? again.value : looseJar(options.now),
    damage: { fault: opened.error, keptAs: aside.ok ? aside.value : undefined },
  };
}

class Keeper {
  readonly jar: CookieJar;
  readonly #options: KeepOptions;
  /** What the jar held when it last agreed with the file: what is still the same object has not been touched here since. */
  #agreed = new Map<string, StoredCookie>();
  /** Of the file when it was last read here. */
  #state: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** What changes the jar now is the file. */
  #reading = false;
  #trouble = false;

  constructor(options: KeepOptions, cookies: readonly StoredCookie[], state: string | undefined) {
    this.#options = options;
    this.#state = state;
    this.jar = new CookieJar(options.now, () => this.#changed());
    this.#take(cookies);
  }

  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { path, onTrouble } = this.#options;
    const written = changeText(path, (text) => this.#merged(text));
    if (written.ok) this.#agreed = byKey(this.jar.all());
    else if (!this.#trouble) onTrouble(written.error);
    this.#trouble = !written.ok;
  }

  refresh(): void {
    // Looked at before the text: what is written in between is found at the next look.
    const state = stateOf(this.#options.path);
    if (state === this.#state) return;
    this.#state = state;
    const text = readText(this.#options.path);
    const theirs = text.ok ? readJar(text.value ?? '') : undefined;
    if (theirs?.ok === true) this.#take(theirs.value);
  }

  /** What is to stand in the file that holds this text. */
  #merged(text: string | undefined): Result<string, string> {
    const theirs = text === undefined ? undefined : readJar(text);
    if (theirs?.ok === false) return fail(`${this.#options.path} has become something else meanwhile: ${theirs.error.message}`);
    if (theirs !== undefined) this.#take(theirs.value);
    return ok(jarText(this.jar.all().filter(this.#goes)));
  }

  /** Takes over what others have made of the cookies that nobody has touched here. */
  #take(theirs: readonly StoredCookie[]): void {
    const [mine, there] = [byKey(this.jar.all()), byKey(theirs)];
    const untouched = (cookie: StoredCookie): boolean => {
      const before = this.#agreed.get(keyOf(cookie));
      // One whose time is over has left the jar by itself.
      return mine.get(keyOf(cookie)) === before || (before !== undefined && isExpired(before, this.#options.now()));
    };
    const given = theirs.filter(untouched);
    const gone = [...this.#agreed.values()].filter((cookie) => this.#goes(cookie) && !there.has(keyOf(cookie)) && untouched(cookie));
    this.#reading = true;
    this.jar.put(given);
    this.jar.remove(gone);
    this.#reading = false;
    for (const cookie of gone) this.#agreed.delete(keyOf(cookie));
    for (const cookie of given) this.#agreed.set(keyOf(cookie), cookie);
  }

  readonly #goes = ({ expires }: StoredCookie): boolean => this.#options.sessionCookies || expires !== undefined;

  #changed(): void {
    if (!this.#reading) this.#timer ??= setTimeout(() => this.flush(), PATIENCE).unref();
  }
}

const byKey = (cookies: readonly StoredCookie[]): Map<string, StoredCookie> => new Map(cookies.map((cookie) => [keyOf(cookie), cookie]));
