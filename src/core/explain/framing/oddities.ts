// Departures from the grammar that Postil read over, each with its rule. The tap finds them (`core/send`), here they get their words.

import type { Oddity } from '../../http/exchange.ts';
import { combined } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { type Prose, say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation, Level, SpecReference } from '../annotation.ts';
import { note } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { View } from '../view.ts';

interface Odd {
  readonly level: Level;
  readonly anchor: string;
  readonly title: Prose;
  readonly detail: Prose;
  readonly specs: readonly SpecReference[];
}

/** Said elsewhere, with the numbers at hand: lengths in `lengths.ts`, what is missing or too much in `sizes.ts` and `chunks.ts`… */
const ELSEWHERE = new Set([
  'bad-content-length',
  'conflicting-content-length',
  'repeated-content-length',
  'content-length-with-transfer-encoding',
  'body-short',
  'bytes-after-message',
  'early-answer',
  'chunked-not-last',
  'transfer-encoding-in-http-1.0',
  'empty-name',
  'chunk-incomplete',
  'trailers-incomplete',
]);

export function explainOddities(x: View): readonly Annotation[] {
  const seen = new Map<string, { readonly first: Oddity; readonly count: number }>();
  for (const oddity of x.response?.oddities ?? []) {
    if (ELSEWHERE.has(oddity.code) || saidOfFields(x, oddity)) continue;
    seen.set(oddity.code, { first: seen.get(oddity.code)?.first ?? oddity, count: (seen.get(oddity.code)?.count ?? 0) + 1 });
  }
  return [...seen.values()].map(({ first, count }) => {
    const odd = asAsked(x, first) ?? ODDITIES[first.code] ?? unknown(first);
    const where = say` First at octet ${String(first.start)} of what was received${count > 1 ? say`, ${String(count)} times in all` : []}${
      first.detail === undefined ? [] : say`: ${escaped(first.detail, 60)}`
    }.`;
    return note(odd.level, `framing/odd/${first.code}`, odd.anchor, {
      title: odd.title,
      detail: [...odd.detail, ...where],
      specs: odd.specs,
      basis: 'computed',
    });
  });
}

/** Such a character is told at its field; the place on the wire says more only where the field is not shown. */
const IN_FIELDS: Readonly<Record<string, RegExp>> = { 'obs-text': /[^\0-\x7f]/, 'ctl-in-value': /[\0-\x08\x0a-\x1f\x7f]/ };

const saidOfFields = ({ got }: View, { code }: Oddity): boolean => got.some(([, value]) => IN_FIELDS[code]?.test(value) === true);

/** A transfer coding that the request's TE takes is as it should be. */
function asAsked(x: View, { code }: Oddity): Odd | undefined {
  const odd = code === 'transfer-coding' ? ODDITIES[code] : undefined;
  const taken = codingsIn(combined(x.sent, 'TE') ?? '');
  const used = codingsIn(combined(x.got, 'Transfer-Encoding') ?? '');
  return odd !== undefined && used.every((coding) => coding === 'chunked' || taken.includes(coding))
    ? { ...odd, level: 'info' }
    : undefined;
}

/** Names in lower case; one with a quality of zero is not wanted. */
const codingsIn = (list: string): readonly string[] =>
  split(list).flatMap(({ text }) => (/;\s*q\s*=\s*0(?:\.0*)?\s*$/i.test(text) ? [] : [(text.split(';')[0] ?? '').trim().toLowerCase()]));

const unknown = (oddity: Oddity): Odd => ({
  level: 'warning',
  anchor: at.wire,
  title: say`The response departs from the grammar: ${escaped(oddity.code, 40)}`,
  detail: say`Postil could read over it; other clients may refuse the response.`,
  specs: [rfc(9112, '2.2')],
});

const ODDITIES: Readonly<Record<string, Odd>> = {
  'bare-lf': {
    level: 'warning',
    anchor: at.wire,
    title: say`Lines end with LF alone, not with CRLF`,
    detail: say`Every line of the head ends with the two octets CR LF. A reader may accept a bare LF, and Postil does; strict ones, Node's among them, refuse the response.`,
    specs: [rfc(9112, '2.2')],
  },
  'no-colon': {
    level: 'error',
    anchor: at.wire,
    title: say`A header line has no colon, so it is no field`,
    detail: say`A field line is a name, a colon and a value. Postil leaves this line out; most clients refuse the whole response. Often a line break got into a value.`,
    specs: [rfc(9112, '5')],
  },
  'bad-name': {
    level: 'error',
    anchor: at.wire,
    title: say`A field name has characters that no name may have`,
    detail: say`A field name is a token: letters, digits and a few marks, without spaces. Most clients refuse the response.`,
    specs: [rfc(9110, '5.1'), rfc(9110, '5.6.2')],
  },
  'space-before-colon': {
    level: 'error',
    anchor: at.wire,
    title: say`White space stands between a field name and its colon`,
    detail: say`No white space is allowed there: readers disagree whether the field counts, which has been used to smuggle messages. A proxy must remove it from a response.`,
    specs: [rfc(9112, '5.1')],
  },
  'obs-fold': {
    level: 'error',
    anchor: at.wire,
    title: say`A value goes on in the next line (line folding), which is obsolete`,
    detail: say`A sender must not fold lines any more. A client has to replace the fold by spaces, and a proxy may refuse the response.`,
    specs: [rfc(9112, '5.2')],
  },
  'space-before-name': {
    level: 'error',
    anchor: at.wire,
    title: say`The first line below the status line begins with white space`,
    detail: say`A line that begins so continues the one before it, and here is none: a reader refuses the response or leaves the line out. Postil reads it as a field.`,
    specs: [rfc(9112, '2.2')],
  },
  'obs-text': {
    level: 'warning',
    anchor: at.wire,
    title: say`A field value has octets outside of US-ASCII`,
    detail: say`No encoding is agreed for them: clients take them for ISO-8859-1, for UTF-8, or as they are. New values ought to keep to ASCII.`,
    specs: [rfc(9110, '5.5')],
  },
  'ctl-in-value': {
    level: 'error',
    anchor: at.wire,
    title: say`A control character stands in a field value`,
    detail: say`Control characters are invalid in a value. CR, LF and NUL are dangerous as well: a recipient must refuse the message or replace each of these by a space.`,
    specs: [rfc(9110, '5.5')],
  },
  'blank-before-status': {
    level: 'warning',
    anchor: at.responseStatus,
    title: say`Empty lines come before the status line`,
    detail: say`A response begins with its status line. Empty lines before it are usually left over from an earlier response on this connection whose length was wrong.`,
    specs: [rfc(9112, '2.1'), rfc(9112, '2.2')],
  },
  'no-status-line': {
    level: 'error',
    anchor: at.responseStatus,
    title: say`No status line: the answer does not begin with ${'HTTP/'}`,
    detail: say`Something else than HTTP/1.1 answers on this port (HTTP/0.9, another protocol, or TLS where plain text was spoken), or the octets belong to an earlier response. All that came is shown as content.`,
    specs: [rfc(9112, '4')],
  },
  'bad-status-line': {
    level: 'error',
    anchor: at.responseStatus,
    title: say`The status line is not of the form ${'HTTP/1.1 200 OK'}`,
    detail: say`It is a version, a space, three digits, a space and words. Most clients refuse any other form.`,
    specs: [rfc(9112, '4')],
  },
  'status-not-3-digits': {
    level: 'error',
    anchor: at.responseStatus,
    title: say`The status code has not three digits`,
    detail: say`A status code is exactly three digits. Most clients refuse the response.`,
    specs: [rfc(9112, '4'), rfc(9110, '15')],
  },
  'no-space-before-reason': {
    level: 'info',
    anchor: at.responseStatus,
    title: say`The status line ends after the code, without a space`,
    detail: say`The space after the status code must be there even where no words follow. Nearly all clients forgive it.`,
    specs: [rfc(9112, '4')],
  },
  'odd-space': {
    level: 'warning',
    anchor: at.responseStatus,
    title: say`The status line has white space other than single spaces`,
    detail: say`Exactly one space stands between version, code and words. A lenient reader accepts more, a strict one does not.`,
    specs: [rfc(9112, '4')],
  },
  version: {
    level: 'warning',
    anchor: at.responseStatus,
    title: say`The version in the status line is unusual`,
    detail: say`It is ${'HTTP/'}, a digit, a point and a digit, in capitals; on this connection ${'HTTP/1.0'} or ${'HTTP/1.1'}.`,
    specs: [rfc(9112, '2.3')],
  },
  'no-final-crlf': {
    level: 'warning',
    anchor: at.responseBody,
    title: say`The empty line after the last chunk is missing`,
    detail: say`The last chunk came, and then the connection ended. The content is whole, but the message is not: an empty line ends it, after the trailers if there are any. Strict clients report a broken response.`,
    specs: [rfc(9112, '7.1'), rfc(9112, '8')],
  },
  'unknown-transfer-coding': {
    level: 'warning',
    anchor: at.responseBody,
    title: say`The content is shown with a transfer coding still on it`,
    detail: say`Postil takes off ${'gzip'}, ${'deflate'} and ${'br'} below the chunks, from content that it keeps whole in memory. A server may use another transfer coding only where the request's ${'TE'} accepts it; compression belongs in ${'Content-Encoding'}.`,
    specs: [rfc(9112, '7'), rfc(9110, '10.1.4')],
  },
  'transfer-coding': {
    level: 'warning',
    anchor: at.responseBody,
    title: say`A transfer coding was taken off the content, which many clients leave on`,
    detail: say`It is undone by the recipient, for it belongs to this connection and not to the content; the octets as they came are on the wire. A server may use one only where the request's ${'TE'} accepts it, and nearly no client does: browsers show compressed octets or fail. Compression belongs in ${'Content-Encoding'}.`,
    specs: [rfc(9112, '7'), rfc(9110, '10.1.4')],
  },
  'bad-transfer-coding': {
    level: 'error',
    anchor: at.responseBody,
    title: say`The content is not in the transfer coding that it is said to be in`,
    detail: say`It can't be taken off, or becomes too long to keep, so the content is shown as it came. Probably something on the way changed the field or the content alone.`,
    specs: [rfc(9112, '7'), rfc(9112, '7.2')],
  },
  'chunk-size-space': {
    level: 'warning',
    anchor: at.responseBody,
    title: say`White space stands beside a chunk size`,
    detail: say`A chunk size is hexadecimal digits and nothing else. Old servers pad it with spaces; strict clients refuse the response.`,
    specs: [rfc(9112, '7.1')],
  },
  'bad-chunk-size': {
    level: 'error',
    anchor: at.responseBody,
    title: say`A chunk size is no hexadecimal number`,
    detail: say`Before each chunk stands its size in hexadecimal digits. Without it the reader cannot know where the content goes on or ends.`,
    specs: [rfc(9112, '7.1')],
  },
  'chunk-overrun': {
    level: 'error',
    anchor: at.responseBody,
    title: say`A chunk is longer than its size says`,
    detail: say`After the announced octets a CRLF has to come. The size counts octets, not characters.`,
    specs: [rfc(9112, '7.1')],
  },
  'chunk-extension': {
    level: 'info',
    anchor: at.responseBody,
    title: say`A chunk size is followed by an extension, which readers ignore`,
    detail: say`No general chunk extension is defined; a recipient must ignore those it does not know.`,
    specs: [rfc(9112, '7.1.1')],
  },
  'unasked-continue': {
    level: 'info',
    anchor: at.response,
    title: say`A ${'100'} came that was not asked for`,
    detail: say`The request had no ${'Expect: 100-continue'}. A client may discard the interim response, and Postil did; some clients fail over it.`,
    specs: [rfc(9110, '15.2'), rfc(9110, '10.1.1')],
  },
};
