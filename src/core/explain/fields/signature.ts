// Signature (RFC 9421 section 4.2).

import { has } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import { counted } from '../shown.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown, structuredDictionary } from './engine/shapes.ts';

export const signature: FieldRule = field({
  name: 'Signature',
  specs: [rfc(9421, '4.2')],
  where: ['request', 'response', 'trailer'],
  shape: 'dictionary',
  summary: say`Signatures over parts of this message; ${'Signature-Input'} says over which.`,
  remarks: ['not-structured', 'no-input'],
  read: (value) => structuredDictionary(value, 'Signature'),
  tell: (entries) => ({
    title: say`${text(counted(entries.length, 'signature'))}: ${shown(entries.map((e) => e.key).join(', '), 44)}; not verified here`,
  }),
  check: (_, { fields }) =>
    when(!has(fields, 'Signature-Input'), {
      id: 'no-input',
      level: 'warning',
      title: say`${'Signature'} without ${'Signature-Input'} cannot be checked`,
      detail: say`Nobody can tell which parts of the message were signed and with which key.`,
    }),
});
