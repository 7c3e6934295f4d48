// Referrer-Policy (W3C).

import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';
import { meant } from './engine/slip.ts';

const POLICIES: Readonly<Record<string, string>> = {
  'no-referrer': 'Links from this page never say where they come from',
  'no-referrer-when-downgrade': 'Links from this page tell its full URL, except to plain HTTP',
  'same-origin': 'Only requests to the same origin tell where they come from',
  origin: 'Links from this page tell its origin only, without the path',
  'strict-origin': 'Links from this page tell its origin only, and nothing to plain HTTP',
  'origin-when-cross-origin': 'Other sites learn the origin only; the own site the full URL',
  'strict-origin-when-cross-origin': 'Other sites learn the origin only (the default of browsers)',
  'unsafe-url': 'Links from this page tell its full URL to everybody',
};

export const referrerPolicy: FieldRule = field({
  name: 'Referrer-Policy',
  specs: [document('Referrer Policy', 'referrer-policies', 'https://www.w3.org/TR/referrer-policy/#referrer-policies')],
  where: ['response'],
  shape: 'list',
  standing: 'common',
  summary: say`How much of this page's URL its links and requests put into ${'Referer'}.`,
  values: POLICIES,
  remarks: ['unknown-value', 'unsafe-url'],
  read: (value) => {
    const words = split(value).map((p) => p.text.toLowerCase());
    const near = words.map((word) => meant(word, Object.keys(POLICIES))).find((word) => word !== undefined);
    const last = words.findLast((w) => Object.hasOwn(POLICIES, w));
    return {
      parsed: last,
      remarks: when(last === undefined, {
        id: 'unknown-value',
        level: 'warning',
        basis: 'browser',
        title: say`${shown(value, 36)} is not a referrer policy: ignored`,
        detail: say`Browsers then use their default, ${'strict-origin-when-cross-origin'}.${near === undefined ? [] : say` Was ${near} meant?`}`,
      }),
    };
  },
  tell: (policy, { value }) =>
    policy === 'unsafe-url'
      ? undefined
      : {
          basis: 'browser',
          title: [{ kind: 'text', text: POLICIES[policy] ?? '' }],
          ...(value.includes(',') && {
            detail: say`Of several policies the last one that a browser knows counts, here ${policy}; those before it are a fallback for older browsers.`,
          }),
          ...(policy !== 'no-referrer-when-downgrade' && { level: 'good' as const }),
        },
  check: (policy) =>
    when(policy === 'unsafe-url', {
      id: 'unsafe-url',
      level: 'warning',
      basis: 'browser',
      title: say`${'unsafe-url'} tells every other site the full URL, query included`,
      detail: say`Identifiers and search words in URLs reach strangers, over plain HTTP even readable on the way. ${'strict-origin-when-cross-origin'} is the usual choice.`,
    }),
});
