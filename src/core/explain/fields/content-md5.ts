// Content-MD5: removed by RFC 7231 appendix B.
import { say } from '../../text/prose.ts';
import { document, rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const contentMd5: FieldRule = field({
  name: 'Content-MD5',
  specs: [document('IANA HTTP Field Names', '', 'https://www.iana.org/assignments/http-fields/http-fields.xhtml'), rfc(9530, '2')],
  where: ['request', 'response'],
  shape: 'single',
  standing: 'obsolete',
  summary: say`An MD5 checksum of the content; ${'Content-Digest'} took its place.`,
  remarks: ['weak', 'not-md5'],
  read: (value) =>
    /^[A-Za-z0-9+/]{22}==$/.test(value)
      ? anything(value)
      : {
          remarks: [
            {
              id: 'not-md5',
              level: 'warning',
              title: say`${'Content-MD5'} is not the base64 of 16 octets`,
              detail: say`An MD5 checksum has 16 octets, which are 24 characters of base64 ending in ${'=='}. A hexadecimal one is a common mistake.`,
            },
          ],
        },
  check: () => [
    {
      id: 'weak',
      level: 'info',
      aside: true,
      title: say`${'Content-MD5'} is obsolete and MD5 is broken; ${'Content-Digest'} replaces it`,
      detail: say`Two contents with the same MD5 can be made at will, so it finds accidents, not tampering. ${'Content-Digest: sha-256=:…:'} does both.`,
    },
  ],
});
