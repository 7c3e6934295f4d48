// From (RFC 9110 section 10.1.2).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const from: FieldRule = field({
  name: 'From',
  specs: [rfc(9110, '10.1.2')],
  where: ['request'],
  shape: 'single',
  summary: say`The mail address of the person behind an automatic client, so that somebody can be asked when it misbehaves.`,
  remarks: ['no-address'],
  read: (value) =>
    /^[^\s@]+@[^\s@]+$|<[^\s@]+@[^\s@]+>$/.test(value)
      ? anything(value)
      : {
          remarks: [
            {
              id: 'no-address',
              level: 'warning',
              title: say`${shown(value, 36)} is not a mail address`,
              detail: say`${'From'} holds an address such as ${'crawler@example.com'}. It identifies a person to write to, never an account: servers must not use it for access control.`,
            },
          ],
        },
  tell: (address) => ({ title: say`The person responsible is ${shown(address, 48)}` }),
});
