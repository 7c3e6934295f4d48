// Date (RFC 9110 section 6.6.1).

import { has } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import { moment, relative } from '../moment.ts';
import { rfc } from '../spec.ts';
import { span } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { DATE_FAULTS, httpDate } from './engine/shapes.ts';

export const date: FieldRule = field({
  name: 'Date',
  specs: [rfc(9110, '6.6.1')],
  where: ['response', 'request'],
  shape: 'single',
  summary: say`When the message was made, by the sender's clock; a cache keeps the time of the origin server.`,
  remarks: [...DATE_FAULTS, 'ahead'],
  read: httpDate,
  tell: ({ time }, { subject }) => {
    const { now } = subject.context;
    return { title: say`Made ${text(moment(time))}${text(now === undefined || now === time ? '' : ` (${relative(time, now)})`)}` };
  },
  check: ({ time }, { subject, fields }) => {
    const { now } = subject.context;
    if (now === undefined || time - now < 60_000 || has(fields, 'Age')) return [];
    return [
      {
        id: 'ahead',
        level: 'info',
        basis: 'computed',
        title: say`The sender's clock is ${text(span((time - now) / 1000))} ahead of this one`,
        detail: say`One of the two clocks is wrong. Ages, expiry times and signatures that are counted from ${'Date'} come out shifted by as much.`,
      },
    ];
  },
});
