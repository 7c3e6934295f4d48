// The requests of a text by name, for lists over many files; and which of them somebody means who types a part of a name.

import type { HttpDocument } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { symbols } from './symbols.ts';

export interface NamedRequest {
  readonly kind: 'request' | 'websocket';
  readonly name: string;
  /** `GET http://e.test/` where that is not the name; may be empty. */
  readonly detail: string;
  readonly range: Range;
}

export const namedRequests = (document: HttpDocument): readonly NamedRequest[] =>
  symbols(document).flatMap(({ kind, name, detail, selection }) =>
    kind === 'request' || kind === 'websocket' ? [{ kind, name, detail, range: selection }] : [],
  );

/** Whether the letters of `query` stand in `name` in this order. */
export function matches(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    if (letter === ' ') continue;
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
