// Retry-After (RFC 9110 section 10.2.3).
import { parseDate } from '../../http/date.ts';
import { isDigits } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { moment, relative } from '../moment.ts';
import { rfc } from '../spec.ts';
import { clock, span } from '../words.ts';
import { type FieldRule, field, type Reading } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

interface Wait {
  /** `undefined` when a date was given. */
  readonly seconds: number | undefined;
  /** Milliseconds since 1970; `undefined` when the clock is not known. */
  readonly time: number | undefined;
}

export const retryAfter: FieldRule = field({
  name: 'Retry-After',
  specs: [rfc(9110, '10.2.3')],
  where: ['response'],
  shape: 'single',
  summary: say`How long to wait before the next try: seconds, or a date. Goes with 503, 429, 413 and redirects.`,
  values: { '120': 'two minutes', '3600': 'an hour' },
  remarks: ['unreadable'],
  read: (value, { now }): Reading<Wait, 'unreadable'> => {
    const date = parseDate(value, now);
    if (isDigits(value)) return { parsed: { seconds: Number(value), time: now === undefined ? undefined : now + Number(value) * 1000 } };
    if (date !== undefined) return { parsed: { seconds: undefined, time: date.time } };
    return {
      remarks: [
        {
          id: 'unreadable',
          level: 'warning',
          title: say`${'Retry-After'} is neither seconds nor a date: ${shown(value, 24)}`,
          detail: say`Write whole seconds (${'120'}) or a date (${'Fri, 20 Nov 2026 12:00:00 GMT'}). Clients ignore anything else and try again when they like.`,
        },
      ],
    };
  },
  tell: ({ seconds, time }, { now }) => {
    if (seconds !== undefined)
      return { margin: true, title: say`Try again in ${text(span(seconds))}${text(time === undefined ? '' : `, at ${clock(time)}`)}` };
    if (time === undefined || (now !== undefined && time < now)) return undefined;
    return {
      margin: true,
      title: say`Try again ${text(now === undefined ? `after ${moment(time)}` : `${relative(time, now)}, at ${moment(time)}`)}`,
    };
  },
});
