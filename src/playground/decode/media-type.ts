// `multipart/form-data; boundary="a b"` as type and parameters (RFC 9110 section 8.3.1).

export interface MediaType {
  /** In lower case: `multipart/form-data`; empty when there is none. */
  readonly essence: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

export function mediaType(value: string | undefined): MediaType {
  const [essence = ''] = (value ?? '').split(';');
  return { essence: essence.trim().toLowerCase(), parameters: parameters((value ?? '').slice(essence.length)) };
}

/** `; name="a"; filename=b.txt`, as in Content-Type and Content-Disposition. */
export function parameters(value: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const m of value.matchAll(/;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g))
    found[(m[1] ?? '').toLowerCase()] = m[2]?.replaceAll(/\\(.)/g, '$1') ?? m[3] ?? '';
  return found;
}
