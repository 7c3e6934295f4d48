// Takes off the transfer codings that stand below the chunks (RFC 9112 section 7): they are the connection's, not the content's. What can't be
// taken off stays on, and is named.
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { HttpResponse, Oddity } from '../http/exchange.ts';
import { type Fields, valuesOf } from '../http/field.ts';

/** The response with them taken off, where there are any; `limit` is the most octets that may come out. */
export function withoutTransferCodings(response: HttpResponse, limit: number): HttpResponse {
  const { content, contentLength, complete, oddities } = response;
  const at = oddities.findIndex(({ code }) => code === 'unknown-transfer-coding');
  const found = oddities[at];
  const codings = codingsOf(response.fields);
  if (found === undefined || codings === undefined || content.length === 0 || content.length < contentLength) return response;
  const octets = undone(content, codings, { limit, complete });
  const told: Oddity =
    octets === undefined
      ? { ...found, code: 'bad-transfer-coding', detail: codings.join(', ') }
      : { ...found, code: 'transfer-coding', detail: `${codings.join(', ')}, ${content.length} octets became ${octets.length}` };
  const named = oddities.with(at, told);
  return octets === undefined
    ? { ...response, oddities: named }
    : { ...response, content: octets, contentLength: octets.length, oddities: named };
}

/** In the order in which they were applied; `undefined` where there are none, or one that can't be taken off. */
function codingsOf(fields: Fields): readonly string[] | undefined {
  const all = valuesOf(fields, 'transfer-encoding')
    .flatMap((value) => value.split(','))
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '' && one !== 'identity');
  const below = all.at(-1) === 'chunked' ? all.slice(0, -1) : all;
  return below.length > 0 && below.length <= MOST && below.every((one) => Object.hasOwn(DECODERS, one)) ? below : undefined;
}

/** More layers than this are nobody's need. */
const MOST = 4;

interface Wish {
  readonly limit: number;
  /** `false`: what a cut stream holds comes out. */
  readonly complete: boolean;
}

function undone(content: Uint8Array, codings: readonly string[], wish: Wish): Uint8Array | undefined {
  let octets = content;
  try {
    for (const coding of codings.toReversed()) octets = DECODERS[coding]?.(octets, wish) ?? octets;
    return octets;
  } catch {
    // It is not what it says, or becomes too long: the caller names it.
    return undefined;
  }
}

type Decoder = (octets: Uint8Array, wish: Wish) => Uint8Array;

const flushed = ({ limit, complete }: Wish): { maxOutputLength: number; finishFlush: number } => ({
  maxOutputLength: limit,
  finishFlush: complete ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
});

const gunzip: Decoder = (octets, wish) => gunzipSync(octets, flushed(wish));

/** With its zlib wrapper, or without, as some servers send it. */
const inflate: Decoder = (octets, wish) =>
  ((octets[0] ?? 0) & 0x0f) === 8 ? inflateSync(octets, flushed(wish)) : inflateRawSync(octets, flushed(wish));

/** Of these `br` is not registered as a transfer coding (RFC 9112 section 7.2), and used all the same. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  br: (octets, { limit, complete }) =>
    brotliDecompressSync(octets, {
      maxOutputLength: limit,
      finishFlush: complete ? constants.BROTLI_OPERATION_FINISH : constants.BROTLI_OPERATION_FLUSH,
    }),
};
