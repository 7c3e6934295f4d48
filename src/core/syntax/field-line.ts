// `Name: value` lines (RFC 9112 section 5; FORMAT.md C10).
import { skipBlanks, trimEnd } from './lines.ts';
import { FieldNode } from './nodes.ts';
import { skipReference } from './reference.ts';
import type { Field } from './tree.ts';

/** The field of a line from `start` (white space already skipped) to `end`; `undefined` when it is not `Name: value`-shaped. */
export function readField(text: string, start: number, end: number): FieldNode | undefined {
  const colon = nameEnd(text, start, end);
  const nameStop = trimEnd(text, start, colon);
  if (colon >= end || text.charCodeAt(colon) !== 58 || nameStop === start) return undefined;
  const valueEnd = trimEnd(text, colon + 1, end);
  const valueStart = skipBlanks(text, colon + 1, valueEnd);
  return new FieldNode(start, nameStop, colon, { start: valueStart, end: valueEnd });
}

/** `GET https://…` has a colon, `http://…` a token before it; neither is a field. */
export const isUrlShaped = (text: string, field: Field): boolean => text.startsWith('//', field.colon + 1);

/** The end of a token (RFC 9110 section 5.6.2) with references in it, and of white space that follows it before a colon. */
function nameEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const c = text.charCodeAt(at);
    const after = c === 123 ? skipReference(text, at, end) : at;
    if (after > at) at = after;
    else if (isTokenChar(c)) at++;
    else break;
  }
  return at === start ? at : skipBlanks(text, at, end);
}

/** `!#$%&'*+-.^_`|~`, digits and letters. */
export function isTokenChar(c: number): boolean {
  return c < 128 && TOKEN[c] === 1;
}

const TOKEN: Uint8Array = new Uint8Array(128);
for (const c of "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") TOKEN[c.charCodeAt(0)] = 1;
