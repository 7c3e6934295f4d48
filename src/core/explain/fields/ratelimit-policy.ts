// RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers).
import { parameterOf, write } from '../../http/structured-fields.ts';
import { say, text } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { plural, span } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

export const ratelimitPolicy: FieldRule = field({
  name: 'RateLimit-Policy',
  specs: [document('RateLimit draft', '3', 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/')],
  where: ['response'],
  shape: 'structured-list',
  standing: 'common',
  summary: say`The quotas that apply: ${'q'} requests in a window of ${'w'} seconds; still a draft.`,
  remarks: ['not-structured'],
  read: (value) => structuredList(value, 'RateLimit-Policy'),
  tell: (policies) =>
    policies.map((policy) => {
      const quota = parameterOf(policy, 'q');
      const window = parameterOf(policy, 'w');
      const count = quota?.kind === 'integer' ? String(quota.value) : write(policy);
      return {
        span: policy.range,
        title: say`At most ${text(shown(count, 12))} ${text(plural(count, 'request'))}${text(window?.kind === 'integer' ? ` in ${span(window.value)}` : '')}`,
      };
    }),
});
