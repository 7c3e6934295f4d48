// The known names that come nearest to a mistyped one.

/** At most three, the nearest first; only those within a third of the word's length of edits. */
export function nearest(word: string, names: readonly string[]): readonly string[] {
  const asked = word.toLowerCase();
  const limit = Math.max(1, Math.floor(asked.length / 3));
  return names
    .map((name) => ({ name, distance: distance(asked, name.toLowerCase(), limit) }))
    .filter((one) => one.distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map((one) => one.name);
}

/** Edits from `a` to `b`, swaps of neighbours counted as one; more than `limit` is `limit + 1`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let k = 1; k <= b.length; k++) {
      const swap = i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1] ? (before[k - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min((last[k] ?? 0) + 1, (row[k - 1] ?? 0) + 1, (last[k - 1] ?? 0) + (a[i - 1] === b[k - 1] ? 0 : 1), swap));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
