// Content-Digest (RFC 9530 section 2).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { DIGEST_REMARKS, type DigestRemark, readDigests, tellDigests } from './engine/digests.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const contentDigest: FieldRule = field({
  name: 'Content-Digest',
  specs: [rfc(9530, '2')],
  where: ['request', 'response', 'trailer'],
  shape: 'dictionary',
  summary: say`A checksum over the content of this message as it was sent, content codings included.`,
  values: { 'sha-256=:…:': 'SHA-256 in base64' },
  remarks: DIGEST_REMARKS satisfies readonly DigestRemark[],
  read: (value) => readDigests(value, 'Content-Digest'),
  tell: (entries) => tellDigests(entries, 'of the content as sent'),
});
