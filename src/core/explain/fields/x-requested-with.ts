// X-Requested-With: custom.
import { say } from '../../text/prose.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const xRequestedWith: FieldRule = field({
  name: 'X-Requested-With',
  specs: [],
  where: ['request'],
  shape: 'single',
  standing: 'common',
  summary: say`Marks requests that a script makes; since other sites cannot set it without CORS, it also guards against forged requests.`,
  values: { XMLHttpRequest: 'a script' },
  read: anything,
  tell: (value) =>
    value.toLowerCase() === 'xmlhttprequest'
      ? { title: say`Says that a script makes the request; some servers answer JSON instead of a page` }
      : { title: say`Says that it comes from the app ${shown(value, 44)}` },
});
