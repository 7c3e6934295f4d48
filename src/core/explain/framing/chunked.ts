// Reads a body in the chunked transfer coding (RFC 9112 section 7.1). Total: it reads as far as it can and says where it stopped.

export interface Chunk {
  /** Where its size line begins, in octets of the body. */
  readonly start: number;
  readonly size: number;
  /** What follows the size on its line, from the semicolon on; empty when there is nothing. */
  readonly extension: string;
}

export interface ChunkedBody {
  /** Without the last chunk, of size 0. */
  readonly chunks: readonly Chunk[];
  /** Octets of content. */
  readonly size: number;
  /** The lines of the trailer section. */
  readonly trailers: readonly string[];
  /** The last chunk and the empty line after it were there. */
  readonly ended: boolean;
  readonly fault: ChunkFault | undefined;
  /** A line of the coding ended with LF alone. */
  readonly bareLf: boolean;
  /** Octets that the coding takes; the rest came after the end. */
  readonly length: number;
}

/** `size`: a size line that is none; `overrun`: no line end after the data of a chunk. */
export interface ChunkFault {
  readonly kind: 'size' | 'overrun';
  readonly at: number;
  /** The line, or the octets in place of the line end, as Latin-1. */
  readonly found: string;
}

/** `radix` 10 is for the guess that a server writes sizes in decimal. */
export function readChunked(bytes: Uint8Array, radix: 10 | 16 = 16): ChunkedBody {
  const chunks: Chunk[] = [];
  let size = 0;
  let at = 0;
  let bareLf = false;
  const stop = (fault?: ChunkFault): ChunkedBody => ({ chunks, size, trailers: [], ended: false, fault, bareLf, length: bytes.length });
  for (;;) {
    const line = lineAt(bytes, at);
    if (line === undefined) return stop();
    bareLf ||= line.bare;
    const parts = /^([0-9A-Fa-f]{1,13})[ \t]*(;.*)?$/s.exec(line.text);
    if (parts === null) return stop({ kind: 'size', at, found: line.text.slice(0, 80) });
    const count = Number.parseInt(parts[1] ?? '0', radix);
    if (count === 0) return { chunks, size, bareLf, ...readTrailers(bytes, line.end) };
    const end = line.end + count;
    chunks.push({ start: at, size: count, extension: parts[2] ?? '' });
    size += Math.min(count, bytes.length - line.end);
    if (end >= bytes.length) return stop();
    const after = lineAt(bytes, end);
    if (after !== undefined && after.text !== '') return stop({ kind: 'overrun', at: end, found: after.text.slice(0, 20) });
    if (after === undefined)
      return stop(
        bytes[end] === 13 && end + 1 === bytes.length ? undefined : { kind: 'overrun', at: end, found: latin(bytes, end, end + 20) },
      );
    bareLf ||= after.bare;
    at = after.end;
  }
}

function readTrailers(bytes: Uint8Array, start: number): Pick<ChunkedBody, 'trailers' | 'ended' | 'fault' | 'length'> {
  const trailers: string[] = [];
  let at = start;
  for (;;) {
    const line = lineAt(bytes, at);
    if (line === undefined) return { trailers, ended: false, fault: undefined, length: bytes.length };
    at = line.end;
    if (line.text === '') return { trailers, ended: true, fault: undefined, length: at };
    trailers.push(line.text);
  }
}

/** The line at that place without its end; a bare LF ends one too, which RFC 9112 section 2.2 allows in the head only: `bare` tells it. */
function lineAt(bytes: Uint8Array, start: number): { readonly text: string; readonly end: number; readonly bare: boolean } | undefined {
  const lf = bytes.indexOf(10, start);
  if (lf < 0) return undefined;
  const bare = bytes[lf - 1] !== 13 || lf === start;
  return { text: latin(bytes, start, bare ? lf : lf - 1), end: lf + 1, bare };
}

const latin = (bytes: Uint8Array, start: number, end: number): string => {
  let words = '';
  for (const octet of bytes.subarray(start, Math.min(end, start + 400))) words += String.fromCharCode(octet);
  return words;
};
