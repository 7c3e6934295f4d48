// The lines of a block. A line ends at LF, CRLF or a lone CR (FORMAT.md C13).

/** Line `i` has its text in `starts[i]`…`ends[i]` (half-open, without its line break). There is always at least one line.
 * A byte order mark at the very beginning stands before the first line. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly count: number;
}

export function linesOf(text: string): Lines {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let cr = text.indexOf('\r');
  for (;;) {
    const lf = text.indexOf('\n', at);
    if (cr !== -1 && cr < at) cr = text.indexOf('\r', at);
    starts.push(at);
    if (cr !== -1 && (lf === -1 || cr < lf)) {
      ends.push(cr);
      at = lf === cr + 1 ? lf + 1 : cr + 1;
    } else if (lf !== -1) {
      ends.push(lf);
      at = lf + 1;
    } else {
      ends.push(text.length);
      return { text, starts, ends, count: starts.length };
    }
  }
}

/** Space and tab, as HTTP has it; other white space of Unicode is content. */
export const isBlank = (c: number): boolean => c === 32 || c === 9;

/** The first place from `at` on, before `end`, without white space; `end` when there is none. */
export function skipBlanks(text: string, at: number, end: number): number {
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Where the text before `end` stops having white space at its end, not before `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/** A range widened to the whole of its lines: with the line break before it, so that taking it out leaves no blank line. */
export function withLineBreak(
  text: string,
  r: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  let { start } = r;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  if (text.charCodeAt(start - 1) === 10) start--;
  if (text.charCodeAt(start - 1) === 13) start--;
  return { start: Math.max(start, 0), end: r.end };
}
