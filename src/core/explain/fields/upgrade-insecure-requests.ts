// Upgrade-Insecure-Requests (W3C).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const upgradeInsecureRequests: FieldRule = choice({
  name: 'Upgrade-Insecure-Requests',
  specs: [document('Upgrade Insecure Requests', 'preference', 'https://www.w3.org/TR/upgrade-insecure-requests/#preference')],
  where: ['request'],
  shape: 'single',
  standing: 'common',
  summary: say`Says that the browser prefers HTTPS, so a site may redirect it there.`,
  choices: { '1': { title: say`Would rather be redirected to HTTPS` } },
  otherwise: say`The only value is ${'1'}; anything else is ignored.`,
});
