// JSON without anything to remark, told fast: the strict reader of core/body is for the rest.
import { readJson } from '../../body/json.ts';

export interface JsonReading {
  /** Where nothing is to be remarked; `undefined` where only the strict reader knows. */
  readonly plain: { readonly value: unknown } | undefined;
  readonly strict: Pick<ReturnType<typeof readJson>, 'problem' | 'duplicates' | 'imprecise'>;
}

const CLEAN: JsonReading['strict'] = { problem: undefined, duplicates: [], imprecise: [] };

/** Reads the text at the first call only: several rules ask. */
export function jsonReader(words: string): () => JsonReading {
  let reading: JsonReading | undefined;
  return () => {
    const plain = reading === undefined ? plainJson(words) : undefined;
    reading ??= { plain, strict: plain === undefined ? readJson(words) : CLEAN };
    return reading;
  };
}

/** The value, where the text is valid JSON, has no name twice in an object and no number that a double can't hold; else `undefined`. */
export function plainJson(words: string): { readonly value: unknown } | undefined {
  if (/\d{16}|\d[eE]/.test(words)) return undefined;
  try {
    const value: unknown = JSON.parse(words);
    // A parser keeps one of two names: then there are fewer in the value than in the text. A string that holds a quote and a
    // colon makes the count too high, which only sends the text to the strict reader.
    return names(value) === (words.match(/"\s*:/g)?.length ?? 0) ? { value } : undefined;
  } catch {
    // The strict reader says where it breaks.
    return undefined;
  }
}

function names(root: unknown): number {
  let count = 0;
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    const inner = Object.values(value);
    if (!Array.isArray(value)) count += inner.length;
    for (const one of inner) if (typeof one === 'object') open.push(one);
  }
  return count;
}
