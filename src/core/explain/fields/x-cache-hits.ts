// X-Cache-Hits: custom, of Varnish and Fastly.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xCacheHits: FieldRule = field({
  name: 'X-Cache-Hits',
  specs: [],
  where: ['response'],
  shape: 'list',
  standing: 'common',
  summary: say`How often each cache has already given out the stored response.`,
  read: anything,
  tell: (value) => ({ title: say`Hits so far in each cache on the way: ${shown(value, 24)}` }),
});
