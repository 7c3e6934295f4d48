// Expect (RFC 9110 section 10.1.1).
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const expect: FieldRule = choice({
  name: 'Expect',
  specs: [rfc(9110, '10.1.1')],
  where: ['request'],
  margin: true,
  shape: 'list',
  summary: say`Something that the client wants the server to do before it goes on; the only one defined is ${'100-continue'}.`,
  choices: {
    '100-continue': {
      title: say`Asks whether the content is welcome before sending it`,
      detail: say`The server answers 100 (send it) or a final status such as 413 or 401, which spares the transfer. A client waits only for a while and then sends all the same.`,
    },
  },
  otherwise: say`A server that does not know an expectation may answer 417.`,
});
