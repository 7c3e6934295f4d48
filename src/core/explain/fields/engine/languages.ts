// Language tags in English words (RFC 5646), from the tables of the runtime.

const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** `English` for `en`, `German (Switzerland)` for `de-CH`; the tag itself where it is none. */
export function languageName(tag: string): string {
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
