// Server (RFC 9110 section 10.2.4). That it gives away versions is told in security/.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const server: FieldRule = field({
  name: 'Server',
  specs: [rfc(9110, '10.2.4')],
  where: ['response'],
  shape: 'single',
  summary: say`The software that answered, by its own account.`,
  read: anything,
  tell: (value) => ({ title: say`Answered by ${shown(value, 60)}` }),
});
