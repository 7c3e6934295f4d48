// A Content-Security-Policy as its directives (CSP Level 3, "parse a serialized CSP").
import { type Piece, split } from '../../../http/token.ts';
import type { Range } from '../../../text/range.ts';

export interface CspDirective {
  /** In lower case. */
  readonly name: string;
  readonly values: readonly string[];
  readonly range: Range;
  /** An earlier directive has the same name: this one is ignored. */
  readonly ignored: boolean;
}

export function parsePolicy(value: string): readonly CspDirective[] {
  return policiesIn(value).flatMap(({ text: policy, range: { start } }) => directivesOf(policy, start));
}

/** A comma ends a policy: proxies join the lines of several fields with it. */
export const policiesIn = (value: string): readonly Piece[] => split(value.replaceAll('"', ' '), ',');

function directivesOf(policy: string, start: number): readonly CspDirective[] {
  const seen = new Set<string>();
  return split(policy, ';').map(({ text, range: own }) => {
    const range = { start: start + own.start, end: start + own.end };
    const [name = '', ...values] = text.split(/[\t\n\f\r ]+/);
    const lower = name.toLowerCase();
    const ignored = seen.has(lower);
    seen.add(lower);
    return { name: lower, values, range, ignored };
  });
}

export const FETCH = [
  'default-src',
  'script-src',
  'script-src-elem',
  'script-src-attr',
  'style-src',
  'style-src-elem',
  'style-src-attr',
  'img-src',
  'font-src',
  'connect-src',
  'media-src',
  'object-src',
  'frame-src',
  'child-src',
  'worker-src',
  'manifest-src',
  'prefetch-src',
  'fenced-frame-src',
];

export const DIRECTIVES = [
  ...FETCH,
  'base-uri',
  'sandbox',
  'form-action',
  'frame-ancestors',
  'navigate-to',
  'report-uri',
  'report-to',
  'require-trusted-types-for',
  'trusted-types',
  'upgrade-insecure-requests',
  'block-all-mixed-content',
  'plugin-types',
  'referrer',
  'reflected-xss',
  'require-sri-for',
  'webrtc',
];

/** No longer looked at by browsers. */
export const GONE = [
  'block-all-mixed-content',
  'plugin-types',
  'referrer',
  'reflected-xss',
  'prefetch-src',
  'navigate-to',
  'require-sri-for',
];

/** The sources that count for `name`, with the fallback to default-src. */
export function sourcesFor(policy: readonly CspDirective[], name: string): CspDirective | undefined {
  const of = (wanted: string): CspDirective | undefined => policy.find((d) => d.name === wanted && !d.ignored);
  return of(name) ?? (FETCH.includes(name) ? of('default-src') : undefined);
}
