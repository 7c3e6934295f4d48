// Comparison of entity tags (RFC 9110 section 8.8.3.2).

/** Equal, weak or not: what If-None-Match asks for. */
export const matchesWeakly = (a: string, b: string): boolean => bare(a) === bare(b);

/** Equal and both strong: what If-Match and If-Range ask for. */
export const matchesStrongly = (a: string, b: string): boolean => a === b && !a.startsWith('W/');

const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
