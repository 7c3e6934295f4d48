// Expires (RFC 9111 section 5.3). What it makes of the freshness is counted in caching/.
import { parseDate } from '../../http/date.ts';
import { combined } from '../../http/field.ts';
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
  remarks: ['expired-on-purpose', 'old-form', 'wrong-weekday'],
  read: (value, scene) => {
    const parsed = parseDate(value, scene.now);
    if (parsed !== undefined) return { parsed, remarks: dateOddities(parsed, scene) };
    return {
      remarks: [
        {
          id: 'expired-on-purpose',
          level: 'info',
          title: say`${shown(value, 24)} is not a valid date, which means: already expired`,
          detail: say`Caches treat an invalid ${'Expires'}, and ${'0'} above all, as a time in the past: the response is stale from the start and is checked again before each use. ${'Cache-Control: no-cache'} says it plainly.`,
        },
      ],
    };
  },
  tell: ({ time }, { now, fields }) => {
    const seen = now === undefined ? '' : `, ${relative(time, now)}`;
    if (/(?:^|[\s,])(?:max-age\s*=|s-maxage\s*=|no-store|no-cache)/i.test(combined(fields, 'Cache-Control') ?? '')) return undefined;
    return { margin: true, title: say`Stale after ${text(moment(time))}${text(seen)}` };
  },
});
