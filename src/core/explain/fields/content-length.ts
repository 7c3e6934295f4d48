// Content-Length (RFC 9110 section 8.6). Whether the message keeps it is checked in framing/.

import { isDigits, split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { octets } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const contentLength: FieldRule = field({
  name: 'Content-Length',
  specs: [rfc(9110, '8.6')],
  where: ['request', 'response'],
  shape: 'single',
  summary: say`The size of the content in octets, which tells the recipient where the message ends; octets, not characters.`,
  remarks: ['not-a-length', 'list'],
  read: (value) => {
    if (isDigits(value)) return { parsed: Number(value) };
    const members = split(value).map((m) => m.text);
    if (members.length > 1 && members.every((m) => isDigits(m) && m === members[0]))
      return {
        parsed: Number(members[0]),
        remarks: [
          {
            id: 'list',
            level: 'warning',
            title: say`${'Content-Length'} repeats the same number; one is enough`,
            detail: say`A recipient may take the repeated number as one or refuse the message. Somewhere on the way two fields were joined into one.`,
            specs: [rfc(9110, '8.6'), rfc(9112, '6.3')],
          },
        ],
      };
    // Numbers that differ are told in framing/, with those of other lines.
    if (members.length > 1 && members.every(isDigits)) return {};
    return {
      remarks: [
        {
          id: 'not-a-length',
          level: 'error',
          title: say`${'Content-Length'} is not a whole number: ${shown(value, 24)}`,
          detail: say`Without a readable length a recipient cannot tell where the message ends. It must treat that as an unrecoverable error and close the connection.`,
          specs: [rfc(9110, '8.6'), rfc(9112, '6.3')],
        },
      ],
    };
  },
  tell: (length, { subject, place }) => {
    const bare = place === 'response' && (subject.response?.status === 304 || subject.request?.method === 'HEAD');
    if (bare)
      return {
        title: say`${text(subject.response?.status === 304 ? 'A 200' : 'A GET')} would bring ${text(octets(length))}; here no content follows`,
        detail: say`In an answer to HEAD the field tells the size that a GET would bring, in a 304 that of the 200 that is spared. The message itself ends after the header section.`,
      };
    return length === 0
      ? { title: say`No content: the message ends after the header section` }
      : { title: say`The content has ${text(octets(length))}` };
  },
});
