// `{{…}}` in a text: where references stand. FORMAT.md C4: one line, white space inside allowed, `{{}}` and `{{#each}}` are text.
import type { Range } from '../text/range.ts';
import { skipBlanks, trimEnd } from './lines.ts';
import { ReferenceNode } from './nodes.ts';
import type { Reference } from './tree.ts';

/** All references of a text in order; without `loose` the braces hold a name and nothing else. `\{\{x\}\}` is one of kind `escaped`. */
export function referencesIn(text: string, loose = true): Reference[] {
  const found: Reference[] = [];
  for (let open = text.indexOf('{{'); open !== -1; ) {
    const close = text.indexOf('}}', open + 2);
    if (close === -1) break;
    const inner = text.lastIndexOf('{{', close - 2);
    const reference = inner >= open ? referenceAt(text, inner, close, loose) : undefined;
    if (reference) found.push(reference);
    open = text.indexOf('{{', close + 2);
  }
  return text.includes('\\{\\{') ? withEscaped(text, found, loose) : found;
}

/** The place after a reference that begins at `at`, or `at` itself when there is none. It ends on its line, within 1000 characters. */
export function skipReference(text: string, at: number, end: number): number {
  if (text.charCodeAt(at) !== 123 || text.charCodeAt(at + 1) !== 123) return at;
  const stop = Math.min(end - 1, at + LONGEST);
  for (let i = at + 2; i < stop; i++) {
    const c = text.charCodeAt(i);
    if (c === 125 && text.charCodeAt(i + 1) === 125) return i + 2;
    if (c === 10 || c === 13) return at;
  }
  return at;
}

/** So that a text full of braces is read in linear time. */
const LONGEST = 1000;

/** Whether the range is one reference and nothing else. */
export const isReference = (text: string, r: Range): boolean => r.end > r.start && skipReference(text, r.start, r.end) === r.end;

/** A name, a name with a path, or `$name …`: what a reference begins with. */
const EXPRESSION = /^[\p{L}\p{N}_$-]/u;

/** A name, `$name`, or what an earlier request says, `name.response.…`. */
const STRICT_EXPRESSION = /^(?:\$?[\p{L}\p{N}_-]+|\$[^\s{}]+|[\p{L}_][\p{L}\p{N}_-]*\.(?:request|response)\.\S(?:.*\S)?)$/u;

function referenceAt(text: string, open: number, close: number, loose: boolean): Reference | undefined {
  let start = skipBlanks(text, open + 2, close);
  const percent = text.charCodeAt(start) === 37;
  if (percent) start = skipBlanks(text, start + 1, close);
  const end = trimEnd(text, start, close);
  if (!loose && (start !== open + 2 || end !== close)) return undefined;
  const expression = text.slice(start, end);
  if (!loose && !STRICT_EXPRESSION.test(expression)) return undefined;
  if (!EXPRESSION.test(expression) || /[\r\n]/.test(expression)) return undefined;
  const kind = expression.startsWith('$') ? 'dynamic' : 'variable';
  return new ReferenceNode(kind, percent, { start: open, end: close + 2 }, start, end);
}

function withEscaped(text: string, found: Reference[], loose: boolean): Reference[] {
  for (const m of text.matchAll(/\\\{\\\{([^\r\n]*?)\\\}\\\}/g)) {
    if (!loose && !STRICT_EXPRESSION.test(m[1] ?? '')) continue;
    const start = m.index + 4;
    const range = { start: m.index, end: m.index + m[0].length };
    found.push(new ReferenceNode('escaped', false, range, start, start + (m[1] ?? '').length));
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}
