// Entity tags (RFC 9110 section 8.8.3) against If-Match and If-None-Match.

/** Does the list (`"a", W/"b"`, or `*`) name this tag? `strong` is for If-Match and ranges, `weak` for If-None-Match. */
export function etagMatches(list: string, etag: string, comparison: 'strong' | 'weak'): boolean {
  if (list.trim() === '*') return true;
  const tags: readonly string[] = list.match(/(?:W\/)?"[^"]*"/g) ?? [];
  if (comparison === 'strong') return !etag.startsWith('W/') && tags.includes(etag);
  return tags.some((tag) => opaque(tag) === opaque(etag));
}

const opaque = (tag: string): string => tag.replace(/^W\//, '');
