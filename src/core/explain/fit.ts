// Titles that hold a foreign value are cut to the margin: the longest value gives way, never our own words.
import type { Prose } from '../text/prose.ts';
import type { Annotation } from './annotation.ts';
import { short } from './shown.ts';

/** What a margin holds, in characters. */
export const MARGIN = 90;

export const fitted = (note: Annotation): Annotation => (lengthOf(note.title) <= MARGIN ? note : { ...note, title: cut(note.title) });

const lengthOf = (prose: Prose): number => prose.reduce((sum, part) => sum + part.text.length, 0);

function cut(title: Prose): Prose {
  let parts = title;
  for (let rounds = 0; rounds < parts.length + 1 && lengthOf(parts) > MARGIN; rounds++) {
    const values = parts.filter((part) => part.kind !== 'text' && part.text.length > 12);
    const longest = (values.length > 0 ? values : parts).reduce((a, b) => (b.text.length > a.text.length ? b : a));
    const over = lengthOf(parts) - MARGIN;
    parts = parts.map((part) => (part === longest ? { ...part, text: short(part.text, Math.max(8, part.text.length - over)) } : part));
  }
  return parts;
}
