// The frames of HTTP/2 as rows, with their notes and what a selected one shows.
import * as anchor from '../../core/explain/anchor.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { blockOf, type H2Frame, type HeaderLine } from '../../core/http/http2.ts';
import { frameWords, recordWords } from '../../core/report/http2-words.ts';
import type { H2FrameView, H2LineView, Http2View } from '../../protocol/http2-view.ts';
import { byWeight } from './message-view.ts';
import type { Places } from './places.ts';

/** Rows that are drawn; notes of the frames behind them stand beside the exchange. */
const ROWS = 300;
/** Lines of one frame, and code units of a value. */
const LINES = 200;
const VALUE = 4000;

export function http2View({ http2, wire }: Exchange, places: Places): Http2View | undefined {
  if (http2 === undefined) return undefined;
  const held = { in: 0, out: 0 };
  for (const { direction, bytes } of wire.records) held[direction] += bytes.length;
  return {
    words: recordWords(http2),
    frames: http2.frames.slice(0, ROWS).map((frame, index) => ({
      ...frameView(frame, index),
      place: placeOf(frame, http2.began[frame.direction], held[frame.direction]),
      notes: byWeight(places.take(anchor.h2Frame(index))),
    })),
    more: Math.max(0, http2.frames.length - ROWS) + http2.omitted,
    notes: places.take(anchor.http2),
  };
}

const frameView = (frame: H2Frame, index: number): Omit<H2FrameView, 'place' | 'notes'> => ({
  index,
  direction: frame.direction,
  at: frame.at,
  type: frame.name,
  flags: frame.flagNames,
  stream: frame.stream === 0 ? undefined : frame.stream,
  what: frameWords(frame),
  ends: frame.direction === 'in' && (frame.content.kind === 'reset' || frame.content.kind === 'goaway') && frame.content.error !== 0,
  octets: frame.type < 0 ? frame.length : frame.length + 9,
  lines: linesOf(frame),
});

/** Half-open; nothing of a frame that came before the exchange, or past the capture. */
function placeOf(frame: H2Frame, began: number, held: number): H2FrameView['place'] {
  const start = frame.offset - began;
  const end = Math.min(held, start + (frame.type < 0 ? frame.length : frame.length + 9));
  return start < 0 || start >= end ? undefined : { start, end };
}

function linesOf(frame: H2Frame): readonly H2LineView[] {
  const block = blockOf(frame);
  if (block !== undefined) return block.lines.slice(0, LINES).map(lineView);
  if (frame.content.kind !== 'settings') return [];
  return frame.content.settings.slice(0, LINES).map(({ id, name, value }) => ({
    name: name ?? `0x${id.toString(16).padStart(4, '0')}`,
    value: String(value),
    how: name === undefined ? 'unknown, without effect' : '',
    octets: 6,
  }));
}

const lineView = ({ name, value, form, octets }: HeaderLine): H2LineView => ({
  name,
  value: value.length > VALUE ? `${value.slice(0, VALUE)}…` : value,
  how: HOW[form],
  octets,
});

const HOW: Readonly<Record<HeaderLine['form'], string>> = {
  indexed: 'an index',
  remembered: 'written, then remembered',
  literal: 'written',
  never: 'written, never to be remembered',
};
