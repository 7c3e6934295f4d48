// Lock-Token (RFC 4918 section 10.5).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const lockToken: FieldRule = field({
  name: 'Lock-Token',
  specs: [rfc(4918, '10.5')],
  where: ['request', 'response'],
  shape: 'single',
  summary: say`WebDAV: the lock that was given, or that UNLOCK removes.`,
  remarks: ['no-brackets'],
  read: (value) => ({
    parsed: value,
    remarks: when(!/^<[^>]+>$/.test(value), {
      id: 'no-brackets',
      level: 'warning',
      title: say`A lock token stands in angle brackets: ${'<urn:uuid:…>'}`,
      detail: say`Servers answer 400 to one without.`,
    }),
  }),
  tell: (value, { place }) =>
    place === 'request' ? { title: say`Is about the lock ${shown(value, 50)}` } : { title: say`The lock was given: ${shown(value, 50)}` },
});
