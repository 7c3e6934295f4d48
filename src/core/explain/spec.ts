// References to specifications. One place makes their addresses, so that one test can check that each section exists.
import type { SpecReference } from './annotation.ts';

/** `rfc(9110, '15.5.5')` is RFC 9110 section 15.5.5. */
export const rfc = (number: number, section: string): SpecReference => ({
  spec: `RFC ${number}`,
  section,
  url: `https://www.rfc-editor.org/rfc/rfc${number}.html${section === '' ? '' : `#section-${section}`}`,
});

/** The living standards of browsers: `fetch('http-cors-protocol')`, the section being the fragment of its address. */
export const fetchStandard = (section: string): SpecReference => ({
  spec: 'Fetch',
  section,
  url: `https://fetch.spec.whatwg.org/#${section}`,
});

export const html = (section: string): SpecReference => ({
  spec: 'HTML',
  section,
  url: `https://html.spec.whatwg.org/multipage/${section}`,
});

/** Any other document: a W3C recommendation, a registry. */
export const document = (spec: string, section: string, url: string): SpecReference => ({ spec, section, url });
