// Text in with a caret, text out with ranges drawn: what the tests of `core/language` share.
import type { Range } from '../../../src/core/text/range.ts';

/** `¦` marks the caret and is taken out; without one the caret stands at the beginning. */
export function caret(marked: string): { readonly text: string; readonly offset: number } {
  const offset = Math.max(0, marked.indexOf('¦'));
  return { text: marked.replace('¦', ''), offset };
}

/** Each line that has a range, and beneath it `^^^` with a label; a range of several lines is drawn line by line. */
export function draw(text: string, ranges: readonly { readonly range: Range; readonly label: string }[]): string {
  const out: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const here = ranges.filter(
      ({ range }) => range.start <= end && range.end >= start && (range.start < end || range.start === range.end || range.start === start),
    );
    const drawn = here.map(({ range, label }) => {
      const from = Math.max(range.start, start) - start;
      const to = Math.min(range.end, end) - start;
      return to > from || range.start === range.end ? `${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))} ${label}`.trimEnd() : '';
    });
    const shown = drawn.filter((d) => d !== '');
    if (shown.length > 0) out.push(line, ...shown);
    start = end + 1;
  }
  return out.join('\n');
}
