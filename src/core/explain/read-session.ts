// A WebSocket session as `postil send --json` writes it → what an explanation reads of one. What is no event or frame is left out.
import type { WsEvent } from '../http/websocket.ts';
import type { SessionFacts } from './from-exchange.ts';
import { base64, boolean, hex, type Json, list, number, record, string } from './read-json.ts';

export const sessionOf = (given: Json): Omit<SessionFacts, 'handshake'> => ({
  events: list(given['events'])?.flatMap((one) => eventOf(record(one) ?? {}) ?? []) ?? [],
  frames: list(given['frames'])?.flatMap((one) => frameOf(record(one) ?? {}) ?? []) ?? [],
});

/** Those that say when it opened and how it ended. */
function eventOf(given: Json): WsEvent | undefined {
  const at = number(given['at']) ?? 0;
  switch (given['kind']) {
    case 'open':
      return { kind: 'open', at, subprotocol: '', extensions: '' };
    case 'closed': {
      const [code = 1005, reason = '', clean = false] = [number(given['code']), string(given['reason']), boolean(given['clean'])];
      return { kind: 'closed', at, code, reason, clean };
    }
    case 'failed':
      return { kind: 'failed', at, failure: { kind: 'protocol', code: '', message: '', phase: 'websocket' } };
  }
  return undefined;
}

function frameOf(given: Json): SessionFacts['frames'][number] | undefined {
  const start = hex(given['octetsHex']);
  if (start === undefined) return undefined;
  return {
    direction: given['direction'] === 'out' ? 'out' : 'in',
    at: number(given['at']) ?? 0,
    octets: octetsOf(start, given),
    read: number(given['read']) ?? -1,
  };
}

/** The frame as it stood on the wire: of a long one only the beginning is written, its payload is there without the mask. */
function octetsOf(start: Uint8Array, given: Json): Uint8Array {
  const [payload, header] = [base64(given['payloadBase64']), number(given['headerLength'])];
  const mask = hex(given['maskingKey']);
  if (payload === undefined || header === undefined || start.length < header || header + payload.length <= start.length) return start;
  const octets = new Uint8Array(header + payload.length);
  octets.set(start);
  for (let i = start.length; i < octets.length; i++) octets[i] = (payload[i - header] ?? 0) ^ (mask?.[(i - header) % 4] ?? 0);
  return octets;
}
