// Proxy-Authenticate (RFC 9110 section 11.7.1). What it wants is told in auth/.
import { parseChallenges } from '../../http/challenge.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const proxyAuthenticate: FieldRule = field({
  name: 'Proxy-Authenticate',
  specs: [rfc(9110, '11.7.1')],
  where: ['response'],
  shape: 'list',
  summary: say`How to authenticate to the proxy, not to the server behind it. A 407 must have it.`,
  read: (value) => ({ parsed: parseChallenges(value) }),
});
