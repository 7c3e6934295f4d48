// Octets of the wire log in one piece.
import type { Exchange, WireRecord } from '../../core/http/exchange.ts';

export const received = (records: readonly WireRecord[]): Uint8Array =>
  joined(records.filter((r) => r.direction === 'in').map((r) => r.bytes));

export const sent = (records: readonly WireRecord[]): Uint8Array =>
  joined(records.filter((r) => r.direction === 'out').map((r) => r.bytes));

/** The request's content: as it was given, or where files were streamed as it went over the wire. */
export function sentContent(exchange: Exchange): Uint8Array {
  const content = exchange.request.content ?? [];
  const bytes = content.flatMap((piece) => (piece.kind === 'bytes' ? [piece.bytes] : []));
  if (bytes.length === content.length) return joined(bytes);
  const octets = sent(exchange.wire.records);
  const head = endOfHead(octets);
  return head === undefined ? joined(bytes) : octets.subarray(head);
}

/** Where the content begins: after the first empty line; `undefined` when there is none. */
export function endOfHead(octets: Uint8Array): number | undefined {
  for (let i = 0; i + 3 < octets.length; i++) {
    if (octets[i] === 13 && octets[i + 1] === 10 && octets[i + 2] === 13 && octets[i + 3] === 10) return i + 4;
  }
  return undefined;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
