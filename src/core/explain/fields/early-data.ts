// Early-Data (RFC 8470 section 5.1).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const earlyData: FieldRule = choice({
  name: 'Early-Data',
  specs: [rfc(8470, '5.1')],
  where: ['request'],
  margin: true,
  shape: 'single',
  summary: say`Says that the request came in TLS early data (0-RTT), which an attacker could send again.`,
  choices: {
    '1': {
      title: say`Came in TLS early data, so somebody may have replayed it`,
      detail: say`A server that must not act twice answers 425, and the client repeats the request after the handshake.`,
    },
  },
  otherwise: say`The only value is ${'1'}; a server takes any other for it all the same.`,
});
