// Signature-Input (RFC 9421 section 4.1).
import { parameterOf, write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredDictionary } from './engine/shapes.ts';

export const signatureInput: FieldRule = field({
  name: 'Signature-Input',
  specs: [rfc(9421, '4.1')],
  where: ['request', 'response', 'trailer'],
  shape: 'dictionary',
  summary: say`What each signature covers: parts of the message, time, key.`,
  remarks: ['not-structured'],
  read: (value) => structuredDictionary(value, 'Signature-Input'),
  tell: (entries) =>
    entries.map((e) => {
      const key = parameterOf(e.member, 'keyid');
      return {
        span: e.range,
        title: say`Signed are ${shown(write(e.member), 44)}${key === undefined ? say`` : say` with the key ${shown(write(key), 16)}`}`,
      };
    }),
});
