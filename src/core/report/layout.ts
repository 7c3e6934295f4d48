// Lines for a terminal: colours that can be off, widths, wrapping, and control characters made visible.

export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

export interface Style {
  /** Columns of the terminal, at least 40. */
  readonly columns: number;
  readonly colour: boolean;
}

const CODES: Readonly<Record<Colour, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
};

/** Sets text in a colour, or leaves it as it is. */
export function paint(style: Style, colour: Colour, words: string): string {
  const [on, off] = CODES[colour];
  return style.colour && words !== '' ? `\u001b[${on}m${words}\u001b[${off}m` : words;
}

/** What a server sends never reaches the terminal as a control: C0, DEL, C1 and bidirectional overrides are written as escapes. */
export const escaped = (words: string): string =>
  words.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (c) => {
    const code = c.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });

/** Breaks words into lines of at most `width` characters; a longer word is cut. */
export function wrap(words: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(/\s+/).filter((w) => w !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** `12 B`, `1.4 kB`, `3.2 MB`, `1.2 GB`; 1 kB is 1000 octets. */
export function size(octets: number): string {
  if (octets < 1000) return `${octets} B`;
  if (octets < 1_000_000) return `${(octets / 1000).toFixed(1)} kB`;
  return octets < 1_000_000_000 ? `${(octets / 1_000_000).toFixed(1)} MB` : `${(octets / 1_000_000_000).toFixed(1)} GB`;
}

/** `0.4 ms`, `38 ms`, `1.2 s`. */
export function duration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}

export interface Margin {
  readonly style: Style;
  /** Columns of the left side. */
  readonly left: number;
}

export interface MarginNote {
  readonly words: string;
  readonly colour: Colour;
}

/** One line of the exchange with its notes to the right; a line too long for the left side has them underneath. */
export function withMargin(
  { style, left }: Margin,
  line: { readonly words: string; readonly shown: string },
  notes: readonly MarginNote[],
): readonly string[] {
  if (notes.length === 0) return [`  ${line.shown}`];
  const right = style.columns - left - 5;
  const wrapped = notes.flatMap((note) => wrap(note.words, right).map((words) => paint(style, note.colour, words)));
  const bar = paint(style, 'dim', '│');
  const fits = line.words.length <= left;
  const first = fits ? [`  ${line.shown}${' '.repeat(left - line.words.length)} ${bar} ${wrapped[0]}`] : [`  ${line.shown}`];
  const rest = (fits ? wrapped.slice(1) : wrapped).map((words) => `  ${' '.repeat(left)} ${bar} ${words}`);
  return [...first, ...rest];
}
