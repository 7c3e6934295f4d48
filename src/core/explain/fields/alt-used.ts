// Alt-Used (RFC 7838 section 5).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const altUsed: FieldRule = field({
  name: 'Alt-Used',
  specs: [rfc(7838, '5')],
  where: ['request'],
  shape: 'single',
  summary: say`The alternative host and port that this request really went to, after an ${'Alt-Svc'}.`,
  read: anything,
  tell: (host) => ({ margin: true, title: say`Sent by way of the alternative service ${shown(host)}` }),
});
