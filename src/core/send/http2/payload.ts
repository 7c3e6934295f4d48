// What the payload of one frame says (RFC 9113 section 6). Total: a payload that its type does not allow comes back as such.
import { type H2Content, type H2Priority, type HeaderBlock, settingName } from '../../http/http2.ts';

export interface Payload {
  readonly type: number;
  readonly flags: number;
  /** Octets of the payload, as the header says. */
  readonly length: number;
  /** The payload, or its beginning: of DATA not more than the length of its padding. */
  readonly payload: Uint8Array;
}

const ACK = 0x01;
const PADDED = 0x08;
const PRIORITY = 0x20;
/** Octets kept of a payload that nothing is known of. */
const GLANCE = 1024;

/** `block` is the header block that ends here. */
export function contentOf(frame: Payload, block: HeaderBlock | undefined): H2Content {
  const { type, length } = frame;
  const octets = Buffer.from(frame.payload.buffer, frame.payload.byteOffset, frame.payload.length);
  const found = block === undefined ? {} : { block };
  switch (type) {
    case 0:
      return data(frame);
    case 1: {
      const padded = paddingOf(frame);
      if (padded === undefined || padded.left < prioritySize(frame)) return malformed(octets, TOO_MUCH_PADDING);
      const priority = prioritySize(frame) === 0 ? {} : { priority: priorityAt(octets, padded.start) };
      return { kind: 'headers', ...said(padded.padding), ...priority, ...found };
    }
    case 2:
      return length === 5 ? { kind: 'priority', priority: priorityAt(octets, 0) } : malformed(octets, 'PRIORITY has 5 octets');
    case 3:
      return length === 4 ? { kind: 'reset', error: octets.readUInt32BE() } : malformed(octets, 'RST_STREAM has 4 octets');
    case 4:
      return settings(frame, octets);
    case 5: {
      const padded = paddingOf(frame);
      if (padded === undefined || padded.left < 4) return malformed(octets, TOO_MUCH_PADDING);
      return { kind: 'promise', promised: octets.readUInt32BE(padded.start) & 0x7fffffff, ...said(padded.padding), ...found };
    }
    case 6:
      return length === 8 ? { kind: 'ping', payload: octets } : malformed(octets, 'PING has 8 octets');
    case 7:
      return length < 8
        ? malformed(octets, 'GOAWAY has 8 octets at least')
        : { kind: 'goaway', last: octets.readUInt32BE() & 0x7fffffff, error: octets.readUInt32BE(4), debug: octets.subarray(8) };
    case 8:
      return length === 4
        ? { kind: 'window', increment: octets.readUInt32BE() & 0x7fffffff }
        : malformed(octets, 'WINDOW_UPDATE has 4 octets');
    case 9:
      return { kind: 'continuation', ...found };
    default:
      return { kind: 'other', octets: octets.subarray(0, GLANCE) };
  }
}

/** The part of a header block in HEADERS, PUSH_PROMISE or CONTINUATION; `undefined` where there is none to be found, or not all is here. */
export function blockPart(frame: Payload): Uint8Array | undefined {
  const { type, payload, length } = frame;
  if (payload.length < length) return undefined;
  if (type === 9) return payload;
  const before = type === 5 ? 4 : prioritySize(frame);
  const padded = paddingOf(frame);
  if (padded === undefined || padded.left < before) return undefined;
  return payload.subarray(padded.start + before, padded.start + padded.left);
}

const TOO_MUCH_PADDING = 'its padding and fixed parts are longer than the frame';

const malformed = (octets: Uint8Array, why: string): H2Content => ({ kind: 'malformed', why, octets: octets.subarray(0, GLANCE) });

const said = (padding: number | undefined): { readonly padding?: number } => (padding === undefined ? {} : { padding });

/** Where the payload begins behind the length of its padding, and how much of it is no padding; `undefined` where that can't be. */
function paddingOf({ flags, length, payload }: Payload): { start: number; left: number; padding: number | undefined } | undefined {
  if ((flags & PADDED) === 0) return { start: 0, left: length, padding: undefined };
  const padding = payload[0];
  return padding === undefined || padding >= length ? undefined : { start: 1, left: length - 1 - padding, padding };
}

const prioritySize = ({ type, flags }: Payload): number => (type === 1 && (flags & PRIORITY) !== 0 ? 5 : 0);

function priorityAt(octets: Buffer, at: number): H2Priority {
  const on = octets.readUInt32BE(at);
  return { exclusive: on >= 0x80000000, on: on & 0x7fffffff, weight: (octets[at + 4] ?? 0) + 1 };
}

function data(frame: Payload): H2Content {
  const padded = paddingOf(frame);
  return padded === undefined ? malformed(frame.payload, TOO_MUCH_PADDING) : { kind: 'data', octets: padded.left, ...said(padded.padding) };
}

function settings({ flags, length, payload }: Payload, octets: Buffer): H2Content {
  if ((flags & ACK) !== 0 && length > 0) return malformed(octets, 'an acknowledgement of SETTINGS is empty');
  if (length % 6 !== 0) return malformed(octets, 'SETTINGS has 6 octets for each setting');
  const all = Array.from({ length: Math.floor(payload.length / 6) }, (_, i) => {
    const id = octets.readUInt16BE(i * 6);
    return { id, name: settingName(id), value: octets.readUInt32BE(i * 6 + 2) };
  });
  return { kind: 'settings', settings: all };
}
