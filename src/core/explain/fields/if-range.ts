// If-Range (RFC 9110 section 13.1.5).
import { parseDate } from '../../http/date.ts';
import { has } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import { moment } from '../moment.ts';
import { rfc } from '../spec.ts';
import { entityTag } from './engine/etags.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const ifRange: FieldRule = field({
  name: 'If-Range',
  specs: [rfc(9110, '13.1.5')],
  where: ['request'],
  shape: 'single',
  summary: say`Send the range only if the content is still this version, else all of it: how a download resumes safely.`,
  remarks: ['not-an-etag', 'weak', 'no-range'],
  read: (value, { now }) => {
    const date = parseDate(value, now);
    if (date !== undefined) return { parsed: { words: moment(date.time), weak: false, dated: true } };
    const { parsed: tag, remarks = [] } = entityTag(value, 'If-Range');
    return { parsed: tag && { words: shown(tag.text, 30), weak: tag.weak, dated: false }, remarks };
  },
  tell: ({ words, weak, dated }, { fields }) =>
    weak || !has(fields, 'Range')
      ? undefined
      : {
          margin: true,
          title: say`The range only if the version is still ${text(words)}, else everything`,
          ...(dated && {
            detail: say`A date counts only if it is ${'Last-Modified'} to the second, and if nothing could change twice within that second. A client that has an ${'ETag'} must send that instead.`,
          }),
        },
  check: ({ weak }, { fields }) => [
    ...(weak
      ? [
          {
            id: 'weak',
            level: 'warning',
            title: say`A weak tag must not be used in ${'If-Range'}: the whole content will come`,
            detail: say`Parts of two versions that are only equivalent do not fit together octet by octet, so the comparison is strong and a weak tag never matches.`,
          } as const,
        ]
      : []),
    ...(has(fields, 'Range')
      ? []
      : [
          {
            id: 'no-range',
            level: 'warning',
            title: say`${'If-Range'} without ${'Range'} has no effect`,
            detail: say`It is a condition on a range; a server must ignore it when none is asked for.`,
          } as const,
        ]),
  ],
});
