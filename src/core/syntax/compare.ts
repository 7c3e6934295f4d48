// Names compared in place, without cutting them out of the text.
import type { Range } from '../text/range.ts';

/** Whether the text of `r` is `name` in any case; `name` is given in lower case. */
export const sameName = (text: string, r: Range, name: string): boolean =>
  r.end - r.start === name.length && text.slice(r.start, r.end).toLowerCase() === name;
