// Destination (RFC 4918 section 10.3).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { shownReference } from './engine/reference.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const destination: FieldRule = field({
  name: 'Destination',
  specs: [rfc(4918, '10.3')],
  where: ['request'],
  shape: 'single',
  summary: say`WebDAV: where COPY and MOVE put the resource.`,
  read: anything,
  tell: (value, { subject }) => ({ title: say`${subject.request?.method ?? 'COPY'} goes to ${shownReference(value, 60)}` }),
});
