// JSON as text (RFC 8259): where it breaks, what a parser would lose of it, and a printer that loses nothing. Nothing here
// recurses, so deep nesting is no danger.
import type { Range } from '../text/range.ts';

export interface JsonReading {
  /** The first place that is no JSON; `undefined` when all of it is. */
  readonly problem: JsonProblem | undefined;
  /** Names that occur again in the same object: parsers keep one of the values, most the last. */
  readonly duplicates: readonly { readonly name: string; readonly range: Range }[];
  /** Numbers that a double can't hold as written: `12345678901234567890`. */
  readonly imprecise: readonly Range[];
  /** How deep objects and lists are nested. */
  readonly depth: number;
}

export interface JsonProblem {
  readonly code: JsonProblemCode;
  readonly range: Range;
  readonly message: string;
}

export type JsonProblemCode =
  | 'empty'
  | 'unexpected-end'
  | 'unexpected-character'
  | 'trailing-comma'
  | 'missing-comma'
  | 'missing-colon'
  | 'unquoted-name'
  | 'single-quote'
  | 'control-in-string'
  | 'bad-escape'
  | 'unclosed-string'
  | 'bad-number'
  | 'comment'
  | 'text-after-value'
  | 'wrong-bracket';

/** Reads until the first problem. Offsets are code units. */
export function readJson(text: string): JsonReading {
  const reader = new Reader(text);
  const problem = reader.read();
  return { problem, duplicates: reader.duplicates, imprecise: reader.imprecise, depth: reader.depth };
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const NUMBER_LIKE = /[-+.\d][\w.+-]*/y;
const SPACE = /[ \t\n\r]*/y;

type Expecting = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'separator';

class Reader {
  readonly duplicates: { name: string; range: Range }[] = [];
  readonly imprecise: Range[] = [];
  depth = 0;
  readonly #text: string;
  readonly #open: { kind: '{' | '['; names: Set<string> }[] = [];
  #at = 0;
  #expecting: Expecting = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonProblem | undefined {
    this.#skip();
    if (this.#at === this.#text.length) return problem('empty', this.#at, this.#at, 'There is no JSON value');
    for (;;) {
      const wrong = this.#step();
      if (wrong !== undefined) return wrong;
      this.#skip();
      if (this.#expecting !== 'separator' || this.#open.length > 0) continue;
      return this.#at === this.#text.length ? undefined : this.#unexpected('text-after-value', 'nothing after the value');
    }
  }

  #step(): JsonProblem | undefined {
    const char = this.#text[this.#at];
    if (char === undefined)
      return problem('unexpected-end', this.#at, this.#at, `The text ends where ${WANTED[this.#expecting]} is expected`);
    if (char === '/' && /^[/*]/.test(this.#text.slice(this.#at + 1, this.#at + 2)))
      return this.#unexpected('comment', 'no comment: JSON has none', 2);
    switch (this.#expecting) {
      case 'value':
      case 'value-or-end':
        return this.#value(char);
      case 'name':
      case 'name-or-end':
        return this.#name(char);
      case 'colon':
        if (char !== ':') return this.#unexpected('missing-colon', 'a colon after the name');
        this.#at++;
        this.#expecting = 'value';
        return undefined;
      case 'separator':
        return this.#separator(char);
    }
  }

  #value(char: string): JsonProblem | undefined {
    if (char === '{' || char === '[') return this.#enter(char);
    if (char === ']' && this.#expecting === 'value-or-end') return this.#leave(char);
    if (char === ']' || char === '}') return this.#closedEarly(char);
    if (char === '"') return this.#string();
    if (char === "'") return this.#unexpected('single-quote', 'a double quote', 1);
    return /[-+.\d]/.test(char) ? this.#number() : this.#word();
  }

  #name(char: string): JsonProblem | undefined {
    if (char === '}' && this.#expecting === 'name-or-end') return this.#leave(char);
    if (char === '}' || char === ']') return this.#closedEarly(char);
    if (char === "'") return this.#unexpected('single-quote', 'a double quote', 1);
    if (char !== '"')
      return this.#unexpected(
        match(WORD, this.#text, this.#at) === '' ? 'unexpected-character' : 'unquoted-name',
        'a name in double quotes',
      );
    const start = this.#at;
    const wrong = this.#string();
    if (wrong !== undefined) return wrong;
    const name = this.#text.slice(start + 1, this.#at - 1);
    const names = this.#open.at(-1)?.names;
    if (names?.has(name)) this.duplicates.push({ name, range: { start, end: this.#at } });
    names?.add(name);
    this.#expecting = 'colon';
    return undefined;
  }

  #separator(char: string): JsonProblem | undefined {
    if (char === '}' || char === ']') return this.#leave(char);
    if (char !== ',') return this.#unexpected('missing-comma', `a comma or ${this.#open.at(-1)?.kind === '{' ? '}' : ']'}`);
    this.#at++;
    this.#expecting = this.#open.at(-1)?.kind === '{' ? 'name' : 'value';
    return undefined;
  }

  #enter(kind: '{' | '['): undefined {
    this.#open.push({ kind, names: new Set() });
    this.depth = Math.max(this.depth, this.#open.length);
    this.#at++;
    this.#expecting = kind === '{' ? 'name-or-end' : 'value-or-end';
  }

  #leave(char: '}' | ']'): JsonProblem | undefined {
    const kind = this.#open.at(-1)?.kind;
    if ((kind === '{') !== (char === '}')) return this.#unexpected('wrong-bracket', kind === '{' ? 'the closing }' : 'the closing ]', 1);
    this.#open.pop();
    this.#at++;
    this.#expecting = 'separator';
    return undefined;
  }

  #closedEarly(char: '}' | ']'): JsonProblem {
    const before = this.#text.slice(0, this.#at).trimEnd();
    if (!before.endsWith(',')) return this.#unexpected('unexpected-character', WANTED[this.#expecting], 1);
    return problem('trailing-comma', before.length - 1, before.length, `A comma stands before the closing ${char}`);
  }

  #string(): JsonProblem | undefined {
    const found = match(STRING, this.#text, this.#at);
    if (found === '') return brokenString(this.#text, this.#at);
    this.#at += found.length;
    this.#expecting = 'separator';
    return undefined;
  }

  #number(): JsonProblem | undefined {
    const whole = match(NUMBER_LIKE, this.#text, this.#at);
    const found = match(NUMBER, this.#text, this.#at);
    if (found !== whole) return problem('bad-number', this.#at, this.#at + whole.length, `${whole} is not a number in JSON`);
    if (losesDigits(found)) this.imprecise.push({ start: this.#at, end: this.#at + found.length });
    this.#at += found.length;
    this.#expecting = 'separator';
    return undefined;
  }

  #word(): JsonProblem | undefined {
    const found = match(WORD, this.#text, this.#at);
    if (found !== 'true' && found !== 'false' && found !== 'null') return this.#unexpected('unexpected-character', WANTED[this.#expecting]);
    this.#at += found.length;
    this.#expecting = 'separator';
    return undefined;
  }

  #skip(): void {
    this.#at += match(SPACE, this.#text, this.#at).length;
  }

  #unexpected(code: JsonProblemCode, wanted: string, length?: number): JsonProblem {
    const found = match(WORD, this.#text, this.#at).slice(0, 40) || String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    return problem(code, this.#at, this.#at + (length ?? found.length), `Found ${found}, expected ${wanted}`);
  }
}

const WANTED: Readonly<Record<Expecting, string>> = {
  value: 'a value',
  'value-or-end': 'a value or ]',
  name: 'a name in double quotes',
  'name-or-end': 'a name in double quotes or }',
  colon: 'a colon',
  separator: 'a comma or the closing bracket',
};

const problem = (code: JsonProblemCode, start: number, end: number, message: string): JsonProblem => ({
  code,
  range: { start, end },
  message,
});

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function brokenString(text: string, start: number): JsonProblem {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20) {
      const what = code === 10 || code === 13 ? 'A line break' : 'A control character';
      return problem('control-in-string', i, i + 1, `${what} stands unescaped in a string`);
    }
    if (code !== 0x5c) continue;
    if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(i, i + 6)) && i + 1 < text.length)
      return problem('bad-escape', i, Math.min(i + 2, text.length), `${text.slice(i, i + 2)} is no escape of JSON`);
    i++;
  }
  return problem('unclosed-string', start, text.length, 'The string has no closing quote');
}

/** `1.0`, `1e2` and `0.1` read back as the same number; what has more digits than a double does not. */
function losesDigits(written: string): boolean {
  if (written.length < 16 && !/[eE]/.test(written)) return false;
  const value = Number(written);
  return !Number.isFinite(value) || canonical(written) !== canonical(String(value));
}

/** Sign, digits without zeros at their ends, and exponent: equal for equal numbers. */
function canonical(written: string): string {
  const [mantissa = '', exponent = '0'] = written.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const bare = digits.replace(/0+$/, '');
  return bare === ''
    ? '0'
    : `${written.startsWith('-') ? '-' : ''}${bare}e${Number(exponent) - fraction.length + digits.length - bare.length}`;
}

/**
 * Sets JSON out over lines. Number texts, the order of names, duplicates and escapes stay as they are; text that breaks off or is
 * no JSON is set out as far as it goes. With `limit`, stops after about so many characters.
 */
export function prettyJson(text: string, options: { indent?: string; limit?: number } = {}): string {
  const indent = options.indent ?? '  ';
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const out: string[] = [];
  let length = 0;
  let depth = 0;
  const put = (piece: string): void => {
    out.push(piece);
    length += piece.length;
  };
  const line = (): void => put(`\n${indent.repeat(depth)}`);
  PIECE.lastIndex = 0;
  for (let found = PIECE.exec(text); found !== null && length < limit; found = PIECE.exec(text)) {
    const [piece] = found;
    if (piece.startsWith('"')) put(piece);
    else if (/^[{[]\s*[}\]]$/.test(piece)) put(piece.replaceAll(/\s+/g, ''));
    else if (piece === '{' || piece === '[') {
      depth++;
      put(piece);
      line();
    } else if (piece === '}' || piece === ']') {
      depth = Math.max(0, depth - 1);
      line();
      put(piece);
    } else if (piece === ',') {
      put(piece);
      line();
    } else put(piece === ':' ? ': ' : piece);
  }
  return out.join('');
}

const PIECE = /"(?:[^"\\]|\\[\s\S])*(?:"|$)|\{\s*\}|\[\s*\]|[{}[\],:]|[^\s{}[\],:"]+/g;
