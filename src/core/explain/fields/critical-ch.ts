// Critical-CH (Client Hints Reliability).

import { combined } from '../../http/field.ts';
import { write } from '../../http/structured-fields.ts';
import { say } from '../../text/prose.ts';
import { document } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

export const criticalCh: FieldRule = field({
  name: 'Critical-CH',
  specs: [document('Client Hints Reliability', '3', 'https://datatracker.ietf.org/doc/draft-davidben-http-client-hint-reliability/')],
  where: ['response'],
  shape: 'structured-list',
  standing: 'common',
  summary: say`Client hints without which the page cannot be made well: a browser that did not send them repeats the request.`,
  remarks: ['not-structured', 'not-in-accept-ch'],
  read: (value) => structuredList(value, 'Critical-CH'),
  tell: (hints) => ({ basis: 'browser', title: say`A browser repeats the request if it lacked ${shown(hints.map(write).join(', '), 40)}` }),
  check: (hints, { fields }) => {
    const asked = (combined(fields, 'Accept-CH') ?? '').toLowerCase();
    const missing = hints.find((h) => !asked.includes(write(h).toLowerCase()));
    return when(missing !== undefined, {
      id: 'not-in-accept-ch',
      level: 'info',
      span: missing?.range,
      title: say`${shown(missing === undefined ? '' : write(missing), 30)} must also stand in ${'Accept-CH'}, else it is ignored`,
      detail: say`Only a hint that the server asks for can be a critical one.`,
    });
  },
});
