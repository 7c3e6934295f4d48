// The content codings that Node's zlib can take off, synchronously and with a limit (RFC 9110 section 8.4.1, RFC 7932, RFC 8878).
import * as zlib from 'node:zlib';

/** What the octets are; `raw` is deflate without the zlib wrapper that RFC 9110 section 8.4.1.2 asks for. */
export type CodingFormat = 'gzip' | 'zlib' | 'raw' | 'brotli' | 'zstd';

/** `strict` asks for the end of the stream; without it, what a cut stream holds comes out. */
export interface InflateOptions {
  readonly limit: number;
  readonly strict: boolean;
}

export interface Inflated {
  readonly octets: Uint8Array;
  /** How many octets of the input were used. */
  readonly used: number;
}

/** Throws what zlib throws; `undefined` where this Node has no such decoder. */
export function inflate(format: CodingFormat, octets: Uint8Array, options: InflateOptions): Inflated | undefined {
  const run = DECODERS[format];
  if (run === undefined) return undefined;
  const result: unknown = run(octets, options);
  if (typeof result !== 'object' || result === null || !('buffer' in result) || !('engine' in result)) return undefined;
  const { buffer, engine } = result as { buffer: Uint8Array; engine: { bytesWritten: number } };
  return { octets: buffer, used: engine.bytesWritten };
}

/** By name as in Content-Encoding, lower case. */
export const FORMATS: Readonly<Record<string, CodingFormat>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'zlib',
  br: 'brotli',
  zstd: 'zstd',
};

/** What the first octets say; brotli and raw deflate have no mark. */
export function sniff(octets: Uint8Array): CodingFormat | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  if (octets.length >= 3 && a === 0x1f && b === 0x8b && c === 8) return 'gzip';
  if (octets.length >= 4 && a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  if (octets.length >= 2 && (a & 0x0f) === 8 && a >> 4 <= 7 && (a * 256 + b) % 31 === 0 && (b & 0x20) === 0) return 'zlib';
  return undefined;
}

type Decoder = (octets: Uint8Array, options: InflateOptions) => unknown;

const { constants } = zlib;

const deflated = ({ limit, strict }: InflateOptions): zlib.ZlibOptions => ({
  maxOutputLength: limit,
  finishFlush: strict ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
  info: true,
});

const DECODERS: Readonly<Record<CodingFormat, Decoder | undefined>> = {
  gzip: (octets, options) => zlib.gunzipSync(octets, deflated(options)),
  zlib: (octets, options) => zlib.inflateSync(octets, deflated(options)),
  raw: (octets, options) => zlib.inflateRawSync(octets, deflated(options)),
  brotli: (octets, { limit, strict }) =>
    zlib.brotliDecompressSync(octets, {
      maxOutputLength: limit,
      finishFlush: strict ? constants.BROTLI_OPERATION_FINISH : constants.BROTLI_OPERATION_FLUSH,
      info: true,
    }),
  zstd:
    'zstdDecompressSync' in zlib
      ? (octets, { limit, strict }) =>
          zlib.zstdDecompressSync(octets, {
            maxOutputLength: limit,
            finishFlush: strict ? constants.ZSTD_e_end : constants.ZSTD_e_flush,
            info: true,
          })
      : undefined,
};
