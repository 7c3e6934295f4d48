// Authentication-Info (RFC 9110 section 11.6.3).
import { parameter, parseParameters } from '../../http/parameters.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const authenticationInfo: FieldRule = field({
  name: 'Authentication-Info',
  specs: [rfc(9110, '11.6.3')],
  where: ['response', 'trailer'],
  shape: 'list',
  secret: true,
  summary: say`What the server adds after a successful authentication; with Digest, its own proof and the next nonce.`,
  read: (value) => ({ parsed: parseParameters(value, { separator: ',' }) }),
  tell: (list) => {
    if (parameter(list, 'rspauth') !== undefined)
      return { margin: true, title: say`The server proves that it knows the password too (${'rspauth'})` };
    if (parameter(list, 'nextnonce') !== undefined)
      return { margin: true, title: say`The server gives the nonce for the next request (${'nextnonce'})` };
    return undefined;
  },
});
