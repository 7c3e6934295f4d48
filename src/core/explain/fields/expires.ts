// Expires (RFC 9111 section 5.3). What it makes of the freshness is counted in caching/.
import { parseDate } from '../../http/date.ts';
import { combined, type Fields } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import { moment, relative } from '../moment.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { dateOddities, shown } from './engine/shapes.ts';

export const expires: FieldRule = field({
  name: 'Expires',
  specs: [rfc(9111, '5.3')],
  where: ['response'],
  shape: 'single',
  summary: say`The date after which the response counts as stale, for caches that are not told ${'max-age'}.`,
  values: { '0': 'already expired' },
  remarks: ['expired-on-purpose', 'not-a-date', 'old-form', 'wrong-weekday'],
  read: (value, scene) => {
    const parsed = parseDate(value, scene.now);
    if (parsed !== undefined) return { parsed, remarks: dateOddities(parsed, scene) };
    if (MEANT_AS_DATE.test(value))
      return {
        remarks: [
          {
            id: 'not-a-date',
            level: 'warning',
            title: say`Not a valid date, so it means already expired: ${shown(value, 32)}`,
            detail: say`A date was meant, but it is not written as HTTP wants it, ${'Fri, 20 Nov 2026 12:00:00 GMT'}: English names, always GMT. Caches treat an invalid ${'Expires'} as a time in the past, so the response is stale from the start.`,
          },
        ],
      };
    return {
      remarks: [
        {
          id: 'expired-on-purpose',
          level: 'info',
          aside: decided(scene.fields),
          title: say`${shown(value, 24)} is not a valid date, which means: already expired`,
          detail: say`Caches treat an invalid ${'Expires'}, and ${'0'} above all, as a time in the past: the response is stale from the start and is checked again before each use. ${'Cache-Control: no-cache'} says it plainly.`,
        },
      ],
    };
  },
  tell: ({ time }, { now, fields }) => {
    const seen = now === undefined ? '' : `, ${relative(time, now)}`;
    if (decided(fields)) return undefined;
    return { margin: true, title: say`Stale after ${text(moment(time))}${text(seen)}` };
  },
});

/** `Cache-Control` says what counts. */
const decided = (fields: Fields): boolean =>
  /(?:^|[\s,])(?:max-age\s*=|s-maxage\s*=|no-store|no-cache)/i.test(combined(fields, 'Cache-Control') ?? '');

/** The name of a month or a year with hyphens: somebody meant a day. */
const MEANT_AS_DATE = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}-\d{2}/i;
