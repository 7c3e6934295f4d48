// JSON laid out in lines, lossless: every string and number stays as it was written, duplicate keys too. Only white space changes.

export interface LaidOut {
  readonly lines: readonly string[];
  /** Line index of an opening bracket → index of the line that closes it, and the number of members between. */
  readonly folds: ReadonlyMap<number, { readonly end: number; readonly members: number }>;
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\r\n]*/y;
/** Arrays of scalars up to this many code units stay on one line. */
const SHORT = 60;

/** `undefined` when the text is no JSON text (RFC 8259): then it is better shown as it is. */
export function jsonLines(text: string): LaidOut | undefined {
  return new Layout(text).run();
}

interface Open {
  readonly close: '}' | ']';
  readonly line: number;
  members: number;
  /** Texts of the members while all are scalars and short; `undefined` once one is not. */
  short: string[] | undefined;
}

class Layout {
  readonly #text: string;
  #at: number;
  readonly #lines: string[] = [];
  readonly #folds = new Map<number, { end: number; members: number }>();
  readonly #stack: Open[] = [];
  #line = '';

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  run(): LaidOut | undefined {
    for (;;) {
      if (!this.#value()) return undefined;
      for (;;) {
        const open = this.#stack.at(-1);
        if (open === undefined) return this.#finish();
        this.#space();
        const next = this.#text[this.#at++];
        if (next === ',') {
          this.#write(',');
          this.#newMember();
          break;
        }
        if (next !== open.close) return undefined;
        this.#close(open);
      }
      if (!this.#key()) return undefined;
    }
  }

  /** Reads a value; of an object or array only its beginning up to the first member's value. */
  #value(): boolean {
    for (;;) {
      this.#space();
      const c = this.#text[this.#at];
      if (c !== '{' && c !== '[') return this.#scalar(c === '"' ? STRING : SCALAR);
      this.#at++;
      this.#space();
      const close = c === '{' ? '}' : ']';
      const parent = this.#stack.at(-1);
      if (parent !== undefined) parent.short = undefined;
      if (this.#text[this.#at] === close) {
        this.#at++;
        this.#write(c + close);
        return true;
      }
      this.#write(c);
      this.#stack.push({ close, line: this.#lines.length, members: 0, short: c === '[' ? [] : undefined });
      this.#newMember();
      if (!this.#key()) return false;
    }
  }

  #scalar(pattern: RegExp): boolean {
    const token = this.#match(pattern);
    if (token === undefined) return false;
    this.#write(token);
    this.#stack.at(-1)?.short?.push(token);
    return true;
  }

  #key(): boolean {
    if (this.#stack.at(-1)?.close !== '}') return true;
    this.#space();
    const key = this.#match(STRING);
    this.#space();
    if (key === undefined || this.#text[this.#at] !== ':') return false;
    this.#at++;
    this.#write(`${key}: `);
    return true;
  }

  #newMember(): void {
    const open = this.#stack.at(-1);
    if (open !== undefined) open.members++;
    this.#endLine();
    this.#line = '  '.repeat(this.#stack.length);
  }

  #close(open: Open): void {
    this.#stack.pop();
    const joined = open.short === undefined ? undefined : open.short.join(', ');
    if (joined !== undefined && joined.length <= SHORT) {
      const opening = this.#lines[open.line] ?? '';
      this.#lines.length = open.line;
      this.#line = `${opening}${joined}]`;
      return;
    }
    this.#endLine();
    this.#line = '  '.repeat(this.#stack.length) + open.close;
    this.#folds.set(open.line, { end: this.#lines.length, members: open.members });
  }

  #finish(): LaidOut | undefined {
    this.#endLine();
    this.#space();
    return this.#at === this.#text.length ? { lines: this.#lines, folds: this.#folds } : undefined;
  }

  #write(token: string): void {
    this.#line += token;
  }

  #endLine(): void {
    this.#lines.push(this.#line);
    this.#line = '';
  }

  #space(): void {
    this.#match(SPACE);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
