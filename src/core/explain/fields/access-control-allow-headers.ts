// Access-Control-Allow-Headers (Fetch section 3.2), in answers to preflights.
import { say } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

export const accessControlAllowHeaders: FieldRule = field({
  name: 'Access-Control-Allow-Headers',
  specs: [fetchStandard('http-access-control-allow-headers')],
  where: ['response'],
  shape: 'list',
  summary: say`CORS, in the answer to a preflight: the request fields that a page of another origin may set.`,
  values: { 'Content-Type, Authorization': 'the usual two', '*': 'all but Authorization, without credentials' },
  remarks: ['not-a-token', 'not-a-preflight'],
  read: (value) => tokens(value, 'Access-Control-Allow-Headers'),
  tell: (names) => ({
    basis: 'browser',
    title: say`Pages of the allowed origin may send ${shown(names.map((n) => n.text).join(', '), 44)}`,
  }),
  check: (_, { subject }) =>
    when(subject.request?.method !== undefined && subject.request.method !== 'OPTIONS', {
      id: 'not-a-preflight',
      level: 'info',
      aside: true,
      basis: 'browser',
      title: say`Browsers look at this only in the answer to a preflight (OPTIONS)`,
      detail: say`Here it does no harm and has no effect.`,
    }),
});
