// Requests by name (FORMAT.md C3): the full name first, then the first word of it. And the names that `run` lines give to values.
import { type HttpDocument, type PlacedBlock, textOf } from '../syntax/tree.ts';

interface Names {
  readonly full: ReadonlyMap<string, PlacedBlock>;
  readonly firstWord: ReadonlyMap<string, PlacedBlock>;
}

const known = new WeakMap<HttpDocument, Names>();

/** The first request of that name. */
export function requestNamed(document: HttpDocument, name: string): PlacedBlock | undefined {
  const { full, firstWord } = namesOf(document);
  return full.get(name) ?? firstWord.get(name);
}

export const requestNames = (document: HttpDocument): Iterable<string> => namesOf(document).full.keys();

function namesOf(document: HttpDocument): Names {
  const before = known.get(document);
  if (before) return before;
  const full = new Map<string, PlacedBlock>();
  const firstWord = new Map<string, PlacedBlock>();
  for (const placed of document.blocks) {
    const name = placed.block.request && placed.block.name?.text;
    if (name === undefined) continue;
    if (!full.has(name)) full.set(name, placed);
    const word = /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(name)?.[0];
    if (word !== undefined && !firstWord.has(word)) firstWord.set(word, placed);
  }
  const names = { full, firstWord };
  known.set(document, names);
  return names;
}

/** `run #get (@id=1)` gives `id`. Whether a request gets it shows when it is sent: by itself it has none. */
export const argumentNames = (document: HttpDocument): readonly string[] =>
  document.blocks.flatMap(({ block }) => block.commands.flatMap((command) => command.arguments.map(({ name }) => textOf(block, name))));
