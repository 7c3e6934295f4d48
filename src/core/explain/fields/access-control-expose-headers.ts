// Access-Control-Expose-Headers (Fetch section 3.2).
import { say } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

export const accessControlExposeHeaders: FieldRule = field({
  name: 'Access-Control-Expose-Headers',
  specs: [fetchStandard('http-access-control-expose-headers')],
  where: ['response'],
  shape: 'list',
  summary: say`CORS: the response fields that scripts of another origin may read, beside the few basic ones.`,
  values: { '*': 'all, without credentials', 'Link, X-Total-Count': 'these two' },
  remarks: ['not-a-token'],
  read: (value) => tokens(value, 'Access-Control-Expose-Headers'),
  tell: (names) => ({
    basis: 'browser',
    title: say`Scripts of the allowed origin may read ${shown(names.map((n) => n.text).join(', '), 44)}`,
  }),
});
