// Values as they are written in JavaScript: literals, and the few calls that stand in a `fetch(…)` that was copied from a browser or from
// code. Nothing is run.

export type Literal =
  | { readonly kind: 'text'; readonly text: string }
  /** Numbers, `true`, `null`, `undefined`, as typed. */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'list'; readonly items: readonly Literal[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [name: string, value: Literal])[] }
  /** `JSON.stringify({…})`, `new URLSearchParams({…})`. */
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Literal[] };

/** The call that a text consists of, `await` before it and `.then(…)` behind it left aside. `undefined` when it is none. */
export function readCall(text: string): Extract<Literal, { kind: 'call' }> | undefined {
  const reader = new Reader(text.replace(/^\s*(?:(?:const|let|var)\s+\w+\s*=\s*)?(?:await\s+)?/, ''));
  const value = reader.value();
  return value?.kind === 'call' && /^(?:;|\)|\.then\b|$)/.test(reader.rest()) ? value : undefined;
}

/** As JSON; `undefined` where a value is none. */
export function asJson(value: Literal): unknown {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'word':
      return value.word === 'undefined' ? undefined : JSON.parse(value.word);
    case 'list':
      return value.items.map(asJson);
    case 'object':
      return Object.fromEntries(value.entries.map(([name, one]) => [name, asJson(one)]));
    case 'call':
      return undefined;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  rest(): string {
    this.#skip();
    return this.#text.slice(this.#at);
  }

  value(): Literal | undefined {
    const rest = this.rest();
    if (/^["'`]/.test(rest)) return this.#string();
    if (rest.startsWith('{')) return this.#object();
    if (rest.startsWith('[')) {
      this.#at++;
      const items = this.#values(']');
      return items && { kind: 'list', items };
    }
    const [word] = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|undefined)(?![\w$.])/.exec(rest) ?? [];
    if (word !== undefined) {
      this.#at += word.length;
      return { kind: 'word', word };
    }
    const [whole, name] = /^(?:new\s+)?([A-Za-z_$][\w$.]*)\s*\(/.exec(rest) ?? [];
    if (whole === undefined || name === undefined) return undefined;
    this.#at += whole.length;
    const given = this.#values(')');
    return given && { kind: 'call', name, given };
  }

  #skip(): void {
    const [space = ''] = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += space.length;
  }

  #takes(mark: string): boolean {
    if (!this.rest().startsWith(mark)) return false;
    this.#at += mark.length;
    return true;
  }

  #values(end: string): readonly Literal[] | undefined {
    const items: Literal[] = [];
    while (!this.#takes(end)) {
      const item = this.value();
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.#takes(',') && !this.rest().startsWith(end)) return undefined;
    }
    return items;
  }

  #object(): Literal | undefined {
    const entries: (readonly [string, Literal])[] = [];
    this.#at++;
    while (!this.#takes('}')) {
      const name = this.#name();
      if (name === undefined || !this.#takes(':')) return undefined;
      const value = this.value();
      if (value === undefined) return undefined;
      entries.push([name, value]);
      if (!this.#takes(',') && !this.rest().startsWith('}')) return undefined;
    }
    return { kind: 'object', entries };
  }

  #name(): string | undefined {
    const rest = this.rest();
    if (/^["']/.test(rest)) {
      const read = this.#string();
      return read?.kind === 'text' ? read.text : undefined;
    }
    const [name] = /^[\w$]+/.exec(rest) ?? [];
    this.#at += name?.length ?? 0;
    return name;
  }

  #string(): Literal | undefined {
    const quote = this.#text.charAt(this.#at);
    let text = '';
    for (let at = this.#at + 1; at < this.#text.length; at++) {
      const c = this.#text.charAt(at);
      if (c === quote) {
        this.#at = at + 1;
        return { kind: 'text', text };
      }
      if (quote === '`' && this.#text.startsWith('${', at)) return undefined;
      if (c !== '\\') {
        text += c;
        continue;
      }
      const [whole = '', code, hex] = /^\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|[\s\S])/.exec(this.#text.slice(at)) ?? [];
      const point = code ?? hex;
      text += point === undefined ? (ESCAPES[whole.charAt(1)] ?? whole.charAt(1)) : String.fromCharCode(Number.parseInt(point, 16));
      at += Math.max(0, whole.length - 1);
    }
    return undefined;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0', '\n': '' };
