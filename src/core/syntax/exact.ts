// Lists as the tree keeps them: an array that was pushed to has room for more, and empty lists are most lists.

const NONE: readonly never[] = [];

/** The same list in an array of its own size; all empty lists are one. */
export const exact = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? NONE : list.slice());
