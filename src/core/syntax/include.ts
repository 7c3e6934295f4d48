// `< path` and `<@encoding path` in column 0 of content (FORMAT.md C14). `<tag` without white space is content.
import { isBlank, skipBlanks, trimEnd } from './lines.ts';
import type { Include } from './tree.ts';

export function readInclude(text: string, start: number, lineEnd: number): Include | undefined {
  const end = trimEnd(text, start, lineEnd);
  let at = start + 1;
  const isText = text.charCodeAt(at) === 64;
  if (isText) at = encodingEnd(text, at + 1, end);
  if (at >= end || !isBlank(text.charCodeAt(at))) return undefined;
  const path = { start: skipBlanks(text, at, end), end };
  const encoding = isText && at > start + 2 ? { start: start + 2, end: at } : undefined;
  return { kind: 'include', range: { start, end }, path, mode: isText ? 'text' : 'raw', encoding };
}

function encodingEnd(text: string, at: number, end: number): number {
  while (at < end && !isBlank(text.charCodeAt(at))) at++;
  return at;
}
