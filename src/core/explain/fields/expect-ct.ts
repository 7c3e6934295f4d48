// Expect-CT (RFC 9163), deprecated.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { anything } from './engine/shapes.ts';

export const expectCt: FieldRule = field({
  name: 'Expect-CT',
  specs: [rfc(9163, '2.1')],
  where: ['response'],
  shape: 'single',
  standing: 'deprecated',
  summary: say`Asked browsers to insist on Certificate Transparency, which they now do by themselves.`,
  remarks: ['needless'],
  read: anything,
  check: () =>
    when(true, {
      id: 'needless',
      level: 'info',
      basis: 'browser',
      title: say`No effect any more: browsers demand Certificate Transparency anyway`,
      detail: say`The field can be left out.`,
    }),
});
