// The cookie jars of this window: one for each environment, kept in the workspace's own storage, in memory where no folder is open.
import { join } from 'node:path';
import { Uri, window } from 'vscode';
import type { JarUse } from '../core/http/cookie-record.ts';
import { type Damage, type KeptJar, looseJar, openOrBegin } from '../core/run/kept-jar.ts';
import type { CookieJar, Cookies, Visit } from '../core/send/cookies/jar.ts';

export interface JarsParts {
  /** A folder of this workspace's own; `undefined` where there is no workspace. */
  readonly folder: string | undefined;
  /** The environment that holds now. */
  readonly environment: () => string | undefined;
}

export class Jars implements Cookies {
  readonly #parts: JarsParts;
  readonly #open = new Map<string | undefined, KeptJar>();

  constructor(parts: JarsParts) {
    this.#parts = parts;
  }

  get environment(): string | undefined {
    return this.#parts.environment();
  }

  /** Whether cookies outlive the window. */
  get kept(): boolean {
    return this.#parts.folder !== undefined;
  }

  /** The jar of the environment that holds now, with what other windows have put into its file. */
  get current(): CookieJar {
    const name = this.environment;
    const open = this.#open.get(name) ?? this.#begin(name);
    this.#open.set(name, open);
    open.refresh();
    return open.jar;
  }

  visit(url: string, use: JarUse): Promise<Visit> {
    return this.current.visit(url, use);
  }

  dispose(): void {
    for (const { flush } of this.#open.values()) flush();
    this.#open.clear();
  }

  #begin(name: string | undefined): KeptJar {
    const { folder } = this.#parts;
    if (folder === undefined) return looseJar(Date.now);
    const path = join(folder, fileOf(name));
    const { kept, damage } = openOrBegin({
      path,
      now: Date.now,
      sessionCookies: false,
      onTrouble: (why) =>
        void window.showWarningMessage(`The cookies of ${jarName(name)} can't be written, and end with this window. ${why}`),
    });
    if (damage !== undefined) void tell(damage, name, path);
    return kept;
  }
}

/** `environment dev`, in sentences. */
export const jarName = (environment: string | undefined): string =>
  environment === undefined ? 'this workspace' : `environment ${environment}`;

/** One file for each environment, also where names differ in case alone or hold what no file name may. */
const fileOf = (environment: string | undefined): string =>
  environment === undefined
    ? 'cookies.json'
    : `cookies-${environment.replace(/[^a-z0-9_-]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}.json`;

async function tell({ fault, keptAs }: Damage, name: string | undefined, path: string): Promise<void> {
  const place = fault.at === undefined ? '' : `line ${fault.at.line + 1}, column ${fault.at.character + 1}: `;
  const what = `The cookies of ${jarName(name)} can't be read: ${place}${fault.message}.`;
  const next =
    keptAs === undefined
      ? `Nothing is written over ${path}; cookies are kept in memory. Move the file away, and reload the window.`
      : `The old file is kept as ${keptAs}, and a new jar begins. Mend it and put it back as ${path}, or let it be.`;
  const show = 'Show the Old File';
  if ((await window.showWarningMessage(`${what} ${next}`, show)) === show) await window.showTextDocument(Uri.file(keptAs ?? path));
}
