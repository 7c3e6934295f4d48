// X-Cache: custom, of CDNs and proxies.
import { say, text } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xCache: FieldRule = field({
  name: 'X-Cache',
  specs: [],
  where: ['response'],
  shape: 'list',
  standing: 'common',
  summary: say`Whether the CDN's or proxy's caches had the response; ${'Cache-Status'} is the standard for it.`,
  read: anything,
  tell: (value) => {
    const last = value.split(',').at(-1)?.trim() ?? '';
    const words = /hit/i.test(last) ? 'the cache had it (hit)' : /miss/i.test(last) ? 'the cache had to ask the server (miss)' : undefined;
    return words === undefined ? { title: say`The cache says ${shown(value, 50)}` } : { title: say`By its own account, ${text(words)}` };
  },
});
