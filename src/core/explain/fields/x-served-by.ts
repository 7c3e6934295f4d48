// X-Served-By: custom.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xServedBy: FieldRule = field({
  name: 'X-Served-By',
  specs: [],
  where: ['response'],
  shape: 'list',
  standing: 'common',
  summary: say`The machine or cache node that answered.`,
  read: anything,
  tell: (value) => ({ title: say`Answered by the node ${shown(value, 56)}` }),
});
