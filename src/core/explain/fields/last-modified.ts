// Last-Modified (RFC 9110 section 8.8.2).
import { say, text } from '../../text/prose.ts';
import { moment, relative } from '../moment.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { DATE_FAULTS, httpDate } from './engine/shapes.ts';

export const lastModified: FieldRule = field({
  name: 'Last-Modified',
  specs: [rfc(9110, '8.8.2')],
  where: ['response'],
  shape: 'single',
  summary: say`When the content last changed, as far as the server knows; a validator like ${'ETag'}, but with whole seconds only.`,
  remarks: [...DATE_FAULTS, 'in-future'],
  read: httpDate,
  tell: ({ time }, { now }) => ({
    title: say`Last changed ${text(moment(time))}${text(now === undefined ? '' : `, ${relative(time, now)}`)}`,
  }),
  check: ({ time }, { now }) =>
    now === undefined || time <= now
      ? []
      : [
          {
            id: 'in-future',
            level: 'warning',
            basis: 'computed',
            title: say`${'Last-Modified'} lies in the future (${text(relative(time, now))})`,
            detail: say`A server must not send a time later than the message's own ${'Date'}. Caches then cannot estimate how old the content is.`,
          },
        ],
});
