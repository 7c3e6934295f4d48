// Cross-Origin-Resource-Policy (Fetch section 3.7).
import { say } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const crossOriginResourcePolicy: FieldRule = choice({
  name: 'Cross-Origin-Resource-Policy',
  specs: [fetchStandard('cross-origin-resource-policy-header')],
  where: ['response'],
  shape: 'single',
  summary: say`Which pages may embed this (as image, script, …) without CORS.`,
  exact: true,
  choices: {
    'same-origin': { level: 'good', basis: 'browser', title: say`Only pages of the same origin may embed this` },
    'same-site': { level: 'good', basis: 'browser', title: say`Only pages of the same site may embed this` },
    'cross-origin': { basis: 'browser', title: say`Pages of any origin may embed this` },
  },
  otherwise: say`Browsers ignore it, so every page may embed this.`,
});
