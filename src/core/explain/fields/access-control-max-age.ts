// Access-Control-Max-Age (Fetch section 3.2).

import { isDigits } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { span } from '../words.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const accessControlMaxAge: FieldRule = field({
  name: 'Access-Control-Max-Age',
  specs: [fetchStandard('http-access-control-max-age')],
  where: ['response'],
  shape: 'single',
  summary: say`CORS, in the answer to a preflight: for how many seconds a browser may go without asking again.`,
  values: { '600': 'ten minutes', '7200': 'two hours, the most that Chrome takes', '86400': 'a day' },
  remarks: ['not-a-number', 'capped'],
  read: (value) => {
    if (isDigits(value) || value === '-1') return { parsed: Number(value) };
    return {
      remarks: [
        {
          id: 'not-a-number',
          level: 'warning',
          basis: 'browser',
          title: say`${'Access-Control-Max-Age'} must be whole seconds, not ${shown(value, 16)}`,
          detail: say`A browser that cannot read it remembers the permission for 5 seconds only.`,
        },
      ],
    };
  },
  tell: (seconds) =>
    seconds <= 0
      ? { basis: 'browser', title: say`A preflight before every single request` }
      : { basis: 'browser', title: say`No further preflight for ${text(span(seconds))}` },
  check: (seconds) =>
    when(seconds > 86_400, {
      id: 'capped',
      level: 'info',
      basis: 'browser',
      title: say`Browsers cut this to 2 hours (Chrome) or a day (Firefox)`,
      detail: say`A greater number does no harm; it only promises more than browsers keep.`,
    }),
});
