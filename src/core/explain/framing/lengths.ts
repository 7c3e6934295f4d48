// Content-Length and Transfer-Encoding against each other and against the grammar (RFC 9112 sections 6.1 to 6.3): where two
// readers may find different ends, one can be made to take content for the next message (section 11.2, request smuggling).
import { valuesOf } from '../../http/field.ts';
import { isDigits } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { nameIn, type View } from '../view.ts';
import { listed } from '../words.ts';
import { type Lengths, lengthsOf, messageOf } from './read.ts';

const CODINGS = new Set(['gzip', 'x-gzip', 'deflate', 'compress', 'x-compress']);

export function explainLengths(x: View, side: at.Side): readonly Annotation[] {
  const message = messageOf(x, side);
  if (message?.fields === undefined) return [];
  const facts = lengthsOf(message.fields);
  return [
    ...checkBoth(x, side, facts),
    ...checkNumbers(x, side, facts),
    ...checkCodings(x, side, facts),
    ...checkVersion(x, side, facts, message.version),
    ...checkDisguise(side, message.fields),
  ];
}

const fieldsOf = (x: View, side: at.Side): View['got'] => (side === 'request' ? x.sent : x.got);
const place = (x: View, side: at.Side, name: string): string => at.field(side, nameIn(fieldsOf(x, side), name));

function checkBoth(x: View, side: at.Side, { lengths, codings }: Lengths): readonly Annotation[] {
  if (lengths.length === 0 || codings.length === 0) return [];
  return [
    error('framing/length-and-coding', place(x, side, 'Content-Length'), {
      title: say`${'Content-Length'} and ${'Transfer-Encoding'} disagree on where the body ends`,
      detail: say`A sender must not send both: they are two ways to say the length of the body. A reader that follows the rules ignores ${'Content-Length'}, because ${'Transfer-Encoding'} overrides it; one that does not finds another end. On a shared connection that difference is how request smuggling and response splitting work, so many readers close the connection. ${
        side === 'request' ? text('Send only one of them.') : text('The server, or a proxy that forgot to remove one, is at fault.')
      }`,
      specs: [rfc(9112, '6.2'), rfc(9112, '6.3'), rfc(9112, side === 'request' ? '11.2' : '11.1')],
    }),
  ];
}

function checkNumbers(x: View, side: at.Side, { lengths, length }: Lengths): readonly Annotation[] {
  const anchor = place(x, side, 'Content-Length');
  const inOneLine = valuesOf(fieldsOf(x, side), 'Content-Length').length === 1;
  // A value that is no number, or one that is repeated in a list, is the field rule's business.
  if (lengths.some((value) => !isDigits(value))) return [];
  if (lengths.length < 2 || (inOneLine && length !== undefined)) return [];
  if (length === undefined)
    return [
      error('framing/lengths-differ', anchor, {
        title: say`Two lengths that differ: ${escaped(listed([...new Set(lengths)]), 40)} octets`,
        detail: say`${'Content-Length'} is given ${lengths.length === 2 ? text('twice') : text(`${lengths.length} times`)} with values that conflict. The end of the body cannot be known: that is an unrecoverable error, and two readers that pick different values can be set against each other. Usually application and framework each add one.`,
        specs: [rfc(9112, '6.3'), rfc(9110, '8.6')],
      }),
    ];
  return [
    warning('framing/length-repeated', anchor, {
      title: say`${'Content-Length'} is repeated, each time as ${String(length)}`,
      detail: say`A sender must not repeat it. As the values are the same, a reader may take them as one or reject the message; readers differ, so only one ought to be sent.`,
      specs: [rfc(9110, '8.6'), rfc(9112, '6.3')],
    }),
  ];
}

function checkCodings(x: View, side: at.Side, { codings }: Lengths): readonly Annotation[] {
  if (codings.length === 0) return [];
  const anchor = place(x, side, 'Transfer-Encoding');
  const notes: Annotation[] = [];
  if (codings.filter((coding) => coding === 'chunked').length > 1)
    notes.push(
      error('framing/chunked-twice', anchor, {
        title: say`${'chunked'} is applied more than once`,
        detail: say`A sender must not apply the chunked coding more than once to a body: one layer of chunks is what every reader takes off.`,
        specs: [rfc(9112, '6.1')],
      }),
    );
  // Codings that are unknown or stand after `chunked` are the field rule's business.
  if (!codings.includes('chunked') && codings.every((coding) => CODINGS.has(coding)))
    notes.push(
      side === 'request'
        ? error('framing/not-chunked', anchor, {
            title: say`Without ${'chunked'} as the last coding the end of the request is unknown`,
            detail: say`In a request ${'chunked'} must be the final transfer coding. Otherwise its length cannot be determined, and the server must answer ${'400'} and close.`,
            specs: [rfc(9112, '6.1'), rfc(9112, '6.3')],
          })
        : warning('framing/not-chunked', anchor, {
            title: say`Without ${'chunked'} as the last coding only closing ends the body`,
            detail: say`The response ends when the server closes the connection, so a cut cannot be told from the end.`,
            specs: [rfc(9112, '6.1'), rfc(9112, '6.3')],
          }),
    );
  const status = x.status ?? 0;
  if (side === 'response' && (status === 204 || (status >= 100 && status < 200)))
    notes.push(
      error('framing/coding-without-content', anchor, {
        title: say`${'Transfer-Encoding'} in a ${String(status)}, which has no content`,
        detail: say`A server must not send ${'Transfer-Encoding'} in a response with a status of 1xx or 204. A reader that trusts the field waits for chunks that never come.`,
        specs: [rfc(9112, '6.1')],
      }),
    );
  return notes;
}

function checkVersion(x: View, side: at.Side, { codings }: Lengths, version: string | undefined): readonly Annotation[] {
  if (codings.length === 0 || version === undefined) return [];
  const anchor = place(x, side, 'Transfer-Encoding');
  if (version === 'HTTP/1.0')
    return [
      error('framing/coding-in-1.0', anchor, {
        title: say`${'Transfer-Encoding'} in ${'HTTP/1.0'}, which does not know it`,
        detail: say`An HTTP/1.0 reader takes the chunk sizes for content. A message of 1.0 with this field must be treated as if its framing were faulty, and the connection closed after it.`,
        specs: [rfc(9112, '6.1')],
      }),
    ];
  if (!/^HTTP\/[23]/.test(version)) return [];
  return [
    error('framing/coding-in-2', anchor, {
      title: say`${'Transfer-Encoding'} must not appear in ${version}`,
      detail: say`${version} has frames of its own that say where the content ends, and no transfer codings; a message with this field is malformed.`,
      specs: [version.startsWith('HTTP/2') ? rfc(9113, '8.2.2') : rfc(9114, '4.2')],
    }),
  ];
}

/** Fields that one reader takes for a length field and another does not: white space in the name, a control in the value. */
function checkDisguise(side: at.Side, fields: View['got']): readonly Annotation[] {
  return fields.flatMap(([name, value]) => {
    if (name.length < 13 || name.length > 24) return [];
    const bare = name.replace(/[^A-Za-z]/g, '').toLowerCase();
    if (bare !== 'transferencoding' && bare !== 'contentlength') return [];
    const odd = !/^(?:transfer-encoding|content-length)$/i.test(name);
    const control = /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value);
    if (!odd && !control) return [];
    return [
      error('framing/disguised', at.field(side, name), {
        title: odd
          ? say`${escaped(name, 32)} looks like a length field, but is spelt otherwise`
          : say`A control character stands in the value of ${escaped(name, 24)}`,
        detail: say`Some readers forgive this and some do not, so proxy and server may find different ends of the message: a known way to smuggle requests. A server must answer white space between name and colon with ${'400'}; control characters are no part of any value.`,
        specs: [rfc(9112, '5.1'), rfc(9110, '17.10'), rfc(9112, '11.2')],
      }),
    ];
  });
}
