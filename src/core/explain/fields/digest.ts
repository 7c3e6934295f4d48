// Digest (RFC 3230), obsoleted by RFC 9530.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const digest: FieldRule = field({
  name: 'Digest',
  specs: [rfc(9530, '1.3')],
  where: ['request', 'response', 'trailer'],
  shape: 'list',
  standing: 'obsolete',
  summary: say`A checksum over the representation, in an older form; ${'Repr-Digest'} and ${'Content-Digest'} took its place.`,
  remarks: ['obsolete'],
  read: anything,
  tell: (value) => ({ title: say`A checksum by ${shown(value.split('=')[0] ?? '', 16)}` }),
  check: () =>
    when(true, {
      id: 'obsolete',
      level: 'info',
      title: say`${'Digest'} is obsolete: its meaning under compression was never clear`,
      detail: say`Implementations computed it over different octets. ${'Content-Digest'} is for the content as sent, ${'Repr-Digest'} for the representation.`,
    }),
});
