// Who may vouch for a server: the authorities that Node brings, those of the system, and those of files. Looked up once.
import * as tls from 'node:tls';

export interface Trust {
  /** PEM, each once. */
  readonly ca: readonly string[];
  /** Where they come from, for people: `121 of Node.js`, `/work/ca.pem`. */
  readonly stores: readonly string[];
  /** One for all connections without a client certificate: to read so many authorities takes a while. */
  readonly context: () => tls.SecureContext;
}

export interface PemFile {
  readonly path: string;
  readonly text: string;
}

export class Authorities {
  readonly #system: boolean;
  readonly #known = new Map<string, Trust>();
  #usual: Pick<Trust, 'ca' | 'stores'> | undefined;

  /** `system: false` leaves the system's store out. */
  constructor({ system }: { readonly system: boolean }) {
    this.#system = system;
  }

  /** With the authorities of these files besides. */
  trust(files: readonly PemFile[] = []): Trust {
    const key = JSON.stringify(files);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#usual ??= usual(this.#system);
    const made = trustIn([...this.#usual.ca, ...files.map(({ text }) => text)], [...this.#usual.stores, ...files.map(({ path }) => path)]);
    this.#known.set(key, made);
    return made;
  }
}

function trustIn(all: readonly string[], stores: readonly string[]): Trust {
  const ca = [...new Set(all)];
  let context: tls.SecureContext | undefined;
  return { ca, stores, context: () => (context ??= tls.createSecureContext({ ca })) };
}

function usual(system: boolean): Pick<Trust, 'ca' | 'stores'> {
  const own = certificatesOf('bundled') ?? tls.rootCertificates;
  const extra = certificatesOf('extra') ?? [];
  const theirs = system ? certificatesOf('system') : undefined;
  return {
    ca: [...own, ...extra, ...(theirs ?? [])],
    stores: [
      `${own.length} authorities of Node.js`,
      ...(extra.length === 0 ? [] : [`${extra.length} of NODE_EXTRA_CA_CERTS`]),
      ...(theirs === undefined ? [] : [`${new Set(theirs).size} of the system`]),
    ],
  };
}

/** `undefined` before Node.js 22.15, and where the system's store can't be read. */
function certificatesOf(store: 'bundled' | 'extra' | 'system'): readonly string[] | undefined {
  const look: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof look !== 'function') return undefined;
  try {
    return tls.getCACertificates(store);
  } catch {
    // The other stores are looked at all the same, and a failure says which.
    return undefined;
  }
}
