// The tokens of a request line: method, target, version (FORMAT.md C5, C6). Used on the text as typed, and by `resolve` once more
// on the text with its values put in, because a value may bring any of the three.
import type { Range } from '../text/range.ts';
import { isBlank, skipBlanks, trimEnd } from './lines.ts';
import { isKnownMethod } from './method.ts';
import { isReference, skipReference } from './reference.ts';

export interface RequestTokens {
  readonly method: Range | undefined;
  readonly target: Range | undefined;
  readonly version: Range | undefined;
  readonly priorKnowledge: Range | undefined;
}

/** Reads `text` from `start` to `end`, which is one line without white space around it. References are opaque. With `anyMethod` every
 * token before a target is a method. */
export function readRequestLine(text: string, start: number, end: number, anyMethod = false): RequestTokens {
  const first = tokenEnd(text, start, end);
  const rest = skipBlanks(text, first, end);
  if (!(anyMethod ? isAnyMethod : isMethod)(text, start, first, rest, end))
    return { method: undefined, ...readTargetLine(text, start, end) };
  return { method: { start, end: first }, ...readTargetLine(text, rest, end) };
}

/** What follows the method, or a line that continues the target: a target, a version, both or neither. */
export function readTargetLine(text: string, start: number, end: number): Omit<RequestTokens, 'method'> {
  if (start >= end) return { target: undefined, version: undefined, priorKnowledge: undefined };
  const version = versionIn(text, start, end);
  if (version === undefined) return { target: { start, end }, version: undefined, priorKnowledge: undefined };
  const target = { start, end: trimEnd(text, start, version.range.start) };
  return { target: target.end > start ? target : undefined, version: version.range, priorKnowledge: version.prior };
}

/** The versions that a request line may name. */
const VERSION = /^HTTP\/(?:1\.0|1\.1|2|2\.0|3|3\.0)$/i;
const STRICT_VERSION = /^HTTP\/(?:1\.0|1\.1|2|3)$/;

export const isVersion = (token: string, strict: boolean): boolean => (strict ? STRICT_VERSION : VERSION).test(token);

function isAnyMethod(text: string, start: number, end: number, rest: number, lineEnd: number): boolean {
  const token = text.slice(start, end);
  if (rest >= lineEnd || startsVersion(text, rest)) return isKnownMethod(token);
  return isReference(text, { start, end }) || isToken(token);
}

/** RFC 9110 section 5.6.2. */
const isToken = (text: string): boolean => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);

function isMethod(text: string, start: number, end: number, rest: number, lineEnd: number): boolean {
  const token = text.slice(start, end);
  if (isKnownMethod(token)) return true;
  if (rest >= lineEnd || startsVersion(text, rest)) return false;
  if (isReference(text, { start, end })) return true;
  if (/^[A-Z][A-Z0-9!#$%&'*+.^_`|~-]*$/.test(token)) return looksLikeTarget(text.slice(rest, lineEnd));
  return /^[A-Za-z][A-Za-z-]*$/.test(token) && /^(?:\/|\{\{|https?:\/\/|wss?:\/\/)/i.test(text.slice(rest, lineEnd));
}

const looksLikeTarget = (text: string): boolean => /^(?:\/|\*$|\*\s|\{\{|\[|localhost\b|\S*[.:/{])/i.test(text);

const startsVersion = (text: string, at: number): boolean => /^HTTP\//i.test(text.slice(at, at + 5));

function versionIn(text: string, start: number, end: number): { readonly range: Range; readonly prior: Range | undefined } | undefined {
  const line = text.slice(start, end);
  if (!/http\//i.test(line)) return referenceAsVersion(text, start, end);
  const m = /(?:^|[ \t])(HTTP\/\S*)(?:[ \t]*(\([^()]*\)))?$/i.exec(line) ?? /(?:^|[ \t])(HTTP\/\S*[ \t].*)$/i.exec(line);
  if (m) {
    const at = start + m.index + m[0].length - m[0].trimStart().length;
    const token = m[1] ?? '';
    const prior = m[2] === undefined ? undefined : { start: end - m[2].length, end };
    const known = prior === undefined || /^\(\s*prior\s+knowledge\s*\)$/i.test(m[2] ?? '');
    return known ? { range: { start: at, end: at + token.length }, prior } : { range: { start: at, end }, prior: undefined };
  }
  return referenceAsVersion(text, start, end);
}

/** A last token that is a reference, `{{url}} {{version}}`: it is read again when its value is known. */
function referenceAsVersion(text: string, start: number, end: number): { readonly range: Range; readonly prior: undefined } | undefined {
  if (text.charCodeAt(end - 1) !== 125) return undefined;
  const at = text.lastIndexOf('{{', end);
  if (at <= start || !isBlank(text.charCodeAt(at - 1)) || !isReference(text, { start: at, end })) return undefined;
  return { range: { start: at, end }, prior: undefined };
}

/** The end of the token that begins at `at`; white space inside of `{{ }}` does not end it. */
export function tokenEnd(text: string, at: number, end: number): number {
  while (at < end) {
    const c = text.charCodeAt(at);
    if (isBlank(c)) return at;
    at = c === 123 ? Math.max(at + 1, skipReference(text, at, end)) : at + 1;
  }
  return at;
}
