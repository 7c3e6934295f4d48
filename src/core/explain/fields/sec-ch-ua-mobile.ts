// Sec-CH-UA-Mobile (User-Agent Client Hints).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const secChUaMobile: FieldRule = choice({
  name: 'Sec-CH-UA-Mobile',
  specs: [document('UA Client Hints', 'sec-ch-ua-mobile', 'https://wicg.github.io/ua-client-hints/#sec-ch-ua-mobile')],
  where: ['request'],
  shape: 'item',
  standing: 'common',
  summary: say`Whether the browser would like a layout for mobile devices.`,
  choices: { '?1': { title: say`Would like a layout for mobile devices` }, '?0': { title: say`No mobile device` } },
  otherwise: say`It must be ${'?0'} or ${'?1'}; servers ignore anything else.`,
});
