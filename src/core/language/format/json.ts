// JSON with `{{references}}` and comment lines in it, laid out anew: only white space between tokens is changed.

/** `undefined` when the text is not one JSON value (references standing for values), so that nothing is changed that is not understood. */
export function formatJson(text: string, unit: string): string | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const layout = new Layout(tokens, unit);
  return layout.run() ? layout.text : undefined;
}

interface Token {
  readonly kind: 'open' | 'close' | 'comma' | 'colon' | 'value' | 'comment';
  readonly text: string;
  readonly string?: boolean;
}

const TOKEN =
  /[ \t]*((?:#|\/\/)[^\r\n]*)|("(?:[^"\\\r\n]|\\.)*")|(\{\{[^{}\r\n]*\}\}(?:[\w.+-]|\{\{[^{}\r\n]*\}\})*|-?[\w.+-]+(?:\{\{[^{}\r\n]*\}\}[\w.+-]*)*)|([{[])|([}\]])|(,)|(:)|(\s+)/uy;

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let lineStart = true;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const [, comment, string, value, open, close, comma, colon, space] = match;
    // A comment is a line of its own: anything else that looks like one is none of JSON.
    if (comment !== undefined && !lineStart) return undefined;
    if (comment !== undefined) tokens.push({ kind: 'comment', text: comment.trimEnd() });
    else if (string !== undefined) tokens.push({ kind: 'value', text: string, string: true });
    else if (value !== undefined) tokens.push({ kind: 'value', text: value });
    else if (open !== undefined) tokens.push({ kind: 'open', text: open });
    else if (close !== undefined) tokens.push({ kind: 'close', text: close });
    else if (comma !== undefined) tokens.push({ kind: 'comma', text: comma });
    else if (colon !== undefined) tokens.push({ kind: 'colon', text: colon });
    lineStart = space === undefined ? false : /[\r\n]/.test(space) || lineStart;
  }
  return tokens;
}

/** Walks the grammar of RFC 8259 and writes as it goes. */
class Layout {
  text = '';
  readonly #tokens: readonly Token[];
  readonly #unit: string;
  #at = 0;

  constructor(tokens: readonly Token[], unit: string) {
    this.#tokens = tokens;
    this.#unit = unit;
  }

  run(): boolean {
    this.#comments('');
    const well = this.#value('');
    this.#comments('', '\n');
    return well && this.#at === this.#tokens.length;
  }

  #value(indent: string): boolean {
    const token = this.#tokens[this.#at];
    if (token === undefined) return false;
    if (token.kind === 'value') return this.#put();
    return token.kind === 'open' && this.#members(indent);
  }

  #members(indent: string): boolean {
    const isObject = this.#tokens[this.#at]?.text === '{';
    const inner = indent + this.#unit;
    this.#put();
    if (this.#next('close')) return this.#closes(isObject) && this.#put();
    for (;;) {
      this.text += '\n';
      this.#comments(inner);
      this.text += inner;
      if (isObject && !(this.#key() && this.#put() && this.#colon())) return false;
      if (!this.#value(inner)) return false;
      const held = this.#heldComments();
      if (this.#next('comma')) this.#put();
      else if (!this.#next('close')) return false;
      for (const comment of held) this.text += `\n${inner}${comment}`;
      if (this.#next('close')) {
        this.text += `\n${indent}`;
        // A comma before the bracket is no JSON: it stays for its problem to speak of.
        return this.#tokens[this.#at - 1]?.kind !== 'comma' && this.#closes(isObject) && this.#put();
      }
    }
  }

  #key(): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'value' && (token.string === true || token.text.startsWith('{{'));
  }

  #colon(): boolean {
    if (!this.#next('colon')) return false;
    this.#at++;
    this.text += ': ';
    return true;
  }

  #closes(isObject: boolean): boolean {
    return this.#tokens[this.#at]?.text === (isObject ? '}' : ']');
  }

  #next(kind: Token['kind']): boolean {
    return this.#tokens[this.#at]?.kind === kind;
  }

  #put(): true {
    this.text += this.#tokens[this.#at]?.text ?? '';
    this.#at++;
    return true;
  }

  #comments(indent: string, before = ''): void {
    for (; this.#next('comment'); this.#at++) this.text += `${before}${indent}${this.#tokens[this.#at]?.text}${before === '' ? '\n' : ''}`;
  }

  #heldComments(): readonly string[] {
    const held: string[] = [];
    for (; this.#next('comment'); this.#at++) held.push(this.#tokens[this.#at]?.text ?? '');
    return held;
  }
}
