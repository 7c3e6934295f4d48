// X-DNS-Prefetch-Control: custom, of browsers.
import { say } from '../../text/prose.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const xDnsPrefetchControl: FieldRule = choice({
  name: 'X-DNS-Prefetch-Control',
  specs: [],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`Whether browsers look up the names in the page's links ahead of time.`,
  choices: {
    off: { basis: 'browser', title: say`Browsers do not look up the names in links ahead of a click` },
    on: { basis: 'browser', title: say`Browsers may look up the names in links ahead of a click` },
  },
  otherwise: say`Browsers ignore it.`,
  level: 'info',
});
