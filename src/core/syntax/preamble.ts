// What may stand before a request line, and comments anywhere outside of content: each function reads one thing at one line.
import type { Range } from '../text/range.ts';
import { isBlank, type Lines, skipBlanks, trimEnd } from './lines.ts';
import { CommentNode, DefinitionNode, DirectiveNode, SeparatorNode } from './nodes.ts';
import { skipReference } from './reference.ts';
import type { Command, Comment, Definition, Directive, PreScript, Separator, StatusLine } from './tree.ts';

/** `#` or `//` after any white space. */
export function isCommentLine(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c === 35 || (c === 47 && text.charCodeAt(at + 1) === 47);
}

export function readSeparator(text: string, start: number, end: number): Separator {
  let at = start;
  while (at < end && text.charCodeAt(at) === 35) at++;
  const titleEnd = trimEnd(text, at, end);
  return new SeparatorNode(start, at, skipBlanks(text, at, titleEnd), titleEnd);
}

/** `at` stands on the comment's mark. */
export function readComment(text: string, at: number, lineEnd: number): Comment | Directive {
  const end = trimEnd(text, at, lineEnd);
  let content = text.charCodeAt(at) === 35 ? at : at + 2;
  while (content < end && text.charCodeAt(content) === 35) content++;
  content = skipBlanks(text, content, end);
  if (text.charCodeAt(content) !== 64) return new CommentNode(at, content, end, end);
  return readDirective(text, { start: at, end }, content) ?? new CommentNode(at, content, end, end);
}

function readDirective(text: string, range: Range, mark: number): Directive | undefined {
  let at = mark + 1;
  while (at < range.end && isNameChar(text, at)) at++;
  if (at === mark + 1) return undefined;
  let value = skipBlanks(text, at, range.end);
  if (text.charCodeAt(value) === 61) value = skipBlanks(text, value + 1, range.end);
  else if (value === at && at < range.end) return undefined;
  return new DirectiveNode(range.start, mark + 1, at, value, range.end);
}

/** Letters, digits, `_ - .` (FORMAT.md C4). */
const isNameChar = (text: string, at: number): boolean => {
  const c = text.charCodeAt(at);
  if (c < 128) return (c >= 48 && c <= 57) || (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 45 || c === 46;
  return !isBlank(c);
};

/** `at` stands on the `@`; `undefined` when it is no `@name = value`. */
export function readDefinition(text: string, at: number, lineEnd: number): Definition | undefined {
  const end = trimEnd(text, at, lineEnd);
  let nameEnd = at + 1;
  while (nameEnd < end && isNameChar(text, nameEnd)) nameEnd++;
  if (nameEnd === at + 1) return undefined;
  const operator = skipBlanks(text, nameEnd, end);
  const lazy = text.charCodeAt(operator) === 58;
  if (text.charCodeAt(lazy ? operator + 1 : operator) !== 61) return undefined;
  const after = operator + (lazy ? 2 : 1);
  return new DefinitionNode(at, nameEnd, operator, after, skipBlanks(text, after, end), end);
}

/** `HTTP/1.1 200`, `HTTP/2 204 No Content`, in column 0. */
export function readStatusLine(text: string, start: number, lineEnd: number): StatusLine | undefined {
  if (!text.startsWith('HTTP/', start)) return undefined;
  const m = /^(HTTP\/\d(?:\.\d)?)[ \t]+(\d{3})(?:[ \t]+(\S.*?))?[ \t]*$/.exec(text.slice(start, lineEnd));
  const [, version = '', status = '', reason] = m ?? [];
  if (!m) return undefined;
  const statusAt = skipBlanks(text, start + version.length, lineEnd);
  const reasonAt = reason === undefined ? undefined : skipBlanks(text, statusAt + status.length, lineEnd);
  return {
    kind: 'status-line',
    range: { start, end: trimEnd(text, start, lineEnd) },
    version: { start, end: start + version.length },
    status: { start: statusAt, end: statusAt + status.length },
    reason: reasonAt === undefined || reason === undefined ? undefined : { start: reasonAt, end: reasonAt + reason.length },
  };
}

/** The last line of a run that begins at line `first` and ends at the line that holds `close`; without it, the last line there is. */
export function closingLine(lines: Lines, first: number, from: number, close: string): { readonly line: number; readonly at: number } {
  const at = lines.text.indexOf(close, from);
  if (at === -1) return { line: lines.count - 1, at: -1 };
  let line = first;
  while (line + 1 < lines.count && (lines.starts[line + 1] ?? 0) <= at) line++;
  return { line, at };
}

/** `< {% … %}`, `< ./file.js` at line `first`; gives the last line that it takes. */
export function readPreScript(
  lines: Lines,
  first: number,
): { readonly node: PreScript; readonly last: number; readonly closed: boolean } | undefined {
  const { text } = lines;
  const start = lines.starts[first] ?? 0;
  const end = trimEnd(text, start, lines.ends[first] ?? 0);
  const at = skipBlanks(text, start + 1, end);
  if (text.startsWith('{%', at)) return readScript(lines, first, start, at + 2);
  if (at === start + 1 || at === end) return undefined;
  return { node: { kind: 'pre-script', range: { start, end }, code: undefined, path: { start: at, end } }, last: first, closed: true };
}

function readScript(
  lines: Lines,
  first: number,
  start: number,
  code: number,
): { readonly node: PreScript; readonly last: number; readonly closed: boolean } {
  const close = closingLine(lines, first, code, '%}');
  const closed = close.at !== -1;
  const codeEnd = closed ? close.at : trimEnd(lines.text, code, lines.ends[close.line] ?? 0);
  const range = { start, end: closed ? close.at + 2 : codeEnd };
  return { node: { kind: 'pre-script', range, code: { start: code, end: codeEnd }, path: undefined }, last: close.line, closed };
}

/** httpYac's script at line `first`: a line `{{`, code, a line `}}`; gives the last of them. */
export function scriptBlockEnd(lines: Lines, first: number): number | undefined {
  const { text, starts, ends, count } = lines;
  const start = skipBlanks(text, starts[first] ?? 0, ends[first] ?? 0);
  if (!text.startsWith('{{', start) || unclosed.has(lines) || !/^\{\{[+@]?\w*[ \t]*$/.test(text.slice(start, ends[first])))
    return undefined;
  for (let i = first + 1; i < count; i++) {
    const at = skipBlanks(text, starts[i] ?? 0, ends[i] ?? 0);
    if (text.startsWith('}}', at) && trimEnd(text, at, ends[i] ?? 0) === at + 2) return i;
  }
  unclosed.add(lines);
  return undefined;
}

/** Lines of which none from some place on ends a script: nobody looks for one again. */
const unclosed = new WeakSet<Lines>();

/** `import path`, `run path`, `run #name`, `run path #name (@a=1, @b=2)`. */
export function readCommand(text: string, start: number, lineEnd: number): Command | undefined {
  const end = trimEnd(text, start, lineEnd);
  const kind = text.startsWith('import', start) ? 'import' : text.startsWith('run', start) ? 'run' : undefined;
  if (kind === undefined || !isBlank(text.charCodeAt(start + kind.length))) return undefined;
  const keyword = { start, end: start + kind.length };
  const list = kind === 'run' ? /\(\s*@[^()]*\)$/.exec(text.slice(start, end)) : null;
  const stop = trimEnd(text, keyword.end, list ? start + list.index : end);
  let at = skipBlanks(text, keyword.end, stop);
  if (at >= stop) return undefined;
  const hash = kind === 'run' ? nameMark(text, at, stop) : -1;
  const pathEnd = trimEnd(text, at, hash === -1 ? stop : hash);
  const path = pathEnd > at ? { start: at, end: pathEnd } : undefined;
  at = hash + 1;
  const name = hash === -1 ? undefined : { start: skipBlanks(text, at, stop), end: stop };
  return { kind, range: { start, end }, keyword, path, name, arguments: list ? argumentsIn(text, start + list.index, end) : [] };
}

/** A `#` at the beginning or after white space. */
function nameMark(text: string, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    i = Math.max(i, skipReference(text, i, end));
    if (text.charCodeAt(i) === 35 && (i === at || isBlank(text.charCodeAt(i - 1)))) return i;
  }
  return -1;
}

function argumentsIn(text: string, from: number, to: number): Command['arguments'] {
  const found: { name: Range; value: Range }[] = [];
  for (const m of text.slice(from, to).matchAll(/@([\w.-]+)\s*=\s*([^,)]*)/g)) {
    const nameStart = from + m.index + 1;
    const value = m[2] ?? '';
    const valueStart = from + m.index + m[0].length - value.length;
    found.push({
      name: { start: nameStart, end: nameStart + (m[1] ?? '').length },
      value: { start: valueStart, end: valueStart + value.trimEnd().length },
    });
  }
  return found;
}
