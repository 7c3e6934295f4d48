// Access-Control-Allow-Methods (Fetch section 3.2), in answers to preflights.
import { say } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

export const accessControlAllowMethods: FieldRule = field({
  name: 'Access-Control-Allow-Methods',
  specs: [fetchStandard('http-access-control-allow-methods')],
  where: ['response'],
  shape: 'list',
  summary: say`CORS, in the answer to a preflight: the methods that a page of another origin may use.`,
  values: { 'GET, POST, PUT, DELETE': 'these four', '*': 'all, without credentials' },
  remarks: ['not-a-token', 'not-a-preflight'],
  read: (value) => tokens(value, 'Access-Control-Allow-Methods'),
  tell: (methods) => ({
    basis: 'browser',
    title: say`Pages of the allowed origin may use ${shown(methods.map((m) => m.text).join(', '), 40)}`,
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
