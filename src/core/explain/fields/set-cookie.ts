// Set-Cookie (RFC 6265 section 4.1). What it means here is told in cookies/.
import { parseSetCookie } from '../../http/cookie.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const setCookie: FieldRule = field({
  name: 'Set-Cookie',
  specs: [rfc(6265, '4.1')],
  where: ['response'],
  shape: 'list',
  secret: true,
  summary: say`Gives the client a cookie to send back with later requests; each cookie needs a field of its own.`,
  values: {
    'sid=…; Path=/; Secure; HttpOnly; SameSite=Lax': 'a session',
    '__Host-sid=…; Path=/; Secure; HttpOnly; SameSite=Lax': 'a session bound to this host',
    'sid=; Max-Age=0; Path=/': 'delete it',
  },
  read: (value) => ({ parsed: parseSetCookie(value) }),
});
