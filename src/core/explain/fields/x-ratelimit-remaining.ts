// X-RateLimit-Remaining: custom, of many APIs.

import { firstOf } from '../../http/field.ts';
import { isDigits } from '../../http/token.ts';
import { grouped } from '../../text/grouped.ts';
import { say, text } from '../../text/prose.ts';
import { plural } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { wholeNumber } from './engine/shapes.ts';

export const xRatelimitRemaining: FieldRule = field({
  name: 'X-RateLimit-Remaining',
  specs: [],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`How many requests are left in the current window.`,
  remarks: ['not-a-number'],
  read: (value) => wholeNumber(value, 'X-RateLimit-Remaining'),
  tell: (left, { fields }) => {
    const limit = firstOf(fields, 'X-RateLimit-Limit') ?? '';
    const of = isDigits(limit) ? ` of ${limit}` : '';
    return left === 0
      ? { margin: true, title: say`None left${text(of)}: the quota is used up until it is reset` }
      : {
          title: say`${text(grouped(left))}${text(of)} ${text(of === '' ? plural(left, 'request') : 'requests')} left in this window`,
        };
  },
});
