// Max-Forwards (RFC 9110 section 7.6.2).
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { wholeNumber } from './engine/shapes.ts';

export const maxForwards: FieldRule = field({
  name: 'Max-Forwards',
  specs: [rfc(9110, '7.6.2')],
  where: ['request'],
  shape: 'single',
  summary: say`How many proxies may pass on a TRACE or OPTIONS request; the one that gets 0 answers itself.`,
  remarks: ['not-a-number', 'no-effect'],
  read: (value) => wholeNumber(value, 'Max-Forwards'),
  tell: (count, { subject }) =>
    !['TRACE', 'OPTIONS', undefined].includes(subject.request?.method)
      ? undefined
      : count === 0
        ? { margin: true, title: say`The first recipient is to answer itself` }
        : { margin: true, title: say`May be passed on ${text(count === 1 ? 'once' : `${count} times`)}` },
  check: (_, { subject }) => {
    const method = subject.request?.method;
    return method === undefined || method === 'TRACE' || method === 'OPTIONS'
      ? []
      : [
          {
            id: 'no-effect',
            level: 'info',
            title: say`${'Max-Forwards'} counts only for TRACE and OPTIONS, not for ${method}`,
            detail: say`Proxies may ignore it with all other methods.`,
          },
        ];
  },
});
