// Block quotes and list items around a line of Markdown (CommonMark 0.31 sections 5.1, 5.2), as far as it takes to find the code blocks
// that stand in them. Columns count a tab as what it takes to the next multiple of four.

/** `columns` for a list item: how far its content is indented from where the container around it begins. */
export type Container = { readonly kind: 'quote' } | { readonly kind: 'item'; readonly columns: number };

/** A place in a line. */
export interface Place {
  readonly at: number;
  readonly column: number;
}

export interface Held {
  /** How many of the containers go on in this line. */
  readonly count: number;
  /** Behind their marks and indentation. */
  readonly place: Place;
}

/** Which of the containers that were open a line continues. */
export function containersOf(line: string, containers: readonly Container[]): Held {
  let place: Place = { at: 0, column: 0 };
  let count = 0;
  for (const container of containers) {
    const next = container.kind === 'quote' ? behindQuote(line, place) : behindIndent(line, place, container.columns);
    if (next === undefined) break;
    place = next;
    count++;
  }
  return { count, place };
}

/** The containers that a line is in, with those that it begins itself, and the place behind all their marks. */
export function marksAt(
  line: string,
  { count, place }: Held,
  before: readonly Container[],
): { readonly containers: readonly Container[]; readonly place: Place } {
  const containers = before.slice(0, count);
  let here = place;
  for (;;) {
    const quote = behindQuote(line, here);
    const item = quote ?? itemAt(line, here);
    if (item === undefined) return { containers, place: here };
    if ('columns' in item) {
      containers.push({ kind: 'item', columns: item.columns });
      here = item.place;
    } else {
      containers.push({ kind: 'quote' });
      here = item;
    }
  }
}

/** The white space at a place: where it ends, and how many columns it takes. */
export function indentAt(line: string, { at, column }: Place): { readonly at: number; readonly columns: number } {
  const end = skip(line, { at, column }, Number.POSITIVE_INFINITY);
  return { at: end.at, columns: end.column - column };
}

/** As much white space as `columns`, where there is so much; a tab that reaches further goes as a whole. */
export const cutTo = (line: string, place: Place, columns: number): number => skip(line, place, place.column + columns).at;

function skip(line: string, { at, column }: Place, until: number): Place {
  let here = at;
  let now = column;
  while (now < until) {
    const c = line.charCodeAt(here);
    if (c === 32) now++;
    else if (c === 9) now += 4 - (now % 4);
    else break;
    here++;
  }
  return { at: here, column: now };
}

/** A `>` after at most three columns, and the space behind it. */
function behindQuote(line: string, place: Place): Place | undefined {
  const mark = skip(line, place, Number.POSITIVE_INFINITY);
  if (mark.column - place.column > 3 || line.charAt(mark.at) !== '>') return undefined;
  const behind = { at: mark.at + 1, column: mark.column + 1 };
  return line.charAt(behind.at) === ' ' ? { at: behind.at + 1, column: behind.column + 1 } : behind;
}

/** A blank line goes on with every item. */
function behindIndent(line: string, place: Place, columns: number): Place | undefined {
  if (line.slice(place.at).trim() === '') return skip(line, place, place.column + columns);
  const end = skip(line, place, place.column + columns);
  return end.column - place.column >= columns ? end : undefined;
}

const ITEM = /(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/y;

/** A list mark after at most three columns: content begins behind one to four spaces, else behind one. */
function itemAt(line: string, place: Place): { readonly columns: number; readonly place: Place } | undefined {
  const start = skip(line, place, Number.POSITIVE_INFINITY);
  ITEM.lastIndex = start.at;
  const mark = start.column - place.column > 3 || isBreak(line.slice(start.at)) ? undefined : ITEM.exec(line)?.[0];
  if (mark === undefined) return undefined;
  const behind = { at: start.at + mark.length, column: start.column + mark.length };
  const content = skip(line, behind, Number.POSITIVE_INFINITY);
  const gap = content.column - behind.column;
  const blank = content.at >= line.length;
  const wide = blank || gap > 4;
  return { columns: behind.column + (wide ? 1 : gap) - place.column, place: wide ? skip(line, behind, behind.column + 1) : content };
}

/** `* * *` and `- - -` are lines across the page. */
const isBreak = (line: string): boolean => /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$/.test(line);
