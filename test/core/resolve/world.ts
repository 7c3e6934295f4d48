// A world for `resolve` without files, clock or chance, and a request as the text that would go on the wire.

import { type Resolved, resolve } from '../../../src/core/resolve/resolve.ts';
import { DEFAULT_SETTINGS, type Ports, type ResolveSettings, type Scope, type VariableSet } from '../../../src/core/resolve/scope.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import type { Profile } from '../../../src/core/syntax/profile.ts';

const encoder = new TextEncoder();

export interface World {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly variables?: readonly VariableSet[];
  readonly settings?: Partial<ResolveSettings>;
  readonly prompts?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly dotenv?: Readonly<Record<string, string>>;
  readonly answers?: Readonly<Record<string, ReturnType<Ports['responses']['get']>>>;
  readonly profile?: Profile;
  /** Which request, from 0. */
  readonly nth?: number;
  readonly options?: Scope['options'];
}

export const scopeOf = ({ variables = [], settings = {}, dotenv, options }: World): Scope => ({
  file: '/work/api/requests.http',
  workspace: '/work',
  variables,
  settings: { ...DEFAULT_SETTINGS, userAgent: undefined, accept: false, acceptEncoding: undefined, ...settings },
  ...(options && { options }),
  ...(dotenv && { dotenv: new Map(Object.entries(dotenv)) }),
});

export function portsOf({ files = {}, prompts = {}, environment = {}, answers = {} }: World): Ports {
  const octets = (path: string): Uint8Array | undefined => {
    const found = files[path];
    return typeof found === 'string' ? encoder.encode(found) : found;
  };
  return {
    files: { read: (path) => Promise.resolve(octets(path)), size: (path) => Promise.resolve(octets(path)?.length) },
    now: () => Date.UTC(2026, 0, 31, 12, 34, 56, 789),
    random: (count) => Uint8Array.from({ length: count }, (_, i) => i),
    prompt: ({ name }) => Promise.resolve(prompts[name]),
    environment: (name) => environment[name],
    responses: { get: (name) => answers[name] },
  };
}

export async function resolved(source: string, world: World = {}): Promise<Resolved> {
  const { document } = parse(source, world.profile);
  const placed = document.blocks.filter(({ block }) => block.request)[world.nth ?? 0];
  if (!placed) throw new Error('the test has no request');
  return resolve(document, placed, scopeOf(world), portsOf(world));
}

/** Start line, fields, a blank line and the content; a file in it as `<path>`. A blocked request is the list of its errors. */
export async function wire(source: string, world: World = {}): Promise<string> {
  const made = await resolved(source, world);
  if (made.kind === 'blocked')
    return made.problems
      .filter((p) => p.severity === 'error')
      .map((p) => `${p.code}: ${p.subject ?? ''}`)
      .join('\n');
  const request = made.kind === 'http' ? made.request : made.request.handshake;
  const { method, target, version, fields, content = [] } = request;
  const body = content.map((piece) => (piece.kind === 'file' ? `<${piece.path}>` : new TextDecoder().decode(piece.bytes))).join('');
  return [`${method} ${target} ${version}`, ...fields.map(([name, value]) => `${name}: ${value}`), '', body].join('\n');
}
