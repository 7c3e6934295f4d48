// Timing-Allow-Origin (W3C Resource Timing).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const timingAllowOrigin: FieldRule = field({
  name: 'Timing-Allow-Origin',
  specs: [document('Resource Timing', 'sec-timing-allow-origin', 'https://www.w3.org/TR/resource-timing/#sec-timing-allow-origin')],
  where: ['response'],
  shape: 'list',
  standing: 'provisional',
  summary: say`The origins whose pages may see how long each phase of loading this took.`,
  values: { '*': 'every origin' },
  read: anything,
  tell: (value) => ({
    basis: 'browser',
    title:
      value.trim() === '*'
        ? say`Pages of any origin may see the exact timings`
        : say`Pages of ${shown(value, 40)} may see the exact timings`,
  }),
});
