// Depth (RFC 4918 section 10.2).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const depth: FieldRule = choice({
  name: 'Depth',
  specs: [rfc(4918, '10.2')],
  where: ['request'],
  margin: true,
  shape: 'single',
  summary: say`WebDAV: whether a method applies to a collection alone, to its members, or to everything below.`,
  choices: {
    '0': { title: say`Applies to the resource itself only` },
    '1': { title: say`Applies to the resource and its direct members` },
    infinity: { title: say`Applies to everything below; servers may refuse that for PROPFIND` },
  },
  otherwise: say`Servers answer 400.`,
});
