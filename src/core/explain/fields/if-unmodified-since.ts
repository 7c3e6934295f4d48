// If-Unmodified-Since (RFC 9110 section 13.1.4).
import { has } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import { moment } from '../moment.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { DATE_FAULTS, httpDate } from './engine/shapes.ts';

export const ifUnmodifiedSince: FieldRule = field({
  name: 'If-Unmodified-Since',
  specs: [rfc(9110, '13.1.4')],
  where: ['request'],
  shape: 'single',
  summary: say`Do it only if the resource has not changed after this date; else 412.`,
  remarks: [...DATE_FAULTS, 'outranked'],
  read: httpDate,
  tell: ({ time }, { fields }) =>
    has(fields, 'If-Match') ? undefined : { title: say`Only if it has not changed after ${text(moment(time))}` },
  check: (_, { fields }) =>
    has(fields, 'If-Match')
      ? [
          {
            id: 'outranked',
            level: 'info',
            title: say`Ignored: ${'If-Match'} is there and takes precedence`,
            detail: say`An entity tag tells versions apart that fall into the same second, so a server that finds ${'If-Match'} must ignore the date.`,
          },
        ]
      : [],
});
