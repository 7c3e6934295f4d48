// Save-Data (Client hint).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const saveData: FieldRule = choice({
  name: 'Save-Data',
  specs: [document('Save Data', 'save-data-request-header-field', 'https://wicg.github.io/savedata/#save-data-request-header-field')],
  where: ['request'],
  shape: 'item',
  standing: 'common',
  summary: say`Asks for smaller content, because data is scarce or expensive.`,
  parameters: true,
  choices: { on: { title: say`Asks for smaller content` } },
  otherwise: say`The only value is ${'on'}; anything else is ignored.`,
});
