// Preference-Applied (RFC 7240 section 3).

import { has } from '../../http/field.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything, shown } from './engine/shapes.ts';

export const preferenceApplied: FieldRule = field({
  name: 'Preference-Applied',
  specs: [rfc(7240, '3')],
  where: ['response'],
  shape: 'list',
  summary: say`The preferences of ${'Prefer'} that the server honoured.`,
  remarks: ['not-asked'],
  read: anything,
  tell: (value) => ({ title: say`The server did as preferred: ${shown(value, 50)}` }),
  check: (_, { subject }) =>
    subject.request?.fields === undefined || has(subject.request.fields, 'Prefer')
      ? []
      : [
          {
            id: 'not-asked',
            level: 'info',
            basis: 'computed',
            title: say`The request held no ${'Prefer'}, yet a preference was applied`,
            detail: say`A proxy may have added the preference, or the server sends the field always.`,
          },
        ],
});
