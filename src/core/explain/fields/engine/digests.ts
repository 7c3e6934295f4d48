// Checksums in fields (RFC 9530): algorithms, lengths, and what an algorithm is worth.
import type { Entry } from '../../../http/structured-fields.ts';
import { say, text } from '../../../text/prose.ts';
import { rfc } from '../../spec.ts';
import { type Reading, type Remark, type Told, when } from './rule.ts';
import { shown, structuredDictionary } from './shapes.ts';

export const DIGEST_REMARKS = ['not-structured', 'not-octets', 'wrong-length', 'weak', 'unknown-algorithm'] as const;
export type DigestRemark = (typeof DIGEST_REMARKS)[number];

/** Octets of each registered algorithm (IANA "Hash Algorithms for HTTP Digest Fields"). */
const LENGTHS: Readonly<Record<string, number>> = {
  'sha-512': 64,
  'sha-256': 32,
  md5: 16,
  sha: 20,
  unixsum: 2,
  unixcksum: 4,
  adler: 4,
  crc32c: 4,
};
const ACTIVE = ['sha-512', 'sha-256'];

export function readDigests(value: string, name: string): Reading<readonly Entry[], DigestRemark> {
  const { parsed, remarks = [] } = structuredDictionary(value, name);
  const good = parsed?.filter((e) => e.member.kind === 'item' && e.member.value.kind === 'bytes');
  return { parsed: good, remarks: [...remarks, ...(parsed ?? []).flatMap(entryRemarks)] };
}

function entryRemarks({ key, member, range }: Entry): readonly Remark<DigestRemark>[] {
  const octets = member.kind === 'item' && member.value.kind === 'bytes' ? member.value.value : undefined;
  const length = LENGTHS[key];
  return [
    ...when(octets === undefined, {
      id: 'not-octets',
      level: 'warning',
      span: range,
      title: say`${shown(key, 16)} must be octets in base64 between colons: ${'sha-256=:…:'}`,
      detail: say`Hexadecimal digits or base64 in quotes are not the form of this field; a recipient ignores the value.`,
      specs: [rfc(9530, '2'), rfc(9651, '3.3.5')],
    }),
    ...when(octets !== undefined && length !== undefined && octets.length !== length, {
      id: 'wrong-length',
      level: 'warning',
      span: range,
      title: say`${shown(key, 16)} has ${text(String(length))} octets, here there ${text(octets?.length === 1 ? 'is' : 'are')} ${text(String(octets?.length))}`,
      detail: say`The value cannot be a checksum of this algorithm, so no content will ever match it. Often the hexadecimal digits were encoded instead of the octets.`,
    }),
    ...when(length !== undefined && !ACTIVE.includes(key), {
      id: 'weak',
      level: 'info',
      span: range,
      title: say`${key} finds accidents, not tampering: the algorithm is deprecated`,
      detail: say`Contents with the same checksum can be made at will. Use ${'sha-256'} or ${'sha-512'}.`,
      specs: [rfc(9530, '5')],
    }),
    ...when(length === undefined, {
      id: 'unknown-algorithm',
      level: 'info',
      span: range,
      title: say`${shown(key, 20)} is not a registered digest algorithm`,
      detail: say`A recipient that does not know it ignores this member.`,
      specs: [rfc(9530, '5')],
    }),
  ];
}

export const tellDigests = (entries: readonly Entry[], of: string): Told | undefined =>
  entries.length === 0
    ? undefined
    : {
        title: say`A checksum ${text(of)}, by ${shown(entries.map((e) => e.key).join(' and '), 30)}`,
        detail: say`It shows whether the octets arrived unchanged. It is no signature: whoever can change the content can change the checksum as well.`,
      };

export function tellWanted(entries: readonly Entry[]): Told | undefined {
  const liking = (e: Entry): number => (e.member.kind === 'item' && e.member.value.kind === 'integer' ? e.member.value.value : 0);
  const wanted = entries.filter((e) => liking(e) > 0).toSorted((a, b) => liking(b) - liking(a));
  return wanted.length === 0 ? undefined : { title: say`Would like a checksum by ${shown(wanted.map((e) => e.key).join(', then '), 44)}` };
}
