// A WebSocket session as annotated text: the handshake like any exchange, then a row for each frame, then how it ended.
import * as anchor from '../explain/anchor.ts';
import type { Annotation, Explanation } from '../explain/annotation.ts';
import type { Frame, WsEvent, WsSession } from '../http/websocket.ts';
import { plain } from '../text/prose.ts';
import { duration, escaped, paint, wrap } from './layout.ts';
import { exchangeText, type TerminalOptions } from './terminal.ts';

/** The session as lines joined with LF. */
export function sessionText(session: WsSession, explanation: Explanation, options: TerminalOptions): string {
  const handshake: Explanation = {
    summary: explanation.summary,
    annotations: explanation.annotations
      .filter((note) => !note.anchor.startsWith('ws.frames') && !note.anchor.startsWith('ws.close'))
      .map(onExchange),
  };
  const frames = session.frames.flatMap((frame, i) => frameLines(frame, i, session, explanation, options));
  const table = frames.length > 0 ? [paint(options, 'bold', 'Frames'), ...frames] : [];
  return [exchangeText(session.handshake, handshake, options), ...table, ...ending(session, explanation, options)].join('\n');
}

/** The handshake's fields are printed as those of an exchange, so their notes go to the same places. */
const onExchange = (note: Annotation): Annotation => ({
  ...note,
  anchor: note.anchor.replace(/^ws\.handshake\.(request|response)\b/, '$1'),
});

function frameLines(
  frame: Frame,
  index: number,
  session: WsSession,
  explanation: Explanation,
  options: TerminalOptions,
): readonly string[] {
  const before = session.frames[index - 1];
  const since = before === undefined ? '' : `+${duration(frame.at - before.at)}`;
  const bits = [
    frame.fin ? 'FIN' : '',
    frame.rsv1 ? 'RSV1' : '',
    frame.rsv2 ? 'RSV2' : '',
    frame.rsv3 ? 'RSV3' : '',
    frame.masked ? `mask ${key(frame)}` : '',
  ]
    .filter((bit) => bit !== '')
    .join(' ');
  const arrow = frame.direction === 'out' ? paint(options, 'blue', '↑') : paint(options, 'green', '↓');
  const wire = `${frame.headerLength + frame.payloadLength}/${frame.payloadLength} B`;
  const row = `  ${String(index + 1).padStart(3)} ${arrow} ${since.padStart(9)}  ${frame.kind.padEnd(12)} ${bits.padEnd(18)} ${wire.padEnd(10)} ${preview(frame, options.columns - 66)}`;
  return [row.trimEnd(), ...notes(explanation, anchor.frame(index), options)];
}

const key = (frame: Frame): string => [...(frame.maskingKey ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function preview(frame: Frame, width: number): string {
  if (frame.kind === 'close') return closePayload(frame.payload);
  if (frame.rsv1) return `(compressed, ${frame.payloadLength} octets)`;
  if (frame.kind === 'binary')
    return [...frame.payload.subarray(0, Math.max(4, Math.floor(width / 3)))].map((b) => b.toString(16).padStart(2, '0')).join(' ');
  const words = escaped(new TextDecoder().decode(frame.payload)).replace(/\n/g, '⏎');
  return words.length > width ? `${words.slice(0, Math.max(8, width - 1))}…` : words;
}

function closePayload(payload: Uint8Array): string {
  if (payload.length < 2) return '(no code)';
  const code = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
  return `${code} ${escaped(new TextDecoder().decode(payload.subarray(2)))}`.trimEnd();
}

function notes(explanation: Explanation, place: string, options: TerminalOptions): readonly string[] {
  return explanation.annotations
    .filter((note) => note.anchor === place || note.anchor.startsWith(`${place}.`))
    .filter((note) => note.level === 'error' || note.level === 'warning' || (options.density === 'learn' && note.definition !== true))
    .flatMap((note) => {
      const colour = note.level === 'error' ? 'red' : note.level === 'warning' ? 'yellow' : 'dim';
      return wrap(`${note.level}: ${escaped(plain(note.title))}`, options.columns - 10).map((line) =>
        paint(options, colour, `        ${line}`),
      );
    });
}

function ending(session: WsSession, explanation: Explanation, options: TerminalOptions): readonly string[] {
  const last = session.events.findLast((event): event is Extract<WsEvent, { kind: 'closed' }> => event.kind === 'closed');
  const closing = session.events.find((event): event is Extract<WsEvent, { kind: 'closing' }> => event.kind === 'closing');
  if (last === undefined) return [];
  const who = closing === undefined ? '' : `, ${closing.by === 'server' ? 'the server' : 'Postil'} closed first`;
  const said = `Closed with ${last.code}${last.reason === '' ? '' : ` "${escaped(last.reason)}"`}${last.clean ? ', clean' : ', not clean'}${who}`;
  return [paint(options, last.clean ? 'green' : 'red', said), ...notes(explanation, anchor.close, options)];
}
