// Proxy-Authorization (RFC 9110 section 11.7.2).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const proxyAuthorization: FieldRule = field({
  name: 'Proxy-Authorization',
  specs: [rfc(9110, '11.7.2')],
  where: ['request'],
  shape: 'single',
  secret: true,
  summary: say`The client's credentials for the next proxy, which as a rule does not pass them on.`,
  read: anything,
});
