// Two words that differ by one slip of the fingers: a letter wrong, missing, doubled or swapped.

export function oneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const tailA = a.slice(start);
  const tailB = b.slice(start);
  const swapped = tailA[0] === tailB[1] && tailA[1] === tailB[0] && tailA.slice(2) === tailB.slice(2);
  return swapped || tailA.slice(1) === tailB.slice(1) || tailA === tailB.slice(1) || tailA.slice(1) === tailB;
}

/** The word that was probably meant; `undefined` for one that is known, and for short ones, where a resemblance says little. */
export const meant = (word: string, known: readonly string[]): string | undefined =>
  word.length < 5 || known.includes(word)
    ? undefined
    : (known.find((one) => one.replaceAll('-', '') === word.replace(/[-_ ]/g, '')) ??
      known.find((one) => one.length >= 5 && oneSlip(word, one)));
