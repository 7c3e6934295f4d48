// X-Frame-Options (HTML, "The X-Frame-Options header").
import { say, text } from '../../text/prose.ts';
import { html } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const xFrameOptions: FieldRule = field({
  name: 'X-Frame-Options',
  specs: [html('document-lifecycle.html#the-x-frame-options-header')],
  where: ['response'],
  shape: 'single',
  summary: say`Whether other pages may show this one in a frame; guards against clickjacking. ${'frame-ancestors'} of a policy says it more finely.`,
  values: { DENY: 'in no frame', SAMEORIGIN: 'only in frames of the same origin' },
  remarks: ['allow-from', 'allowall', 'unknown-value'],
  read: (value) => {
    const word = value.trim().toLowerCase();
    if (word === 'deny' || word === 'sameorigin') return { parsed: word };
    if (word === 'allowall')
      return {
        remarks: [
          {
            id: 'allowall',
            level: 'warning',
            basis: 'browser',
            title: say`${'ALLOWALL'} has no effect: any site may show this page in a frame`,
            detail: say`It is not a value of the field; browsers take it as if the field were not there. To say who may frame the page, use ${'frame-ancestors'} of a ${'Content-Security-Policy'}, or leave the field out.`,
          },
        ],
      };
    if (word.startsWith('allow-from'))
      return {
        remarks: [
          {
            id: 'allow-from',
            level: 'warning',
            basis: 'browser',
            title: say`${'ALLOW-FROM'} is obsolete: browsers ignore it, so any site may frame the page`,
            detail: say`No current browser supports it. To allow one site, use ${"Content-Security-Policy: frame-ancestors 'self' https://a.example"}.`,
          },
        ],
      };
    return {
      remarks: [
        {
          id: 'unknown-value',
          level: 'warning',
          basis: 'browser',
          title: say`${shown(value, 24)} is not a value of ${'X-Frame-Options'}: ignored`,
          detail: say`Only ${'DENY'} and ${'SAMEORIGIN'} work, ${text(/^["']/.test(word) ? 'without quotes' : 'alone')}. With anything else the page may be framed by everybody.`,
        },
      ],
    };
  },
  tell: (word) => {
    if (word === 'deny') return { level: 'good', basis: 'browser', title: say`No page may show this one in a frame` };
    return { level: 'good', basis: 'browser', title: say`Only pages of the same origin may show this one in a frame` };
  },
});
