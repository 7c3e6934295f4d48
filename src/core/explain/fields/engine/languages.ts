// Language tags in English words (RFC 5646), from the tables of the runtime.
import { lazy } from '../../../text/lazy.ts';

const names = lazy(() => new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }));

/** `English` for `en`, `German (Switzerland)` for `de-CH`; the tag itself where it is none. */
export function languageName(tag: string): string {
  try {
    return names().of(tag) ?? tag;
  } catch {
    return tag;
  }
}
