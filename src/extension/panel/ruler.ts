// The bits of a frame as a row of cells (RFC 6455 section 5.2).
import type { Frame } from '../../core/http/websocket.ts';
import type { RulerCell } from '../../protocol/socket-view.ts';

/** The parts of a frame that a note can be about; the words of the anchors. */
export type FramePart = 'fin' | 'rsv' | 'opcode' | 'mask' | 'length' | 'payload';

/** Octets of the payload that the ruler spells out. */
const SHOWN = 24;

export function rulerOf(frame: Frame, bad: ReadonlySet<FramePart>, preview: string): readonly RulerCell[] {
  const bit = (on: boolean): string => (on ? '1' : '0');
  const cell = (label: string, bits: string, meaning: string, part: FramePart, derived = false): RulerCell => ({
    label,
    bits,
    meaning,
    bad: bad.has(part),
    derived,
  });
  const key = frame.maskingKey;
  const onWire = frame.octets.subarray(frame.headerLength);
  return [
    cell('FIN', bit(frame.fin), frame.fin ? 'last of its message' : 'more follows', 'fin'),
    cell('RSV1-3', [frame.rsv1, frame.rsv2, frame.rsv3].map(bit).join(' '), frame.rsv1 ? 'compressed' : '', 'rsv'),
    cell('opcode', frame.opcode.toString(2).padStart(4, '0'), frame.kind, 'opcode'),
    cell('MASK', bit(frame.masked), frame.masked ? 'masked' : 'plain', 'mask'),
    cell('length', lengthBits(frame), `= ${frame.payloadLength}`, 'length'),
    ...(key === undefined ? [] : [cell('masking key', hex(key, 4), '', 'mask')]),
    ...(frame.payloadLength === 0 ? [] : payloadCells(frame, onWire, preview, bad.has('payload'))),
  ];
}

function payloadCells(frame: Frame, onWire: Uint8Array, preview: string, bad: boolean): readonly RulerCell[] {
  if (!frame.masked) return [{ label: 'payload', bits: hex(onWire, SHOWN), meaning: preview, bad, derived: false }];
  return [
    { label: 'payload, masked', bits: hex(onWire, SHOWN), meaning: '', bad: false, derived: false },
    { label: 'unmasked', bits: hex(frame.payload, SHOWN), meaning: preview, bad, derived: true },
  ];
}

// Seven bits, and what follows them: 126 says that 16 bits come, 127 that 64 bits come.
function lengthBits(frame: Frame): string {
  const seven = (frame.octets[1] ?? 0) & 0x7f;
  const bits = seven.toString(2).padStart(7, '0');
  const more = seven === 126 ? 2 : seven === 127 ? 8 : 0;
  return more === 0 ? bits : `${bits} + ${hex(frame.octets.subarray(2, 2 + more), 8)}`;
}

/** `37 fa 21 3d`, with an ellipsis past `most`. */
export function hex(octets: Uint8Array, most: number): string {
  const shown = Array.from(octets.subarray(0, most), (octet) => octet.toString(16).padStart(2, '0')).join(' ');
  return octets.length > most ? `${shown} …` : shown;
}
