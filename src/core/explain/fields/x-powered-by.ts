// X-Powered-By: custom. That it gives away versions is told in security/.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xPoweredBy: FieldRule = field({
  name: 'X-Powered-By',
  specs: [],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`The framework or language behind the server, by its own account; no client needs it.`,
  read: anything,
  tell: (value) => ({ title: say`Made with ${shown(value, 56)}` }),
});
