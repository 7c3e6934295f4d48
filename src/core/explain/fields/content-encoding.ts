// Content-Encoding (RFC 9110 section 8.4). Whether the octets bear it out is checked in content/.
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, type Remark } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

export const CODINGS: Readonly<Record<string, string>> = {
  aes128gcm: 'encrypted with AES-GCM (RFC 8188)',
  br: 'compressed with Brotli',
  compress: 'compressed with the old Unix program compress',
  dcb: 'compressed with Brotli and a shared dictionary',
  dcz: 'compressed with Zstandard and a shared dictionary',
  deflate: 'compressed with zlib',
  exi: 'coded as efficient XML interchange',
  gzip: 'compressed with gzip',
  identity: 'not coded at all',
  'pack200-gzip': 'packed Java classes',
  'x-compress': 'compressed with the old Unix program compress',
  'x-gzip': 'compressed with gzip',
  zstd: 'compressed with Zstandard',
};

export const contentEncoding: FieldRule = field({
  name: 'Content-Encoding',
  specs: [rfc(9110, '8.4')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`How the content was coded, mostly compressed, on top of its media type; the recipient undoes it before reading.`,
  values: { gzip: 'gzip', br: 'Brotli', zstd: 'Zstandard', deflate: 'zlib' },
  remarks: ['not-a-token', 'unknown-coding', 'identity', 'transfer-coding'],
  read: (value) => tokens(value, 'Content-Encoding'),
  tell: (codings) => {
    const known = codings.map((c) => CODINGS[c.text.toLowerCase()]).filter((c) => c !== undefined);
    if (known.length === 0) return undefined;
    return codings.length === 1
      ? { title: say`The content is ${text(known[0] ?? '')}` }
      : {
          title: say`Coded ${text(String(codings.length))} times, in this order: ${shown(codings.map((c) => c.text).join(', '), 30)}`,
          detail: say`A recipient undoes the codings from the last to the first.`,
        };
  },
  check: (codings) =>
    codings.flatMap((coding): readonly Remark<'identity' | 'transfer-coding' | 'unknown-coding'>[] => {
      const name = coding.text.toLowerCase();
      if (name === 'identity')
        return [
          {
            id: 'identity',
            level: 'info',
            span: coding.range,
            title: say`${'identity'} means no coding: leave the field out instead`,
            detail: say`The name is reserved for ${'Accept-Encoding'}; in ${'Content-Encoding'} it should not stand, and some clients refuse it as unknown.`,
            specs: [rfc(9110, '8.4')],
          },
        ];
      if (name === 'chunked')
        return [
          {
            id: 'transfer-coding',
            level: 'error',
            span: coding.range,
            title: say`${'chunked'} belongs in ${'Transfer-Encoding'}, not in ${'Content-Encoding'}`,
            detail: say`Chunking frames the message on one connection; it is no property of the content. A client that meets it here cannot decode the content.`,
            specs: [rfc(9112, '7.1')],
          },
        ];
      if (Object.hasOwn(CODINGS, name)) return [];
      return [
        {
          id: 'unknown-coding',
          level: 'warning',
          span: coding.range,
          title: say`${shown(coding.text, 24)} is not a registered content coding`,
          detail: say`Only a client that knows the name can undo it; all others see unreadable octets. A character encoding belongs in the ${'charset'} parameter of ${'Content-Type'}.`,
          specs: [rfc(9110, '8.4.1')],
        },
      ];
    }),
});
