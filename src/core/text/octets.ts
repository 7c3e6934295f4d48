// UTF-8 without loss: octets that are none survive a way through text, each as a lone surrogate, U+DC80 for 80 to U+DCFF for FF.
// What does not know of it makes U+FFFD of them, as it would have done before.

/** Never fails; `octetsOfText` gives the octets back. A byte order mark is text. */
export function textOfOctets(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    // Some of it is no UTF-8: below these octets are kept.
    return withSurrogates(octets);
  }
}

function withSurrogates(octets: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < octets.length; ) {
    const { ok, length } = sequenceAt(octets, at);
    if (!ok) {
      parts.push(
        decoder.decode(octets.subarray(from, at)),
        Array.from(octets.subarray(at, at + length), (octet) => String.fromCharCode(0xdc00 + octet)).join(''),
      );
      from = at + length;
    }
    at += length;
  }
  return parts.join('') + decoder.decode(octets.subarray(from));
}

/** The UTF-8 of a text, and the octets that `textOfOctets` has kept in it. */
export function octetsOfText(text: string): Uint8Array {
  const plain = encoder.encode(text);
  if (!KEPT.test(text)) return plain;
  const octets = new Uint8Array(plain.length);
  let at = 0;
  for (const part of text.split(KEPT)) {
    const code = part.length === 1 ? part.charCodeAt(0) : 0;
    if (code >= 0xdc80 && code <= 0xdcff) octets[at++] = code - 0xdc00;
    else at += encoder.encodeInto(part, octets.subarray(at)).written;
  }
  return octets.slice(0, at);
}

const encoder = new TextEncoder();

/** A surrogate on its own, captured so that a split keeps it; one of a pair is a character. */
const KEPT = /(?<![\ud800-\udbff])([\udc80-\udcff])/;

/** The well-formed sequence at `at` (Unicode Table 3-7), or how many octets of one stand there that is broken off; at least 1. */
export function sequenceAt(octets: Uint8Array, at: number): { readonly ok: boolean; readonly length: number } {
  const lead = octets[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) {
    const octet = octets[at + i];
    const low = i === 1 && lead === 0xe0 ? 0xa0 : i === 1 && lead === 0xf0 ? 0x90 : 0x80;
    const high = i === 1 && lead === 0xed ? 0x9f : i === 1 && lead === 0xf4 ? 0x8f : 0xbf;
    if (octet === undefined || octet < low || octet > high) return { ok: false, length: i };
  }
  return length === 0 ? { ok: false, length: 1 } : { ok: true, length };
}
