// X-Content-Type-Options (Fetch section 3.6).
import { say } from '../../text/prose.ts';
import { fetchStandard } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const xContentTypeOptions: FieldRule = choice({
  name: 'X-Content-Type-Options',
  specs: [fetchStandard('x-content-type-options-header')],
  where: ['response'],
  shape: 'list',
  first: true,
  summary: say`Tells browsers not to guess the type of the content from its octets.`,
  choices: {
    nosniff: {
      level: 'good',
      basis: 'browser',
      title: say`Browsers take the declared type and never guess (sniff) another one`,
      detail: say`A script or a style sheet with the wrong ${'Content-Type'} is refused instead of being guessed at. That keeps uploaded text or images from being run as scripts.`,
    },
  },
  otherwise: say`The only value is ${'nosniff'}; with anything else the field is ignored, and browsers guess.`,
});
