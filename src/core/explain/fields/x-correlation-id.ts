// X-Correlation-ID: custom.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xCorrelationId: FieldRule = field({
  name: 'X-Correlation-ID',
  specs: [],
  where: ['request', 'response'],
  shape: 'single',
  standing: 'common',
  summary: say`An identifier that several requests of one operation share, so that they can be found together in logs.`,
  read: anything,
  tell: (id) => ({ title: say`Belongs to the operation ${shown(id, 50)} in the logs` }),
});
