// Capsule-Protocol (RFC 9297 section 3.4).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const capsuleProtocol: FieldRule = choice({
  name: 'Capsule-Protocol',
  specs: [rfc(9297, '3.4')],
  where: ['request', 'response'],
  shape: 'item',
  summary: say`Whether the data after an upgrade is a row of capsules (type, length, value), as for UDP through a proxy.`,
  exact: true,
  parameters: true,
  choices: { '?1': { title: say`After the upgrade come capsules` }, '?0': { title: say`No capsules follow` } },
  otherwise: say`It must be a structured boolean, else it is ignored.`,
});
