// A command line as a shell splits it: words with their quotes taken away. POSIX shells (bash, zsh) and the command prompt of Windows;
// nothing is run, and no variable is known.
import { reference, withoutMarks } from './reference-mark.ts';

/** One command of a line. */
export interface ShellCommand {
  /** A variable of the shell stands in a word as `reference('$processEnv NAME')`. */
  readonly words: readonly string[];
  /** What a here-document or `< file` gives it to read. */
  readonly input?: { readonly text: string } | { readonly path: string };
  /** As typed: where the output goes, `> out.json`, and the commands that get it, `| jq .`. */
  readonly leftOut: readonly string[];
}

/** The commands of a text; one that stands behind a `|` is left out. */
export function shellCommands(text: string): readonly ShellCommand[] {
  const source = withoutMarks(text.replace(/\r\n?/g, '\n'));
  return new Reader(isPrompt(source) ? withoutCarets(source) : source, isPrompt(source)).commands();
}

/** A caret escapes in the command prompt of Windows; a POSIX shell would not write one before a quote or at a line's end. */
const isPrompt = (text: string): boolean => /\^"|\^[ \t]*(?:\n|$)/.test(text) && !/\\[ \t]*\n/.test(text);

/** The first of two readings: the prompt takes its carets, the program then its quotes. A quote that no caret escapes switches carets off. */
function withoutCarets(text: string): string {
  let out = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '^' && !quoted) {
      i++;
      // A line break that is escaped goes; another one behind it is the value's own.
      if (text.charAt(i) !== '\n') out += text.charAt(i);
      else if (text.charAt(i + 1) === '\n') out += text.charAt(++i);
      continue;
    }
    if (c === '"') quoted = !quoted;
    out += c;
  }
  return out;
}

class Reader {
  readonly #text: string;
  readonly #windows: boolean;
  #at = 0;

  constructor(text: string, windows: boolean) {
    this.#text = text;
    this.#windows = windows;
  }

  commands(): readonly ShellCommand[] {
    const found: ShellCommand[] = [];
    while (this.#at < this.#text.length) {
      const command = this.#command();
      if (command.words.length > 0) found.push(command);
    }
    return found;
  }

  #command(): ShellCommand {
    const words: string[] = [];
    const leftOut: string[] = [];
    const documents: { readonly end: string; readonly dashed: boolean }[] = [];
    let input: ShellCommand['input'];
    for (;;) {
      this.#skipBlanks();
      const rest = this.#text.slice(this.#at);
      const [end] = /^(?:$|\n|;|&&|\|\|)/.exec(rest) ?? [];
      if (end !== undefined) {
        this.#at += end.length;
        if (end !== '\n') break;
        for (const document of documents) input = { text: this.#hereDocument(document) };
        break;
      }
      if (/^#/.test(rest)) this.#at += (/^[^\n]*/.exec(rest)?.[0] ?? '').length;
      else if (rest.startsWith('<<')) documents.push(this.#hereMark());
      else if (rest.startsWith('<')) input = { path: this.#redirected(leftOut, false) };
      else if (/^(?:\d?>|&>)/.test(rest)) this.#redirected(leftOut, true);
      else if (/^[|&]/.test(rest)) leftOut.push(this.#tail());
      else words.push(this.#word());
    }
    return { words, leftOut, ...(input && { input }) };
  }

  #skipBlanks(): void {
    this.#at += (/^(?:[ \t]|\\\n)*/.exec(this.#text.slice(this.#at))?.[0] ?? '').length;
  }

  /** A pipe to the end of its command. */
  #tail(): string {
    const [tail = ''] = /^(?:[^\n;\\]|\\[\s\S])*/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += tail.length;
    return tail.trim();
  }

  #redirected(leftOut: string[], isOutput: boolean): string {
    const [mark = ''] = /^(?:\d?>+\|?&?|&>+|<)/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += mark.length;
    this.#skipBlanks();
    const target = this.#word();
    if (isOutput) leftOut.push(`${mark} ${target}`);
    return target;
  }

  #hereMark(): { readonly end: string; readonly dashed: boolean } {
    const [mark = ''] = /^<<-?/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += mark.length;
    this.#skipBlanks();
    return { end: this.#word(), dashed: mark.endsWith('-') };
  }

  #hereDocument({ end, dashed }: { readonly end: string; readonly dashed: boolean }): string {
    const lines: string[] = [];
    while (this.#at < this.#text.length) {
      const [line = ''] = /^[^\n]*/.exec(this.#text.slice(this.#at)) ?? [];
      this.#at += line.length + 1;
      const read = dashed ? line.replace(/^\t+/, '') : line;
      if (read === end) break;
      lines.push(`${read}\n`);
    }
    return lines.join('');
  }

  #word(): string {
    let word = '';
    while (this.#at < this.#text.length) {
      const c = this.#text.charAt(this.#at);
      if (/[\s;|&<>]/.test(c)) break;
      word += this.#windows ? this.#windowsPiece(c) : this.#piece(c);
    }
    return word;
  }

  #piece(c: string): string {
    if (c === "'") return this.#until("'", 1);
    if (c === '"') return this.#doubleQuoted();
    if (c === '$') return this.#dollar(true);
    this.#at++;
    if (c !== '\\') return c;
    const next = this.#text.charAt(this.#at++);
    return next === '\n' ? '' : next;
  }

  /** `from` the opening quote; what stands to the closing one, as it is. */
  #until(quote: string, from: number): string {
    const start = this.#at + from;
    const end = this.#text.indexOf(quote, start);
    const close = end === -1 ? this.#text.length : end;
    this.#at = close + 1;
    return this.#text.slice(start, close);
  }

  #doubleQuoted(): string {
    let out = '';
    this.#at++;
    while (this.#at < this.#text.length) {
      const c = this.#text.charAt(this.#at);
      if (c === '"') break;
      if (c === '$') {
        out += this.#dollar(false);
        continue;
      }
      this.#at++;
      if (c !== '\\') out += c;
      else {
        const next = this.#text.charAt(this.#at++);
        out += next === '\n' ? '' : /[$`"\\]/.test(next) ? next : `\\${next}`;
      }
    }
    this.#at++;
    return out;
  }

  /** `$'…'` with its escapes, a variable, or the sign itself. */
  #dollar(bare: boolean): string {
    const rest = this.#text.slice(this.#at);
    if (bare && rest.startsWith("$'")) {
      const [whole, inner = ''] = /^\$'((?:[^'\\]|\\[\s\S])*)'?/.exec(rest) ?? [''];
      this.#at += whole.length;
      return unescaped(inner);
    }
    const [whole, name, braced] = /^\$(?:(\w+)|\{(\w+)\})/.exec(rest) ?? [];
    this.#at += whole?.length ?? 1;
    const found = name ?? braced;
    return found === undefined ? '$' : reference(`$processEnv ${found}`);
  }

  /** As a program of Windows reads its words: backslashes escape before a quote only. */
  #windowsPiece(c: string): string {
    if (c !== '"') return this.#backslashes();
    let out = '';
    this.#at++;
    while (this.#at < this.#text.length) {
      if (this.#text.charAt(this.#at) !== '"') out += this.#backslashes();
      else if (this.#text.charAt(this.#at + 1) === '"') {
        out += '"';
        this.#at += 2;
      } else break;
    }
    this.#at++;
    return out;
  }

  #backslashes(): string {
    const [run = '', quote] = /^(\\*)("?)/.exec(this.#text.slice(this.#at))?.slice(1) ?? [];
    if (run === '') return this.#text.charAt(this.#at++);
    this.#at += run.length;
    if (quote !== '"') return run;
    if (run.length % 2 === 0) return run.slice(run.length / 2);
    this.#at++;
    return `${run.slice((run.length + 1) / 2)}"`;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v', '0': '\0' };

/** The escapes of `$'…'`; octets above ASCII are read as UTF-8. */
function unescaped(text: string): string {
  const octets: number[] = [];
  const encoder = new TextEncoder();
  const add = (words: string): void => void octets.push(...encoder.encode(words));
  for (const [whole, code, octal, plain, other] of text.matchAll(
    /\\(?:(x[\da-f]{1,2}|u[\da-f]{1,4}|U[\da-f]{1,8})|([0-7]{1,3})|([\s\S]))|([^\\]+|\\$)/gi,
  )) {
    if (code?.startsWith('x') === true) octets.push(Number.parseInt(code.slice(1), 16));
    else if (code !== undefined) add(String.fromCodePoint(Math.min(Number.parseInt(code.slice(1), 16), 0x10ffff)));
    else if (octal !== undefined) octets.push(Number.parseInt(octal, 8) & 0xff);
    else if (plain !== undefined) add(ESCAPES[plain] ?? (/['"\\?]/.test(plain) ? plain : whole));
    else add(other ?? '');
  }
  return new TextDecoder().decode(Uint8Array.from(octets));
}
