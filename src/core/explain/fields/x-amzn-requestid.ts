// X-Amzn-RequestId: custom, of Amazon Web Services.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xAmznRequestid: FieldRule = field({
  name: 'X-Amzn-RequestId',
  specs: [],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`The identifier of the request at Amazon Web Services, for logs and support.`,
  read: anything,
  tell: (value) => ({ title: say`Known to AWS as ${shown(value, 44)}` }),
});
