// Sec-GPC (Global Privacy Control).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const secGpc: FieldRule = choice({
  name: 'Sec-GPC',
  specs: [
    document('Global Privacy Control', 'the-sec-gpc-header-field', 'https://www.w3.org/TR/gpc/#the-sec-gpc-header-field-for-http-requests'),
  ],
  where: ['request'],
  shape: 'single',
  summary: say`The person does not want their data sold or shared; in some jurisdictions sites must heed it.`,
  choices: { '1': { title: say`Asks that personal data be neither sold nor shared` } },
  otherwise: say`The only value is ${'1'}; anything else is ignored.`,
});
