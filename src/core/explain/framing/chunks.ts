// What the chunks of a response show (RFC 9112 section 7.1).
import { combined } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, good, info } from '../note.ts';
import { counted, escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { nameIn, type View } from '../view.ts';
import { octets } from '../words.ts';
import { type ChunkedBody, readChunked } from './chunked.ts';
import { contentForbidden, lengthsOf } from './read.ts';

export function explainChunks(x: View): readonly Annotation[] {
  const response = x.response;
  if (response === undefined || contentForbidden(x) !== undefined) return [];
  const { chunked } = lengthsOf(x.got);
  const body = response.rawBody === undefined ? undefined : readChunked(response.rawBody);
  if (!chunked) return [];
  const anchor = at.field('response', nameIn(x.got, 'Transfer-Encoding'));
  if (body?.fault !== undefined) return [faulty(body, body.fault, inDecimal(response.rawBody))];
  const endless = body?.ended === false && response.oddities?.some(({ code }) => code === 'no-final-crlf') !== true;
  if (response.complete === false || endless) return [cut(body, inDecimal(response.rawBody))];
  const codings = split(combined(x.got, 'Transfer-Encoding') ?? '').flatMap(({ text: coding }) =>
    /^chunked$/i.test(coding) ? [] : [coding],
  );
  const proper = response.version === undefined || response.version === 'HTTP/1.1';
  return [...(proper ? [whole(anchor, body, codings)] : []), ...extensions(body), ...bareLf(body), ...surplus(response.rawBody, body)];
}

/** `codings` are those that were applied before chunked. */
function whole(anchor: string, body: ChunkedBody | undefined, codings: readonly string[]): Annotation {
  const under =
    codings.length === 0
      ? []
      : say` Under the chunks lies another transfer coding, ${escaped(codings.join(', '), 40)}: the recipient undoes it for this connection, other than a ${'Content-Encoding'}, which belongs to the content.`;
  const numbers =
    body === undefined
      ? []
      : say` Here ${text(octets(body.size))} of content came in ${text(counted(body.chunks.length, 'chunk'))} and took ${text(octets(body.length))} on the wire.`;
  return good('framing/chunked', anchor, {
    title:
      body === undefined
        ? say`Chunked: the length was not known in advance; the last chunk marks the end`
        : say`${text(counted(body.chunks.length, 'chunk'))}, ${text(octets(body.size))}; the length was not known in advance`,
    detail: say`The content was sent while it was made, each chunk with its size in hexadecimal before it; a chunk of size 0 ends it. So the length need not be known in advance, and the connection can stay open.${under}${numbers}`,
    specs: [rfc(9112, '7.1')],
    basis: 'computed',
  });
}

/** Sizes in decimal, as a server writes them that does not know better, would fit. */
const inDecimal = (raw: Uint8Array | undefined): boolean => raw !== undefined && readChunked(raw, 10).ended;

function cut(body: ChunkedBody | undefined, decimal: boolean): Annotation {
  return error('framing/no-last-chunk', at.responseBody, {
    title:
      body === undefined
        ? say`Incomplete: the connection ended before the last chunk`
        : say`Incomplete: ${text(octets(body.size))} came, but no last chunk of size 0`,
    detail: say`A chunked body is complete only with the last chunk, the zero-size one, and the empty line after it. The connection ended before, so the message was cut off: it is truncated by an unknown amount and must not be taken for complete. ${
      decimal
        ? text('Read as decimal numbers the chunk sizes fit exactly: the server writes them so, and they have to be hexadecimal.')
        : text('The server failed while it wrote, or a proxy on the way gave up.')
    }`,
    specs: [rfc(9112, '8'), rfc(9112, '7.1')],
    basis: 'computed',
  });
}

function faulty(body: ChunkedBody, fault: NonNullable<ChunkedBody['fault']>, decimal: boolean): Annotation {
  const where = text(`octet ${fault.at} of the body`);
  if (fault.kind === 'size')
    return error('framing/bad-chunk-size', at.responseBody, {
      title: say`Bad chunk size ${escaped(fault.found === '' ? '(empty)' : fault.found, 24)}: hexadecimal digits were expected`,
      detail: say`At ${where} a line with the size of the next chunk in hexadecimal was expected, without ${'0x'} or sign, and ${escaped(fault.found, 60)} stands there. ${text(counted(body.chunks.length, 'chunk'))} before it could be read; where the rest begins and ends cannot be known. The server counts wrongly, or writes content without chunk framing.`,
      specs: [rfc(9112, '7.1'), rfc(9112, '8')],
      basis: 'computed',
    });
  return error('framing/chunk-overrun', at.responseBody, {
    title: say`A chunk is longer than its size: no line end at ${where}`,
    detail: say`After the octets that the size announced a CRLF was expected at ${where}, and ${escaped(fault.found, 30)} stands there. ${
      decimal
        ? text('Read as decimal numbers the sizes fit exactly, but they have to be hexadecimal.')
        : text('The size counts octets, not characters; here it does not fit, and the reader has lost step.')
    }`,
    specs: [rfc(9112, '7.1')],
    basis: 'computed',
  });
}

/** RFC 9112 section 2.2 is lenient with lines of the header section, not with these. */
function bareLf(body: ChunkedBody | undefined): readonly Annotation[] {
  if (body?.bareLf !== true) return [];
  return [
    error('framing/chunk-bare-lf', at.responseBody, {
      title: say`Lines of the chunked coding end with LF alone; they must end with CR LF`,
      detail: say`Size and data of a chunk each end with CRLF. A reader that takes a bare LF for it and one that does not see chunks at different places: that is how messages are smuggled. Strict clients, Node among them, fail.`,
      specs: [rfc(9112, '7.1')],
      basis: 'computed',
    }),
  ];
}

/** RFC 9112 sections 6.3 and 9.2: the body ends with the empty line after the last chunk, whatever else comes. */
function surplus(raw: Uint8Array | undefined, body: ChunkedBody | undefined): readonly Annotation[] {
  if (raw === undefined || body === undefined || !body.ended || body.length >= raw.length) return [];
  const rest = raw.length - body.length;
  return [
    error('framing/after-last-chunk', at.responseBody, {
      title: say`${text(octets(rest))} beyond the end of the chunked body: a client misreads them`,
      detail: say`The last chunk and the empty line after it end the message. What follows on the connection counts as the beginning of the next response, so this client and the server lose step. The server wrote more than one body, or forgot a chunk size; close the connection.`,
      specs: [rfc(9112, '6.3'), rfc(9112, '9.2')],
      basis: 'computed',
    }),
  ];
}

function extensions(body: ChunkedBody | undefined): readonly Annotation[] {
  const first = body?.chunks.find((chunk) => chunk.extension !== '');
  if (first === undefined) return [];
  return [
    info('framing/chunk-extension', at.responseBody, {
      title: say`Chunk extension ${escaped(first.extension, 40)}: readers ignore it`,
      detail: say`A chunk's size may be followed by extensions. No general one is defined, a recipient must ignore those it does not know, and proxies drop them.`,
      specs: [rfc(9112, '7.1.1')],
      basis: 'computed',
    }),
  ];
}
