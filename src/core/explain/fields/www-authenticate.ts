// WWW-Authenticate (RFC 9110 section 11.6.1). What it wants is told in auth/.
import { parseChallenges } from '../../http/challenge.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const wwwAuthenticate: FieldRule = field({
  name: 'WWW-Authenticate',
  specs: [rfc(9110, '11.6.1')],
  where: ['response'],
  shape: 'list',
  summary: say`How to authenticate: one or more challenges, each a scheme with its parameters. A 401 must have it.`,
  values: {
    'Basic realm="…", charset="UTF-8"': 'user name and password',
    Bearer: 'a token',
    'Digest realm="…", nonce="…", qop="auth", algorithm=SHA-256': 'a hash of the password',
  },
  remarks: ['no-challenge'],
  read: (value) => {
    const parsed = parseChallenges(value);
    return {
      parsed,
      remarks: when(parsed.length === 0, {
        id: 'no-challenge',
        level: 'warning',
        title: say`No challenge can be read from ${shown(value, 36)}`,
        detail: say`A challenge begins with the name of a scheme, then its parameters: ${'Basic realm="x"'}. Without one a client does not know how to answer.`,
      }),
    };
  },
});
