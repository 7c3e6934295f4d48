// Overwrite (RFC 4918 section 10.6).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const overwrite: FieldRule = choice({
  name: 'Overwrite',
  specs: [rfc(4918, '10.6')],
  where: ['request'],
  margin: true,
  shape: 'single',
  summary: say`WebDAV: whether COPY and MOVE may replace what is at the destination.`,
  choices: { t: { title: say`May replace what is at the destination` }, f: { title: say`Must not replace anything: else 412` } },
  otherwise: say`It is ${'T'} or ${'F'}; servers answer 400 to anything else.`,
});
