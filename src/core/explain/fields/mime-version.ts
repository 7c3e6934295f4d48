// MIME-Version (RFC 9112 appendix B.1).
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const mimeVersion: FieldRule = choice({
  name: 'MIME-Version',
  specs: [document('RFC 9112', 'B.1', 'https://www.rfc-editor.org/rfc/rfc9112.html#appendix-B.1')],
  where: ['request', 'response'],
  shape: 'single',
  summary: say`The version of MIME by which the message was made; HTTP is like MIME, but not the same.`,
  choices: { '1.0': { title: say`Says that the message conforms to MIME 1.0, which HTTP does not need` } },
  otherwise: say`Only 1.0 exists, and HTTP messages do not need the field.`,
  level: 'info',
});
