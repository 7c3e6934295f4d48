// Accept-Query (RFC 10008): the query formats that QUERY takes, as a structured list.

import { write } from '../../http/structured-fields.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

export const acceptQuery: FieldRule = field({
  name: 'Accept-Query',
  specs: [rfc(10008, '3')],
  where: ['response'],
  shape: 'structured-list',
  summary: say`The media types of queries that this resource takes with QUERY, the safe method with content.`,
  remarks: ['not-structured'],
  read: (value) => structuredList(value, 'Accept-Query'),
  tell: (members) => ({ title: say`QUERY takes ${text(shown(members.map(write).join(', '), 60))} here` }),
});
