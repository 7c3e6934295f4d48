// NEL (Network Error Logging).
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { span } from '../words.ts';
import { json } from './engine/json.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const nel: FieldRule = field({
  name: 'NEL',
  specs: [document('Network Error Logging', 'nel-response-header', 'https://www.w3.org/TR/network-error-logging/#nel-response-header')],
  where: ['response'],
  shape: 'single',
  summary: say`Asks browsers to report network errors with this host (failed lookups, broken connections) to a group of ${'Report-To'}.`,
  remarks: ['not-json'],
  read: (value) => json(value, 'NEL'),
  tell: (policy) => {
    const age = typeof policy === 'object' && policy !== null && 'max_age' in policy ? Number(policy.max_age) : Number.NaN;
    if (age === 0) return { basis: 'browser', title: say`Browsers are to stop reporting network errors` };
    return {
      basis: 'browser',
      title: say`Browsers report network errors with this host${text(Number.isFinite(age) ? ` for ${span(age)}` : '')}`,
    };
  },
});
