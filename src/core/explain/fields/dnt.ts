// DNT (Tracking Preference Expression), given up.
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const dnt: FieldRule = choice({
  name: 'DNT',
  specs: [document('Tracking Preference Expression', 'dnt-header-field', 'https://www.w3.org/TR/tracking-dnt/#dnt-header-field')],
  where: ['request'],
  shape: 'single',
  standing: 'deprecated',
  summary: say`Asked sites not to track; hardly any site heeded it, and the work on it was ended.`,
  choices: {
    '1': { title: say`Asks not to be tracked; ${'Sec-GPC'} has taken its place` },
    '0': { title: say`Allows tracking` },
    null: { title: say`Says nothing about tracking` },
  },
  otherwise: say`Sites ignore it.`,
  level: 'info',
});
