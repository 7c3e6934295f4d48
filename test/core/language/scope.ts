// A scope and ports that touch nothing.
import type { Ports, Scope, VariableSet } from '../../../src/core/resolve/scope.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/resolve/scope.ts';

/** 2026-11-20T12:00:00Z. */
export const NOW = Date.UTC(2026, 10, 20, 12);

export const scopeWith = (variables: readonly VariableSet[] = []): Scope => ({
  file: '/work/a.http',
  workspace: '/work',
  variables,
  settings: DEFAULT_SETTINGS,
});

export const set = (source: VariableSet['source'], values: Readonly<Record<string, string>>, secret = false): VariableSet => ({
  source,
  label: `${source} set`,
  values: new Map(Object.entries(values)),
  secret,
});

export const PORTS: Ports = {
  files: { read: async () => undefined, size: async () => undefined },
  now: () => NOW,
  random: (octets) => new Uint8Array(octets),
  prompt: async () => undefined,
  environment: () => undefined,
  responses: { get: () => undefined },
};
