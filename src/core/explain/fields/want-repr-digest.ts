// Want-Repr-Digest (RFC 9530 section 4).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { tellWanted } from './engine/digests.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { structuredDictionary } from './engine/shapes.ts';

export const wantReprDigest: FieldRule = field({
  name: 'Want-Repr-Digest',
  specs: [rfc(9530, '4')],
  where: ['request', 'response'],
  shape: 'dictionary',
  summary: say`Asks for ${'Repr-Digest'}, with the liking for each algorithm from 0 (no) to 10.`,
  values: { 'sha-256=10': 'SHA-256, please' },
  remarks: ['not-structured'],
  read: (value) => structuredDictionary(value, 'Want-Repr-Digest'),
  tell: tellWanted,
});
