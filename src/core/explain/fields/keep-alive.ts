// Keep-Alive (RFC 2068 section 19.7.1): parameters of a persistent connection, registered as permanent.
import { parameter, parseParameters } from '../../http/parameters.ts';
import { isDigits } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { plural, span } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const keepAlive: FieldRule = field({
  name: 'Keep-Alive',
  specs: [rfc(2068, '19.7.1')],
  where: ['response', 'request'],
  shape: 'list',
  summary: say`How long an idle connection will stay open, and for how many further requests; a hint, no promise.`,
  values: { 'timeout=5': 'closed after 5 idle seconds', 'timeout=5, max=100': 'and after 100 requests' },
  remarks: ['unreadable'],
  read: (value) => {
    const list = parseParameters(value, { separator: ',' });
    const timeout = parameter(list, 'timeout')?.value;
    const max = parameter(list, 'max')?.value;
    if ([timeout, max].some((v) => v !== undefined && isDigits(v))) return { parsed: { timeout, max } };
    return {
      remarks: [
        {
          id: 'unreadable',
          level: 'info',
          title: say`${'Keep-Alive'} says neither ${'timeout'} nor ${'max'}`,
          detail: say`Those are the two parameters in use: ${'timeout=5, max=100'}. Anything else is ignored.`,
        },
      ],
    };
  },
  tell: ({ timeout, max }) => {
    const idle = timeout === undefined ? '' : `an idle connection is closed after ${span(Number(timeout))}`;
    const uses = max === undefined ? '' : `${idle === '' ? '' : ', '}at most ${max} more ${plural(max, 'request')}`;
    return { title: say`${text(`${idle}${uses}`.replace(/^./, (c) => c.toUpperCase()))}` };
  },
});
