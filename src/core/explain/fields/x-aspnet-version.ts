// X-AspNet-Version: custom.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xAspnetVersion: FieldRule = field({
  name: 'X-AspNet-Version',
  specs: [],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`The version of ASP.NET behind the server; no client needs it.`,
  read: anything,
  tell: (value) => ({ title: say`ASP.NET ${shown(value, 30)}` }),
});
