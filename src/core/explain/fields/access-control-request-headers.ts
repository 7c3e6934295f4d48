// Access-Control-Request-Headers (Fetch section 3.2), set by browsers in preflights.
import { say } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

export const accessControlRequestHeaders: FieldRule = field({
  name: 'Access-Control-Request-Headers',
  specs: [fetchStandard('http-access-control-request-headers')],
  where: ['request'],
  shape: 'list',
  summary: say`CORS: in a preflight, the fields that the page wants to send beside the basic ones.`,
  remarks: ['not-a-token'],
  read: (value) => tokens(value, 'Access-Control-Request-Headers'),
  tell: (names) => ({ title: say`Asks whether a page may send the fields ${shown(names.map((n) => n.text).join(', '), 40)}` }),
});
