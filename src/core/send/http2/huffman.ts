// The Huffman code of HPACK (RFC 7541 section 5.2, Appendix B). It is canonical: the lengths of the codes say all of it.
import { lazy } from '../../text/lazy.ts';

/** Bits of the code of each octet; the last is the end of string, which never stands in one. */
// biome-ignore format: a table
const LENGTHS = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
  13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
  15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
  20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
  22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
  26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
  20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
  30,
] as const;

const END = 256;
const LONGEST = 30;

interface Codes {
  /** Symbols by the value of their code. */
  readonly symbols: readonly number[];
  /** For each length: its first code, how many it has, and where they begin in `symbols`. */
  readonly first: readonly number[];
  readonly count: readonly number[];
  readonly start: readonly number[];
}

const codes = lazy(codesOf);

/** The octets as latin1; `undefined` for what is no such code: the end of string in it, or padding that is none. */
export function huffman(octets: Uint8Array): string | undefined {
  const { symbols, first, count, start } = codes();
  let text = '';
  let code = 0;
  let length = 0;
  for (const octet of octets) {
    for (let bit = 7; bit >= 0; bit--) {
      code = code * 2 + ((octet >> bit) & 1);
      length++;
      const nth = code - (first[length] ?? 0);
      if (nth >= (count[length] ?? 0)) {
        if (length >= LONGEST) return undefined;
        continue;
      }
      const symbol = symbols[(start[length] ?? 0) + nth] ?? END;
      if (symbol === END) return undefined;
      text += String.fromCharCode(symbol);
      code = 0;
      length = 0;
    }
  }
  // What is left is the beginning of the end of string: less than an octet of ones.
  return length < 8 && code === 2 ** length - 1 ? text : undefined;
}

function codesOf(): Codes {
  const symbols: number[] = [];
  const [first, count, start]: [number[], number[], number[]] = [[], [], []];
  let code = 0;
  for (let length = 0; length <= LONGEST; length++) {
    const here = LENGTHS.flatMap((bits, symbol) => (bits === length ? [symbol] : []));
    first.push(code);
    count.push(here.length);
    start.push(symbols.length);
    symbols.push(...here);
    code = (code + here.length) * 2;
  }
  return { symbols, first, count, start };
}
