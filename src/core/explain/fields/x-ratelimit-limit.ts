// X-RateLimit-Limit: custom, of many APIs.
import { grouped } from '../../text/grouped.ts';
import { say, text } from '../../text/prose.ts';
import { plural } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { wholeNumber } from './engine/shapes.ts';

export const xRatelimitLimit: FieldRule = field({
  name: 'X-RateLimit-Limit',
  specs: [],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`How many requests the client may make in one window; the window is in the API's documentation.`,
  remarks: ['not-a-number'],
  read: (value) => (/^\d+\s*[,;]/.test(value) ? { parsed: Number.parseInt(value, 10) } : wholeNumber(value, 'X-RateLimit-Limit')),
  tell: (limit) => ({ title: say`At most ${text(grouped(limit))} ${text(plural(limit, 'request'))} in one window` }),
});
