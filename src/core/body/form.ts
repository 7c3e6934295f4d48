// application/x-www-form-urlencoded (URL standard, section 5): pairs in order.

export interface FormPair {
  readonly name: string;
  readonly value: string;
}

/** `a=1&b=two+words` → pairs, percent-decoded as UTF-8, `+` as a space. Empty pieces are left out. */
export const formPairs = (text: string): readonly FormPair[] =>
  text.split('&').flatMap((piece) => {
    if (piece === '') return [];
    const at = piece.indexOf('=');
    return at < 0 ? [{ name: decoded(piece), value: '' }] : [{ name: decoded(piece.slice(0, at)), value: decoded(piece.slice(at + 1)) }];
  });

/** Percent-decodes as UTF-8; what is no valid escape stays as it is. */
function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  return spaced.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
    new TextDecoder().decode(Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
  );
}
