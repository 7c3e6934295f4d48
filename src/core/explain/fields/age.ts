// Age (RFC 9111 section 5.1). How long the response stays fresh is counted in caching/.
import { isDigits } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { span } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, wholeNumber } from './engine/shapes.ts';

export const age: FieldRule = field({
  name: 'Age',
  specs: [rfc(9111, '5.1')],
  where: ['response'],
  shape: 'single',
  summary: say`How many seconds ago a cache got this response from the origin server or checked it there; only caches add it.`,
  remarks: ['not-a-number', 'list'],
  read: (value) => {
    const [first = '', ...rest] = value.split(',').map((one) => one.trim());
    if (rest.length === 0 || !isDigits(first)) return wholeNumber(value, 'Age');
    return {
      parsed: Number(first),
      remarks: [
        {
          id: 'list',
          level: 'warning',
          title: say`${'Age'} is a single number, not a list: caches take the first, ${first}`,
          detail: say`Found ${shown(value, 30)}. Probably each cache on the way added a value instead of replacing the one that was there. A recipient should use the first member and discard the others.`,
          specs: [rfc(9111, '5.1')],
        },
      ],
    };
  },
  tell: (seconds) =>
    seconds === 0
      ? { margin: true, title: say`Came through a cache, which got or checked it just now` }
      : { margin: true, title: say`Answered by a cache, which got it or checked it ${text(span(seconds))} ago` },
});
