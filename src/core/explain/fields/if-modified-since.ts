// If-Modified-Since (RFC 9110 section 13.1.3).
import { has } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import { moment } from '../moment.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { DATE_FAULTS, httpDate } from './engine/shapes.ts';

export const ifModifiedSince: FieldRule = field({
  name: 'If-Modified-Since',
  specs: [rfc(9110, '13.1.3')],
  where: ['request'],
  shape: 'single',
  summary: say`Send the content only if it has changed after this date; else 304. For GET and HEAD.`,
  remarks: [...DATE_FAULTS, 'outranked', 'not-for-method'],
  read: httpDate,
  tell: ({ time }, { fields, subject }) =>
    has(fields, 'If-None-Match') || !reads(subject.request?.method)
      ? undefined
      : { title: say`Send it only if it changed after ${text(moment(time))}` },
  check: (_, { fields, subject }) => [
    ...(has(fields, 'If-None-Match')
      ? [
          {
            id: 'outranked',
            level: 'info',
            title: say`Ignored: ${'If-None-Match'} is there and takes precedence`,
            detail: say`An entity tag is more exact than a date with whole seconds, so a server looks at the date only when there is no tag, or when it does not know tags.`,
          } as const,
        ]
      : []),
    ...(reads(subject.request?.method)
      ? []
      : [
          {
            id: 'not-for-method',
            level: 'warning',
            title: say`${'If-Modified-Since'} is ignored for ${subject.request?.method ?? ''}`,
            detail: say`It exists to spare a transfer, so it counts only for GET and HEAD. To guard a change, use ${'If-Match'} or ${'If-Unmodified-Since'}.`,
          } as const,
        ]),
  ],
});

const reads = (method: string | undefined): boolean => ['GET', 'HEAD', undefined].includes(method);
