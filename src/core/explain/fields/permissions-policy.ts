// Permissions-Policy (W3C), a structured dictionary.
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown, structuredDictionary } from './engine/shapes.ts';

export const permissionsPolicy: FieldRule = field({
  name: 'Permissions-Policy',
  specs: [
    document(
      'Permissions Policy',
      'permissions-policy-http-header-field',
      'https://www.w3.org/TR/permissions-policy-1/#permissions-policy-http-header-field',
    ),
  ],
  where: ['response'],
  shape: 'dictionary',
  summary: say`Which features of the browser (camera, location, …) the page and its frames may use.`,
  values: { 'camera=(), microphone=(), geolocation=()': 'none of the three', 'fullscreen=(self)': 'fullscreen only for the page itself' },
  remarks: ['not-structured', 'old-syntax', 'unquoted-origin'],
  read: (value) => {
    if (/^[a-z-]+ +['*]/.test(value))
      return {
        remarks: [
          {
            id: 'old-syntax',
            level: 'warning',
            title: say`This is the syntax of ${'Feature-Policy'}: ${shown(`${/^[a-z-]+/.exec(value)?.[0] ?? 'camera'}=()`, 24)} is how it is written here`,
            detail: say`The field was renamed and rewritten: ${"camera 'none'"} is now ${'camera=()'}, ${"camera 'self'"} is ${'camera=(self)'}. Browsers ignore the old form.`,
          },
        ],
      };
    const reading = structuredDictionary(value, 'Permissions-Policy');
    const bare = /[(=\s](https?:\/\/[^\s")]+)/.exec(value);
    return {
      ...reading,
      remarks: [
        ...(reading.remarks ?? []),
        ...when(reading.parsed !== undefined && bare !== null, {
          id: 'unquoted-origin',
          level: 'warning',
          basis: 'browser',
          title: say`Origins stand in double quotes here: ${shown(`"${bare?.[1] ?? ''}"`, 40)}`,
          detail: say`Without quotes ${shown(bare?.[1] ?? '', 40)} is a token and no origin, so browsers ignore it and the feature is not allowed there. ${'self'} and ${'*'} stand without quotes.`,
        }),
      ],
    };
  },
  tell: (entries) => {
    const off = entries.filter((e) => e.member.kind === 'inner-list' && e.member.items.length === 0).map((e) => e.key);
    const rest = entries.length - off.length;
    if (off.length === 0)
      return {
        basis: 'browser',
        title: say`Limits ${text(rest === 1 ? '1 feature' : `${rest} features`)} of the browser: ${shown(entries.map((e) => e.key).join(', '), 44)}`,
      };
    return { basis: 'browser', title: say`Switched off in this page: ${shown(off.join(', '), 56)}` };
  },
});
