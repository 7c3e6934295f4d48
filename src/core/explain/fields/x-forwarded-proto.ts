// X-Forwarded-Proto: custom.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { choice } from './engine/choice.ts';
import type { FieldRule } from './engine/rule.ts';

export const xForwardedProto: FieldRule = choice({
  name: 'X-Forwarded-Proto',
  specs: [rfc(7239, '5.4')],
  where: ['request'],
  shape: 'single',
  standing: 'common',
  summary: say`The scheme that the client used with the proxy, which ends the TLS connection.`,
  choices: {
    https: { title: say`The client came to the proxy by HTTPS` },
    http: { title: say`The client came to the proxy by plain HTTP` },
  },
  otherwise: say`Servers expect the name of a scheme.`,
  level: 'info',
});
