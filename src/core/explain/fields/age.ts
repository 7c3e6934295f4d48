// Age (RFC 9111 section 5.1). How long the response stays fresh is counted in caching/.
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { span } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { wholeNumber } from './engine/shapes.ts';

export const age: FieldRule = field({
  name: 'Age',
  specs: [rfc(9111, '5.1')],
  where: ['response'],
  shape: 'single',
  summary: say`How many seconds ago a cache got this response from the origin server or checked it there; only caches add it.`,
  remarks: ['not-a-number'],
  read: (value) => wholeNumber(value, 'Age'),
  tell: (seconds) =>
    seconds === 0
      ? { margin: true, title: say`Came through a cache, which got or checked it just now` }
      : { margin: true, title: say`Answered by a cache, which got it or checked it ${text(span(seconds))} ago` },
});
