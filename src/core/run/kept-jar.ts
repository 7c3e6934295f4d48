// A cookie jar that is kept in a file: read when it is opened, written soon after a change and when it is closed.
import { CookieJar } from '../send/cookies/jar.ts';
import { readText, setAside, writeText } from '../send/cookies/safe-file.ts';
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

export interface KeptJar {
  readonly jar: CookieJar;
  /** Writes what is not written yet. */
  readonly flush: () => void;
}

/** Changes come in bursts, as the hops of a login do. */
const PATIENCE = 300;

/** Fails for a file that can't be read or is no jar; it stays as it is. No file is an empty jar. */
export function openJar(options: KeepOptions): Result<KeptJar, JarFault> {
  const text = readText(options.path);
  if (!text.ok) return fail({ message: text.error });
  const cookies = readJar(text.value ?? '');
  if (!cookies.ok) return cookies;
  const keeper = new Keeper(options);
  keeper.jar.put(cookies.value);
  keeper.begin();
  return ok({ jar: keeper.jar, flush: () => keeper.flush() });
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
    kept: again.ok ? again.value : { jar: new CookieJar(options.now), flush: () => undefined },
    damage: { fault: opened.error, keptAs: aside.ok ? aside.value : undefined },
  };
}

class Keeper {
  readonly jar: CookieJar;
  readonly #options: KeepOptions;
  #timer: NodeJS.Timeout | undefined;
  #begun = false;
  #trouble = false;

  constructor(options: KeepOptions) {
    this.#options = options;
    this.jar = new CookieJar(options.now, () => this.#changed());
  }

  /** From now on changes are written. */
  begin(): void {
    this.#begun = true;
  }

  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { path, sessionCookies, onTrouble } = this.#options;
    const why = writeText(path, jarText(this.jar.all().filter(({ expires }) => sessionCookies || expires !== undefined)));
    if (why !== undefined && !this.#trouble) onTrouble(why);
    this.#trouble = why !== undefined;
  }

  #changed(): void {
    if (this.#begun) this.#timer ??= setTimeout(() => this.flush(), PATIENCE).unref();
  }
}
