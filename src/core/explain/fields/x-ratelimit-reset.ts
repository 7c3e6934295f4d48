// X-RateLimit-Reset: custom; a time in seconds since 1970 with some APIs, seconds from now with others.
import { say, text } from '../../text/prose.ts';
import { moment, relative } from '../moment.ts';
import { span } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { wholeNumber } from './engine/shapes.ts';

/** Below this a number is a span rather than a point of time: in 1973 there was no HTTP. */
const FIRST_TIME = 100_000_000;

export const xRatelimitReset: FieldRule = field({
  name: 'X-RateLimit-Reset',
  specs: [],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`When the quota is filled up again: seconds since 1970 with some APIs, seconds from now with others.`,
  remarks: ['not-a-number'],
  read: (value) => wholeNumber(value, 'X-RateLimit-Reset'),
  tell: (number, { now }) => {
    if (number < FIRST_TIME)
      return {
        margin: true,
        basis: 'hypothesis',
        title: say`The quota is filled up again in ${text(span(number))}`,
        detail: say`The number is too small for a point of time, so it is taken as seconds from now.`,
      };
    const time = number > 100_000_000_000 ? number : number * 1000;
    return {
      margin: true,
      basis: 'hypothesis',
      title: say`The quota is filled up again ${text(now === undefined ? '' : `${relative(time, now)}, `)}at ${text(moment(time))}`,
      detail: say`The number is taken as ${text(time === number ? 'milliseconds' : 'seconds')} since 1970.`,
    };
  },
});
