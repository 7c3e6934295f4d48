// Repr-Digest (RFC 9530 section 3).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { DIGEST_REMARKS, readDigests, tellDigests } from './engine/digests.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const reprDigest: FieldRule = field({
  name: 'Repr-Digest',
  specs: [rfc(9530, '3')],
  where: ['request', 'response', 'trailer'],
  shape: 'dictionary',
  summary: say`A checksum over the whole selected representation, also when only a part of it is in this message.`,
  values: { 'sha-256=:…:': 'SHA-256 in base64' },
  remarks: DIGEST_REMARKS,
  read: (value) => readDigests(value, 'Repr-Digest'),
  tell: (entries) => tellDigests(entries, 'of the whole representation'),
});
