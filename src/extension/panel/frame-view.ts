// A frame as a row of the list.
import type { Frame, WsEvent } from '../../core/http/websocket.ts';
import type { NoteView } from '../../protocol/annotation-view.ts';
import type { BitView, FrameDetail, FrameView } from '../../protocol/socket-view.ts';
import { type FramePart, hex, rulerOf } from './ruler.ts';

/** What surrounds a frame in its session. */
export interface FrameContext {
  readonly index: number;
  readonly before: Frame | undefined;
  readonly after: Frame | undefined;
  readonly message: MessageOf | undefined;
  readonly notes: readonly NoteView[];
}

/** The message that a frame belongs to: its number among the messages and what it says. */
export interface MessageOf {
  readonly number: number;
  readonly frames: readonly number[];
  readonly data: string | Uint8Array;
}

export function frameView(frame: Frame, context: FrameContext): FrameView {
  const { index, before, message, notes } = context;
  const bad = badParts(notes);
  const preview = previewOf(frame, message, index);
  return {
    index,
    direction: frame.direction,
    at: frame.at,
    delta: before === undefined ? frame.at : frame.at - before.at,
    type: frame.kind === 'reserved' ? `opcode ${frame.opcode}` : frame.kind,
    control: frame.opcode >= 8,
    fin: frame.fin,
    bits: bitsOf(frame, bad),
    wireLength: frame.headerLength + frame.payloadLength,
    length: lengthOf(frame, message),
    preview,
    bracket: bracketOf(frame, context),
    message: message !== undefined && message.frames.length > 1 ? message.number : undefined,
    findings: notes.filter((note) => !note.definition && (note.level === 'error' || note.level === 'warning')),
  };
}

export function frameDetail(frame: Frame, { index, message, notes }: FrameContext): FrameDetail {
  const preview = previewOf(frame, message, index);
  return { notes, ruler: rulerOf(frame, badParts(notes), preview === '' ? '' : quoted(preview)) };
}

/** Messages by the frame that they came in. */
export function messagesByFrame(events: readonly WsEvent[]): ReadonlyMap<number, MessageOf> {
  const byFrame = new Map<number, MessageOf>();
  let number = 0;
  for (const event of events) {
    if (event.kind !== 'message') continue;
    const message = { number: ++number, frames: event.frames, data: event.data };
    for (const frame of event.frames) byFrame.set(frame, message);
  }
  return byFrame;
}

function badParts(notes: readonly NoteView[]): ReadonlySet<FramePart> {
  const parts = new Set<FramePart>();
  for (const { level, anchor } of notes) {
    const part = /\.(fin|rsv|opcode|mask|length|payload)$/.exec(anchor)?.[1];
    if (level === 'error' && part !== undefined) parts.add(part as FramePart);
  }
  return parts;
}

function bitsOf(frame: Frame, bad: ReadonlySet<FramePart>): readonly BitView[] {
  const rsv = [frame.rsv1, frame.rsv2, frame.rsv3].flatMap((on, i) => (on ? [{ text: `RSV${i + 1}`, bad: bad.has('rsv') }] : []));
  const key = frame.maskingKey;
  return [
    { text: frame.fin ? 'FIN' : 'more', bad: bad.has('fin') },
    ...rsv,
    ...(frame.masked
      ? [{ text: `mask ${key === undefined ? '' : hex(key, 4).replaceAll(' ', '')}`.trim(), bad: bad.has('mask') }]
      : bad.has('mask')
        ? [{ text: 'no mask', bad: true }]
        : []),
  ];
}

function lengthOf(frame: Frame, message: MessageOf | undefined): number | undefined {
  if (!frame.rsv1 && frame.kind !== 'continuation') return frame.payloadLength;
  if (message === undefined) return frame.rsv1 ? undefined : frame.payloadLength;
  if (message.frames.length > 1) return frame.rsv1 ? undefined : frame.payloadLength;
  return typeof message.data === 'string' ? new TextEncoder().encode(message.data).length : message.data.length;
}

const PREVIEW = 120;

function previewOf(frame: Frame, message: MessageOf | undefined, index: number): string {
  if (frame.kind === 'close') return closePreview(frame.payload);
  if (frame.rsv1 && message !== undefined && message.frames[0] === index)
    return typeof message.data === 'string' ? cut(message.data) : hex(message.data, 16);
  if (frame.rsv1) return 'compressed';
  if (frame.kind === 'binary' || frame.kind === 'reserved') return hex(frame.payload, 16);
  if (frame.kind === 'continuation' && message !== undefined && typeof message.data !== 'string') return hex(frame.payload, 16);
  return cut(new TextDecoder().decode(frame.payload.subarray(0, PREVIEW * 4)));
}

function closePreview(payload: Uint8Array): string {
  if (payload.length < 2) return 'no code';
  const code = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
  const reason = new TextDecoder().decode(payload.subarray(2));
  return reason === '' ? String(code) : `${code} ${reason}`;
}

function bracketOf(frame: Frame, { before, after }: FrameContext): FrameView['bracket'] {
  const with_ = (other: Frame | undefined): boolean => frame.direction === 'in' && other?.direction === 'in' && other.read === frame.read;
  if (with_(before)) return with_(after) ? 'middle' : 'last';
  return with_(after) ? 'first' : 'none';
}

const cut = (text: string): string => (text.length > PREVIEW ? `${text.slice(0, PREVIEW - 1)}…` : text);
const quoted = (text: string): string => `"${cut(text)}"`;
