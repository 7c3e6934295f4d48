// What the framing promised against what came: content where none may be, too little, too much (RFC 9112 sections 6.3 and 8).
import { firstOf } from '../../http/field.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, good, info } from '../note.ts';
import { escaped, quoted } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { RequestFacts, ResponseFacts } from '../subject.ts';
import { answered, asked, contentSize, nameIn, type View } from '../view.ts';
import { octets } from '../words.ts';
import { contentForbidden, lengthsOf, messageOf } from './read.ts';

export function explainSizes(x: View, side: at.Side): readonly Annotation[] {
  const message = messageOf(x, side);
  if (message === undefined) return [];
  if (side === 'request') return requestSize(x, message);
  const forbidden = contentForbidden(x);
  return forbidden === undefined ? responseSize(x, message) : forbiddenContent(message, forbidden);
}

function forbiddenContent(response: ResponseFacts, why: string): readonly Annotation[] {
  const surplus = (contentSize(response) ?? 0) + (response.extraBytes ?? 0);
  if (surplus === 0) return [];
  if (why === '101') return [nextProtocol(response, surplus)];
  const what = why === 'HEAD' ? say`an answer to ${'HEAD'}` : why === 'CONNECT' ? say`a success of ${'CONNECT'}` : say`a ${why}`;
  return [
    error('framing/content-not-allowed', at.responseBody, {
      title: say`${text(octets(surplus))} after ${what}, which must not have content`,
      detail: say`${
        why === 'HEAD' ? say`An answer to ${'HEAD'}` : why === 'CONNECT' ? text('It') : say`A ${why}`
      } always ends at the empty line after its fields, and cannot have content. A client reads what comes after as the start of the next response on this connection, so both sides lose step; some clients report a parse error, some silently throw the octets away. The server must leave them out${
        why === '204' ? say`, or answer ${'200'}` : []
      }.`,
      specs: [
        rfc(9112, '6.3'),
        why === '204'
          ? rfc(9110, '15.3.5')
          : why === '304'
            ? rfc(9110, '15.4.5')
            : why === 'HEAD'
              ? rfc(9110, '9.3.2')
              : why === 'CONNECT'
                ? rfc(9110, '9.3.6')
                : rfc(9110, '15.2'),
      ],
      basis: 'rule',
    }),
  ];
}

/** Behind a 101 there is no HTTP any more. */
function nextProtocol(response: ResponseFacts, size: number): Annotation {
  const name = firstOf(response.fields ?? [], 'Upgrade');
  return info('framing/next-protocol', at.responseBody, {
    title: say`${text(octets(size))} of ${name === undefined ? text('another protocol') : escaped(name, 30)} came behind the ${'101'}`,
    detail: say`HTTP ends at the empty line of a ${'101'}: what comes then is the new protocol's, and no content.${begins(response)} Postil speaks WebSocket alone behind a ${'101'}, keeps these octets on the wire view and closes the connection.`,
    specs: [rfc(9110, '15.2.2'), rfc(9110, '7.8')],
    basis: 'computed',
  });
}

/** The first of what came behind the end. */
const begins = ({ extra }: ResponseFacts): Prose => (extra === undefined ? [] : say` They begin with ${quoted(extra, 40)}.`);

function responseSize(x: View, response: ResponseFacts): readonly Annotation[] {
  const size = contentSize(response);
  const { lengths, length, chunked, codings } = lengthsOf(x.got);
  const anchor = at.field('response', nameIn(x.got, 'Content-Length'));
  // Where several lengths conflict, what is too much is only their consequence.
  if (lengths.length > 1 && length === undefined && !chunked) return [];
  const extra = response.extraBytes ?? 0;
  if (extra > 0) return [surplus(response, extra, lengths.length > 0 && !chunked ? anchor : at.responseBody, chunked)];
  if (codings.length > 0) return [];
  if (length === undefined) return lengths.length > 0 ? [] : unknownLength(x, response);
  if (response.complete === false || (size !== undefined && size < length && !decoded(x))) {
    if (size !== undefined && size >= length) return [];
    return [shortened(x, size, length)];
  }
  if (size === undefined || decoded(x)) return [];
  if (size > length) return [surplus(response, size - length, anchor, false)];
  return [
    good('framing/length-fits', anchor, {
      title: say`${String(length)} ${text(length === 1 ? 'octet was' : 'octets were')} announced, and ${String(size)} came`,
      detail: say`${'Content-Length'} counts the octets of the content as they go over the wire, content coding included, the fields not. The message is complete.`,
      specs: [rfc(9110, '8.6'), rfc(9112, '6.3')],
      basis: 'computed',
    }),
  ];
}

/** A description may give the decoded content where the length is that of the encoded one; then the two say nothing about each other. */
const decoded = (x: View): boolean => answered(x, 'Content-Encoding') !== undefined;

function shortened(x: View, size: number | undefined, length: number): Annotation {
  return error('framing/short', at.responseBody, {
    title:
      size === undefined
        ? say`The content is incomplete: fewer than the announced ${text(octets(length))} came`
        : say`Incomplete: ${String(size)} of ${text(octets(length))} came, ${String(length - size)} are missing`,
    detail: say`${'Content-Length'} announced ${text(octets(length))}, and the connection ended ${size === undefined ? text('before that') : say`after ${String(size)}`}. The message is truncated: it must not be taken for complete, nor stored as such. ${
      answered(x, 'Accept-Ranges')?.toLowerCase() === 'bytes' && size !== undefined
        ? say`The server takes ranges: ${`Range: bytes=${size}-`} with ${'If-Range'} fetches the rest.`
        : text(
            'A crash or timeout of the server, a proxy that gave up, or a length counted in characters instead of octets are the usual causes; a retry shows which.',
          )
    }`,
    specs: [rfc(9112, '8'), rfc(9112, '6.3')],
    basis: 'computed',
  });
}

function surplus(response: ResponseFacts, extra: number, anchor: string, chunked: boolean): Annotation {
  const end = chunked ? say`the last chunk` : say`the ${'Content-Length'}`;
  return error('framing/surplus', anchor, {
    title: say`${text(octets(extra))} more than ${end} ${text(chunked ? 'allows: they come after the end' : 'says: they come after the end')}`,
    detail: say`The message was complete, and ${text(octets(extra))} beyond its end came on the same connection.${begins(response)} They do not belong to this response, and a client would read them as the start of the next response: the connection is out of step and ought to be closed. Many clients drop them without a word. ${
      chunked || isResponse(response)
        ? []
        : say`The server counts ${'Content-Length'} wrongly, in characters instead of octets say, or writes after it has finished.`
    }`,
    specs: [rfc(9112, '6.3'), rfc(9112, '9.2'), rfc(9112, '11.1')],
    basis: 'computed',
  });
}

/** The server was not asked for another one: it may have answered twice, or given up on the connection (408). */
const isResponse = ({ extra }: ResponseFacts): boolean => extra !== undefined && /^HTTP\//.test(new TextDecoder('latin1').decode(extra));

function unknownLength({ subject }: View, response: ResponseFacts): readonly Annotation[] {
  if (response.complete === false && /TIMEOUT/.test(subject.error?.code ?? ''))
    return [
      error('framing/endless', at.responseBody, {
        title: say`No length was announced, and the connection stays open: the content has no end`,
        detail: say`The response has neither ${'Content-Length'} nor ${'Transfer-Encoding: chunked'}, so only closing the connection marks its end, and the server has not closed it. Either it forgot the length, or it means to send more later.`,
        specs: [rfc(9112, '6.3')],
        basis: 'computed',
      }),
    ];
  if (response.complete === false)
    return [
      error('framing/cut', at.responseBody, {
        title: say`The connection broke before the response was complete`,
        detail: say`No length was announced, so nobody can tell how much is missing of the content. What is there must not be taken for the whole.`,
        specs: [rfc(9112, '8')],
      }),
    ];
  if (response.fields === undefined || response.version === undefined || !/^HTTP\/1/.test(response.version)) return [];
  if (response.content === undefined && response.contentLength === undefined) return [];
  return [
    info('framing/until-close', at.response, {
      title: say`No length: the content ends where the server closes the connection`,
      detail: say`The response has neither ${'Content-Length'} nor ${'Transfer-Encoding: chunked'}, so only closing marks its end. A client cannot tell a complete answer from one that was cut (over TLS it can, by the closing alert), and the connection cannot be used again.`,
      specs: [rfc(9112, '6.3'), rfc(9112, '9.8')],
    }),
  ];
}

function requestSize(x: View, request: RequestFacts): readonly Annotation[] {
  const { length, codings } = lengthsOf(x.sent);
  const size = contentSize(request);
  if (length === undefined || size === undefined || codings.length > 0 || length === size) return [];
  const anchor = at.field('request', nameIn(x.sent, 'Content-Length'));
  const characters = request.content === undefined ? undefined : new TextDecoder().decode(request.content).length;
  const counted = characters === length && asked(x, 'Content-Encoding') === undefined;
  return [
    error('framing/request-length', anchor, {
      title: say`${'Content-Length'} says ${String(length)}, but the content has ${text(octets(size))}`,
      detail: say`${
        counted
          ? say`${String(length)} is the number of characters: the length counts octets, and in UTF-8 these characters take ${String(size)} octets. `
          : []
      }${
        size > length
          ? text('The server stops reading too early and takes the rest for the next request on this connection.')
          : text('The server waits for octets that never come, until one side gives up.')
      } Leave ${'Content-Length'} out, and Postil counts it.`,
      specs: [rfc(9110, '8.6'), rfc(9112, '6.3')],
      basis: 'computed',
    }),
  ];
}
