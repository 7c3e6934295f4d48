// Offsets to lines and back. A line ends at LF, CRLF or a lone CR (FORMAT.md C13).

/** Zero-based, in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Answers in O(log n) where an offset stands; built once per text. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
    }
  }

  get lines(): number {
    return this.#starts.length;
  }

  /** Where `line` begins; past the last line, the text's end. */
  startOf(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  /** The position of an offset; offsets outside of the text are moved to its ends. */
  at(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (this.#starts[low] ?? 0) };
  }

  offsetOf(position: Position): number {
    return Math.min(this.startOf(position.line) + position.character, this.#length);
  }
}
