// Cross-Origin-Opener-Policy (HTML).
import { say } from '../../text/prose.ts';
import { html } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const crossOriginOpenerPolicy: FieldRule = choice({
  name: 'Cross-Origin-Opener-Policy',
  specs: [html('browsers.html#cross-origin-opener-policies')],
  where: ['response'],
  shape: 'item',
  summary: say`Whether pages that open this one, or that it opens, can reach each other's window.`,
  exact: true,
  parameters: true,
  choices: {
    'same-origin': { level: 'good', basis: 'browser', title: say`Cut off from windows of other origins that opened it or that it opens` },
    'same-origin-allow-popups': { basis: 'browser', title: say`Cut off from its opener, but keeps hold of popups that it opens` },
    'noopener-allow-popups': { basis: 'browser', title: say`Cut off from its opener, whatever origin that has` },
    'unsafe-none': { basis: 'browser', title: say`No isolation: the default of browsers` },
  },
  otherwise: say`Browsers treat it as ${'unsafe-none'}.`,
});
