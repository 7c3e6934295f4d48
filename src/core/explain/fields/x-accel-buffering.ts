// X-Accel-Buffering: custom, of nginx.
import { say } from '../../text/prose.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const xAccelBuffering: FieldRule = choice({
  name: 'X-Accel-Buffering',
  specs: [],
  where: ['response'],
  shape: 'single',
  standing: 'common',
  summary: say`Tells nginx whether to collect the response before passing it on; event streams need ${'no'}.`,
  choices: {
    no: { title: say`nginx passes each piece on at once, as streams need it` },
    yes: { title: say`nginx collects the response before it passes it on` },
  },
  otherwise: say`It is ${'yes'} or ${'no'}; nginx ignores anything else.`,
  level: 'info',
});
