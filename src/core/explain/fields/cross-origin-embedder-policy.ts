// Cross-Origin-Embedder-Policy (HTML).
import { say } from '../../text/prose.ts';
import { html } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const crossOriginEmbedderPolicy: FieldRule = choice({
  name: 'Cross-Origin-Embedder-Policy',
  specs: [html('browsers.html#coep')],
  where: ['response'],
  shape: 'item',
  summary: say`Whether the page may embed things of other origins that have not agreed to it.`,
  exact: true,
  parameters: true,
  choices: {
    'require-corp': { basis: 'browser', title: say`Embeds from other origins only what agrees, by CORS or CORP` },
    credentialless: { basis: 'browser', title: say`Fetches things of other origins without cookies unless they agree` },
    'unsafe-none': { basis: 'browser', title: say`No restriction: the default of browsers` },
  },
  otherwise: say`Browsers treat it as ${'unsafe-none'}.`,
});
