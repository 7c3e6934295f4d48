// ETag (RFC 9110 section 8.8.3).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { entityTag } from './engine/etags.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const etag: FieldRule = field({
  name: 'ETag',
  specs: [rfc(9110, '8.8.3')],
  where: ['response', 'trailer'],
  shape: 'single',
  summary: say`A name for this version of the content: as long as it stays the same, so does the content.`,
  remarks: ['not-an-etag'],
  read: (value) => entityTag(value, 'ETag'),
  tell: (tag) =>
    tag.weak
      ? {
          margin: true,
          title: say`Version ${shown(tag.text, 28)}, weak: good for a 304, not for ranges`,
          detail: say`A weak tag promises the same meaning (semantically equivalent), not the same octets. It serves ${'If-None-Match'}; ${'If-Match'} and byte range requests with ${'If-Range'} need a strong one.`,
          specs: [rfc(9110, '8.8.1'), rfc(9110, '8.8.3.2'), rfc(9110, '13.1.1')],
        }
      : {
          title: say`Version ${shown(tag.text, 40)} of this content`,
          detail: say`Send it back as ${'If-None-Match'} to be told 304 while nothing has changed, or as ${'If-Match'} with PUT so as not to overwrite somebody else's change.`,
        },
});
