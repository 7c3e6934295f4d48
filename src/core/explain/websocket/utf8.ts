// Where octets stop being UTF-8 (RFC 3629 section 4).

/** The range of the first octets that are no UTF-8, or `undefined`. `open`: more octets may follow, so that a cut character at the end is no fault. */
export function firstInvalidUtf8(octets: Uint8Array, open = false): { readonly start: number; readonly end: number } | undefined {
  for (let i = 0; i < octets.length; ) {
    const lead = octets[i] ?? 0;
    const need = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (need === 0) return { start: i, end: i + 1 };
    for (let k = 1; k < need; k++) {
      const octet = octets[i + k];
      if (octet === undefined) return open ? undefined : { start: i, end: i + k };
      if (!follows(lead, k, octet)) return { start: i, end: i + k + 1 };
    }
    i += need;
  }
  return undefined;
}

/** Overlong forms, surrogates and values past U+10FFFF are kept out by the second octet. */
function follows(lead: number, place: number, octet: number): boolean {
  const low = place === 1 && lead === 0xe0 ? 0xa0 : place === 1 && lead === 0xf0 ? 0x90 : 0x80;
  const high = place === 1 && lead === 0xed ? 0x9f : place === 1 && lead === 0xf4 ? 0x8f : 0xbf;
  return octet >= low && octet <= high;
}
