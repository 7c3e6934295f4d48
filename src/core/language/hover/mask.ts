// No hover shows a secret: what private variables, `.env` and the process give to a request stands as dots in whatever is said of it.
import { encodeComponent } from '../../resolve/percent.ts';
import type { Scope } from '../../resolve/scope.ts';
import { referencesIn } from '../../syntax/reference.ts';
import { type HttpDocument, type PlacedBlock, textOf } from '../../syntax/tree.ts';
import { base64OfText } from '../../text/base64.ts';
import type { Prose } from '../../text/prose.ts';
import { candidates } from '../variables.ts';
import type { Section } from './section.ts';

/** Always as many. */
export const DOTS = '••••••';

/** Shorter ones stand in any word, and keep nothing. */
const SHORTEST = 3;

export interface Secrets {
  readonly scope: Scope;
  readonly environment: (name: string) => string | undefined;
}

/** The secret values that references of the block lead to, through definitions too. */
export function secretsOf(document: HttpDocument, { block, offset }: PlacedBlock, { scope, environment }: Secrets): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const look = (from: HttpDocument, expression: string, at: number, around: Scope): void => {
    const [, source, name = ''] = /^\$(dotenv|processEnv|env)\s+%?(\S+)/.exec(expression) ?? [];
    if (source !== undefined) found.add((source === 'dotenv' ? scope.dotenv?.get(name) : environment(name)) ?? '');
    const key = `${around.file ?? ''}\n${at}\n${expression}`;
    if (seen.has(key)) return;
    seen.add(key);
    const [winner] = candidates(from, expression, at, around);
    if (winner === undefined) return;
    const references = referencesIn(winner.value);
    if (winner.secret) for (const piece of withoutReferences(winner.value, references)) found.add(piece);
    const { home } = winner;
    for (const { expression: e } of references)
      look(
        home?.document ?? from,
        winner.value.slice(e.start, e.end),
        winner.range?.start ?? at,
        home ? { ...around, file: home.path } : around,
      );
  };
  for (const { expression } of block.references) look(document, textOf(block, expression), offset + expression.start, scope);
  return [...found].filter(({ length }) => length >= SHORTEST);
}

function withoutReferences(value: string, references: ReturnType<typeof referencesIn>): readonly string[] {
  const ends = [...references.map(({ range }) => range.start), value.length];
  return ends.map((end, i) => value.slice(references[i - 1]?.range.end ?? 0, end));
}

/** The sections with dots where a secret stands, also as it is encoded on its way. */
export function masked(sections: readonly Section[], secrets: readonly string[]): readonly Section[] {
  if (secrets.length === 0) return sections;
  const spelt = secrets.flatMap((s) => [
    s,
    encodeComponent(s),
    String(new URLSearchParams({ s })).slice(2),
    encodeURI(s.toWellFormed()),
    base64OfText(s),
  ]);
  const longestFirst = [...new Set(spelt)].sort((a, b) => b.length - a.length);
  const hide = (text: string): string => longestFirst.reduce((t, secret) => t.replaceAll(secret, DOTS), text);
  return sections.map((section) => hidden(section, hide));
}

function hidden(section: Section, hide: (text: string) => string): Section {
  const prose = (words: Prose): Prose => words.map((part) => ({ ...part, text: hide(part.text) }));
  switch (section.kind) {
    case 'prose':
      return { ...section, prose: prose(section.prose) };
    case 'code':
      return { ...section, text: hide(section.text) };
    case 'list':
      return { ...section, items: section.items.map(prose) };
    case 'table':
      return { ...section, rows: section.rows.map(([name, value]) => [hide(name), hide(value)]) };
    case 'specs':
      return section;
  }
}
