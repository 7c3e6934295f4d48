// Accept-Charset (RFC 9110 section 12.5.2).

import { isToken } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { orderOf, weighted } from './engine/weights.ts';

export const acceptCharset: FieldRule = field({
  name: 'Accept-Charset',
  specs: [rfc(9110, '12.5.2')],
  where: ['request'],
  shape: 'list',
  standing: 'deprecated',
  summary: say`The character encodings that the client could read; UTF-8 has made the question moot.`,
  remarks: ['bad-weight', 'not-a-charset', 'needless'],
  read: (value) => weighted(value, 'Accept-Charset', isToken, 'not-a-charset', 'the name of an encoding such as utf-8'),
  tell: (members) => ({ title: say`Asks for text as ${text(orderOf(members))}` }),
  check: () => [
    {
      id: 'needless',
      level: 'info',
      title: say`${'Accept-Charset'} can be left out: nearly every server sends UTF-8`,
      detail: say`The field is deprecated. It costs octets, makes a client easier to recognise, and servers ignore it.`,
    },
  ],
});
