// Half-open ranges, in UTF-16 code units over text and in octets over bytes.

/** `start` belongs to the range, `end` does not; `start === end` is a caret. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export const range = (start: number, end: number): Range => ({ start, end });

export const shift = (r: Range, by: number): Range => ({ start: r.start + by, end: r.end + by });

export const contains = (r: Range, offset: number): boolean => offset >= r.start && offset <= r.end;
