// X-Request-ID: custom.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xRequestId: FieldRule = field({
  name: 'X-Request-ID',
  specs: [],
  where: ['request', 'response'],
  shape: 'single',
  standing: 'common',
  summary: say`An identifier of this request, written to the logs of the systems that it passes.`,
  read: anything,
  tell: (id) => ({ title: say`To be found in the server's logs as ${shown(id, 44)}` }),
});
