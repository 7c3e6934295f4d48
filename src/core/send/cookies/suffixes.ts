// The public suffix list, which comes with tough-cookie. It is loaded when the first cookie names a domain above its host: most never do.

/** Whether names under this one belong to strangers: `com`, `co.uk`, `github.io`. */
export type IsPublicSuffix = (domain: string) => boolean;

export async function publicSuffixes(): Promise<IsPublicSuffix> {
  const { getPublicSuffix } = await import('tough-cookie');
  // It answers with the registrable domain, and with nothing for a suffix.
  return (domain) => getPublicSuffix(domain, { allowSpecialUseDomain: true, ignoreError: true }) === undefined;
}
