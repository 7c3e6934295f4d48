// Responses that the parser (llhttp) cannot read, and bodies that do not decode (RFC 9112, RFC 9110 section 8.4).
import { firstOf } from '../../http/field.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import { counted, escaped, octetCount, quoted } from '../shown.ts';
import { rfc } from '../spec.ts';
import { octets } from '../words.ts';
import { entriesOf, type FailureEntry, type Told } from './entry.ts';
import type { FailureFacts } from './facts.ts';
import { recognise } from './packet.ts';

const entry = entriesOf('http-parse');
const SERVER = 'It is a fault of the server (or of a proxy on the way): it has to be mended there.';

export const PARSING: readonly FailureEntry[] = [
  entry(
    'HPE_INVALID_CONSTANT',
    'The answer does not begin like an HTTP response',
    'A response begins with HTTP/1.1, and these octets do not: another protocol is spoken on this port, or they are left over from a response before whose Content-Length was too small.',
    'Check the port and the scheme; if a response had come before, its Content-Length.',
    { specs: [rfc(9112, '4')], tell: notHttp },
  ),
  entry(
    'HPE_INVALID_VERSION',
    'The HTTP version in the status line is invalid',
    'The status line names a version that does not exist; HTTP/1.1 and HTTP/1.0 are the ones in use.',
    SERVER,
    {
      specs: [rfc(9112, '2.3')],
      tell: withPacket,
    },
  ),
  entry(
    'HPE_INVALID_STATUS',
    'The status code is not three digits',
    'The status code in the status line must be exactly three digits, such as 200.',
    SERVER,
    { specs: [rfc(9112, '4')], tell: withPacket },
  ),
  entry(
    'HPE_INVALID_HEADER_TOKEN',
    'A header line has a character that is not allowed',
    "A field's name or value holds an illegal character: a space before the colon, a control character, a NUL.",
    `${SERVER} A lenient parser can be forced, but it opens the way for smuggled requests.`,
    { specs: [rfc(9112, '5.1'), rfc(9110, '5.5')], tell: badHeader },
  ),
  entry(
    'HPE_CR_EXPECTED',
    'A line ends with LF alone',
    'Lines of the header section end with CRLF (CR and LF); one ends with a bare LF, a line feed alone. A recipient may accept that, and this parser does not.',
    SERVER,
    { specs: [rfc(9112, '2.2')], tell: withPacket },
  ),
  entry(
    'HPE_LF_EXPECTED',
    'A CR is not followed by LF',
    'A carriage return stands alone in the header section. It may come from text that was put into a field unchecked (header injection).',
    SERVER,
    {
      specs: [rfc(9112, '2.2')],
      tell: withPacket,
    },
  ),
  entry(
    'HPE_HEADER_OVERFLOW UND_ERR_HEADERS_OVERFLOW',
    'The header section is larger than the limit',
    'The status line and fields together are larger than this client accepts: 16 KiB in Node unless set otherwise. Usually too many or too long Set-Cookie fields.',
    'Send smaller or fewer fields (cookies above all); or raise the limit: --max-http-header-size, maxHeaderSize.',
    {
      specs: [rfc(9110, '5.4')],
      tell: tooLong,
    },
  ),
  entry(
    'HPE_INVALID_CONTENT_LENGTH',
    'Content-Length is invalid',
    'Its value is no number, or it stands together with Transfer-Encoding, so that the end of the body is ambiguous.',
    SERVER,
    { specs: [rfc(9112, '6.3')], tell: withPacket },
  ),
  entry(
    'HPE_UNEXPECTED_CONTENT_LENGTH',
    'Two fields disagree about the length of the body',
    'The response has two Content-Length fields, or Content-Length beside Transfer-Encoding. A sender must not send that. By the rules Transfer-Encoding counts, and two lengths only where they agree; not every reader keeps to that, so two of them could see the body end at different places, which is how responses are smuggled.',
    SERVER,
    {
      specs: [rfc(9112, '6.3'), rfc(9112, '6.2')],
      tell: ({ message }) => ({
        title: /duplicate/i.test(message)
          ? say`Duplicate ${'Content-Length'}: the server says twice where the body ends`
          : say`${'Content-Length'} beside ${'Transfer-Encoding'}: where the body ends is ambiguous`,
      }),
    },
  ),
  entry(
    'HPE_INVALID_TRANSFER_ENCODING HPE_UNEXPECTED_TRANSFER_ENCODING',
    'Transfer-Encoding is invalid',
    'It stands together with Content-Length, or chunked is not its last coding: the end of the body is ambiguous, which is how messages are smuggled.',
    SERVER,
    { specs: [rfc(9112, '6.1'), rfc(9112, '6.3')], tell: withPacket },
  ),
  entry(
    'HPE_INVALID_CHUNK_SIZE',
    'A chunk size is not hexadecimal',
    'In a chunked body each chunk begins with its size in hexadecimal digits; here stands something else. Often an earlier chunk was longer than its size said.',
    SERVER,
    {
      specs: [rfc(9112, '7.1')],
      tell: withPacket,
    },
  ),
  entry(
    'HPE_STRICT',
    'A chunk does not end where its size says',
    'After the data of a chunk CRLF must follow; it does not, so the chunk size before it was wrong.',
    SERVER,
    { specs: [rfc(9112, '7.1')], tell: withPacket },
  ),
  entry(
    'HPE_CHUNK_EXTENSIONS_OVERFLOW',
    'The chunk extensions are longer than the limit',
    'After the size of a chunk extensions may follow. Nearly nobody uses them, a recipient ignores those it does not know, and it ought to limit their length: 16 KiB in Node.',
    SERVER,
    { specs: [rfc(9112, '7.1.1')], tell: withPacket },
  ),
  entry(
    'HPE_INVALID_EOF_STATE',
    'The connection ended inside a message',
    'The server closed the connection before the message was complete.',
    'Try again; look at the server log when it repeats.',
    { specs: [rfc(9112, '8')], tell: ended },
  ),
  entry(
    'HPE_CLOSED_CONNECTION',
    'Data after the end of the last message',
    'The response said Connection: close, and more octets came after its end.',
    SERVER,
    { specs: [rfc(9112, '9.6')], tell: withPacket },
  ),
  entry(
    'HPE_INVALID_METHOD',
    'An unknown method',
    'A server could not read the method of a request; a client meets this when the other end sends a request instead of a response.',
    'Check what is at the other end.',
    { specs: [rfc(9112, '3.1')] },
  ),
  entry(
    'HPE_INVALID_URL',
    'A malformed request target',
    'A server could not read the target of a request: it has characters that must be percent-encoded.',
    'Encode the target.',
    { specs: [rfc(9112, '3.2')] },
  ),
  entry(
    'HPE_PAUSED HPE_PAUSED_UPGRADE HPE_USER HPE_INTERNAL HPE_CB_MESSAGE_COMPLETE',
    'The parser was stopped',
    'The program that reads the response stopped the parser.',
    'Look for the first error before this one.',
  ),
  entry(
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
    'The body is not as long as Content-Length says',
    'The response ended with fewer or more octets than its Content-Length announced: it was cut, or the server counted wrong (characters instead of octets).',
    SERVER,
    { specs: [rfc(9112, '6.3'), rfc(9110, '8.6')], tell: short },
  ),
  entry(
    'UND_ERR_RES_EXCEEDED_MAX_SIZE',
    'The body is larger than the limit of this client',
    'The client was told to take no more than a certain number of octets.',
    'Raise the limit, or save the body to a file.',
  ),
  entry(
    'UND_ERR_RESPONSE UND_ERR_RESPONSE_STATUS_CODE',
    'The response has an error status',
    'The client was told to treat statuses from 400 up as failures.',
    'Read the response itself.',
  ),
  entry(
    'Z_DATA_ERROR ERR_ZLIB_INITIALIZATION_FAILED',
    'The body is not compressed as Content-Encoding says',
    'The body was announced as compressed, but it is not valid compressed data: it is plain text under a wrong label, was changed on the way, or compressed with another coding.',
    'Compare the first octets with the coding named; the server or a proxy sets Content-Encoding wrongly, or compresses twice.',
    { specs: [rfc(9110, '8.4'), rfc(1952, '2.3')], tell: notCompressed },
  ),
  entry(
    'Z_BUF_ERROR',
    'The compressed body ended too early',
    'The compressed stream has no end: the response was truncated, so the body is incomplete.',
    'Try again; compare Content-Length with what arrived.',
    {
      specs: [rfc(9110, '8.4')],
      tell: () => ({ title: say`The compressed body is cut off: its stream has no end` }),
    },
  ),
  entry(
    'ERR__ERROR_FORMAT_PADDING_1 ERR_BROTLI_DECODER_ERROR ERR_BROTLI_DECOMPRESSION_FAILED',
    'The body is not valid Brotli',
    'Content-Encoding says br, but the octets are no Brotli data.',
    'The label is wrong or the body was changed on the way: look at its first octets.',
    { match: /brotli|^Decompression failed$/i, specs: [rfc(7932, '9')] },
  ),
  entry(
    'ZSTD_error_prefix_unknown ERR_ZSTD',
    'The body is not valid Zstandard',
    'Content-Encoding says zstd, but the octets are no Zstandard frame.',
    'The label is wrong or the body was changed on the way.',
    { specs: [rfc(8878, '3.1.1')] },
  ),
];

/** Postil says which of its limits it was; a parser's own limit is Node's. */
function tooLong({ host, message }: FailureFacts): Told {
  const count = /^More than (\d+) informational responses$/.exec(message)?.[1];
  if (count !== undefined)
    return {
      title: say`${host} sent more than ${text(counted(Number(count), 'interim response'))}, and no final one`,
      cause: say`Interim responses (1xx) only announce the final response. A server that sends them without end is in a loop, or keeps the connection alive that way for something that never gets done.`,
      next: say`Look why the server does not come to its final response.`,
    };
  const limit = /more than (\d+) octets$/.exec(message)?.[1];
  if (limit === undefined) return { title: say`The header section from ${host} exceeds the limit (${'16 KiB'} by default)` };
  const section = /trailer/i.test(message) ? 'trailer section' : 'header section';
  return {
    title: say`The ${section} from ${host} has more than ${text(octets(Number(limit)))}`,
    cause: say`No reader goes on for ever where fields do not end: Postil stops at ${text(octets(Number(limit)))}, other clients much earlier (16 KiB in Node). Too many or too long ${'Set-Cookie'} fields are usual; without end it is a fault of the server.`,
    next: say`Send smaller or fewer fields, cookies above all.`,
  };
}

function ended(facts: FailureFacts): Told {
  if (facts.subject.response?.status !== undefined)
    return { title: say`${facts.host} closed the connection before the last chunk of the response` };
  const packet = packetOf(facts);
  if (packet === undefined || packet.length === 0) return {};
  const words = new TextDecoder('latin1').decode(packet);
  const bareCr = /\r(?!\n)/.test(words) && !words.includes('\n');
  return {
    title: bareCr
      ? say`The response's lines end with CR alone, so its head has no end`
      : say`${facts.host} closed the connection inside of the response's head`,
    ...(bareCr && {
      cause: say`Each line of the head ends with CR and LF; a CR alone ends nothing. So the head was not over when the server closed the connection.`,
    }),
    evidence: say`What came is ${quoted(packet, 80)}.`,
    ...(bareCr && { next: say`${SERVER}` }),
    basis: 'computed',
  };
}

function short({ subject: { response } }: FailureFacts): Told {
  const [came, length] = [response?.contentLength ?? response?.content?.length, firstOf(response?.fields ?? [], 'Content-Length')];
  if (came === undefined || length === undefined || !/^\d+$/.test(length) || came >= Number(length)) return {};
  return { title: say`The connection ended after ${String(came)} of ${text(octets(Number(length)))} of the body`, basis: 'computed' };
}

/** Octets that the parser complained about, from the error or the message as received. */
const packetOf = ({ error, subject }: FailureFacts): Uint8Array | undefined => error.rawPacket ?? subject.response?.raw;

function notHttp(facts: FailureFacts): Told {
  const packet = packetOf(facts);
  const after = facts.error.afterResponse;
  if (after !== undefined) return surplus(facts, packet);
  if (packet === undefined || packet.length === 0)
    return { title: say`What ${facts.host} answers is not HTTP/1: another protocol on port ${facts.port ?? '?'}?` };
  const known = recognise(packet);
  return {
    title:
      known === undefined
        ? say`The answer begins with ${quoted(packet, 24)}, not with ${'HTTP/'}`
        : say`Not HTTP/1 but ${text(known.what.split(/[:(,]/)[0]?.trim() ?? '')}, on port ${facts.port ?? '?'}`,
    ...(known !== undefined && { cause: say`A response begins with ${'HTTP/1.1'}; these octets do not.` }),
    evidence: join([say`The first octets are ${quoted(packet)}.`, known === undefined ? [] : say`That looks like ${text(known.what)}.`]),
    ...(known !== undefined && { next: say`${text(known.next)}` }),
    basis: 'computed',
  };
}

function surplus({ error }: FailureFacts, packet: Uint8Array | undefined): Told {
  const fields = error.afterResponse?.fields ?? [];
  const length = firstOf(fields, 'Content-Length');
  const rest = packet === undefined ? 'More octets' : octetCount(packet.length);
  return {
    title:
      length === undefined
        ? say`${text(rest)} came after the end of the response`
        : say`${text(rest)} came after ${'Content-Length'} (${escaped(length, 20)}) was reached`,
    cause: join([
      say`A response${text(error.afterResponse?.status === undefined ? '' : ` (${error.afterResponse.status})`)} had been read to its end${length === undefined ? [] : say`, at ${'Content-Length'} ${escaped(length, 20)}`}. The surplus octets after it${packet === undefined ? [] : say` (${quoted(packet)})`} should be the next response, and are none.`,
      say`The body is longer than the server counted, usually because it counts characters instead of octets.`,
    ]),
    next: say`Let the server compute ${'Content-Length'} from the octets that it sends, or use chunked coding.`,
    basis: 'computed',
  };
}

function withPacket(facts: FailureFacts): Told {
  const packet = packetOf(facts);
  if (packet === undefined || packet.length === 0) return {};
  return { evidence: say`The octets are ${quoted(packet, 60)}.`, basis: 'computed' };
}

/** Finds the line that breaks the grammar. */
function badHeader(facts: FailureFacts): Told {
  const packet = packetOf(facts);
  const said = headerWords(facts.message);
  if (packet === undefined) return said === undefined ? {} : { evidence: said };
  const lines = new TextDecoder('latin1').decode(packet.subarray(0, 65536)).split(/\r?\n/);
  const wrong = lines
    .slice(1, lines.indexOf('', 1) < 0 ? undefined : lines.indexOf('', 1))
    .find((line) => !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*$/.test(line));
  if (wrong === undefined) return withPacket(facts);
  const space = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+[ \t]+:/.test(wrong);
  return {
    title: space
      ? say`A header line has a space before its colon: ${escaped(wrong, 40)}`
      : say`A malformed header line: ${escaped(wrong, 50)}`,
    evidence: join([
      said ?? [],
      say`The line is ${escaped(wrong.replace(/^((?:set-cookie|cookie|authorization)[^:]*:).*/i, '$1 •••'), 80)}.`,
    ]),
    basis: 'computed',
  };
}

const headerWords = (message: string): Prose | undefined => {
  const what = /Parse Error: (.+)$/.exec(message)?.[1];
  return what === undefined ? undefined : say`The parser says: ${escaped(what, 80)}.`;
};

function notCompressed({ error, subject }: FailureFacts): Told {
  const coding = error.contentEncoding ?? firstOf(subject.response?.fields ?? [], 'Content-Encoding');
  const content = subject.response?.content ?? error.rawPacket;
  return {
    ...(coding !== undefined && {
      title: say`${`Content-Encoding: ${escaped(coding, 20)}`}, but the body is not ${escaped(coding, 20)} data`,
    }),
    ...(content !== undefined &&
      content.length > 0 && {
        evidence: say`The body begins with ${quoted(content, 16)}; ${text('gzip begins with 1f 8b, zlib (deflate) usually with 78')}.`,
      }),
  };
}
