// A WebSocket session as the panel draws it, and what changed since it was drawn last.
import * as anchor from '../../core/explain/anchor.ts';
import type { Annotation, Explanation } from '../../core/explain/annotation.ts';
import type { WsEvent, WsSession } from '../../core/http/websocket.ts';
import { type Prose, say, text } from '../../core/text/prose.ts';
import type { Chip, NoteView } from '../../protocol/annotation-view.ts';
import { duration, octets, plural } from '../../protocol/measure.ts';
import type { CloseView, FrameView, SocketHead, SocketUpdate, SocketView } from '../../protocol/socket-view.ts';
import { findingChips, tlsChips } from './chips.ts';
import { Contents } from './contents.ts';
import { frameView, messagesByFrame } from './frame-view.ts';
import { handshakeView } from './handshake-view.ts';
import { byWeight } from './message-view.ts';
import { noteView, Places } from './places.ts';
import { hopView, toneOf } from './view.ts';

export function toSocketView(
  session: WsSession,
  explanation: Explanation,
  live: boolean,
  contents: Contents = Contents.of([session.handshake]),
): SocketView {
  const byFrame = notesByFrame(explanation.annotations);
  return { kind: 'socket', ...headOf(session, explanation, live, contents), frames: framesOf(session, byFrame, 0) };
}

/** What to send after `before` was sent: new frames, and those whose notes came later. */
export function toSocketUpdate(
  before: readonly FrameView[],
  session: WsSession,
  explanation: Explanation,
  live: boolean,
  contents: Contents,
): SocketUpdate {
  const byFrame = notesByFrame(explanation.annotations);
  // Only the last of the old ones can change but for notes: its bracket, its message.
  const from = Math.max(0, before.length - 1);
  const fresh = framesOf(session, byFrame, from);
  const noted = before.slice(0, from).flatMap((old) => {
    const notes = byFrame.get(old.index) ?? [];
    return sameNotes(old.notes, notes) ? [] : framesOf(session, byFrame, old.index, old.index + 1);
  });
  return {
    head: headOf(session, explanation, live, contents),
    changed: [...noted, ...fresh.filter((frame) => frame.index < before.length)],
    appended: fresh.filter((frame) => frame.index >= before.length),
  };
}

function headOf(session: WsSession, explanation: Explanation, live: boolean, contents: Contents): SocketHead {
  const { handshake, state, events } = session;
  const places = new Places(explanation.annotations.filter((one) => !isFrame(one.anchor)));
  const close = closeView(events, places.take(anchor.close));
  const pending = state === 'connecting';
  const exchange = hopView(handshake, 0, places, contents);
  return {
    summary: explanation.summary,
    tone:
      close === undefined || close.clean ? (pending ? 'neutral' : toneOf(handshake) === 'neutral' ? 'good' : toneOf(handshake)) : 'error',
    chips: [...socketChips(session), ...findingChips(explanation.annotations)],
    url: handshake.request.url,
    state,
    live: live && state === 'open',
    handshake: handshakeView(handshake, pending),
    exchange,
    close,
    notes: byWeight(places.rest().map(noteView)),
  };
}

function framesOf(
  session: WsSession,
  byFrame: ReadonlyMap<number, readonly NoteView[]>,
  from: number,
  to = session.frames.length,
): readonly FrameView[] {
  const messages = messagesByFrame(session.events);
  const { frames } = session;
  return frames.slice(from, to).map((frame, i) => {
    const index = from + i;
    const context = {
      index,
      before: frames[index - 1],
      after: frames[index + 1],
      message: messages.get(index),
      notes: byFrame.get(index) ?? [],
    };
    return frameView(frame, context);
  });
}

const isFrame = (where: string): boolean => where.startsWith('ws.frames[');

function notesByFrame(annotations: readonly Annotation[]): ReadonlyMap<number, readonly NoteView[]> {
  const byFrame = new Map<number, NoteView[]>();
  for (const annotation of annotations) {
    const index = /^ws\.frames\[(\d+)\]/.exec(annotation.anchor)?.[1];
    if (index === undefined) continue;
    const list = byFrame.get(Number(index));
    if (list === undefined) byFrame.set(Number(index), [noteView(annotation)]);
    else list.push(noteView(annotation));
  }
  for (const [index, list] of byFrame) byFrame.set(index, [...byWeight(list)]);
  return byFrame;
}

const sameNotes = (a: readonly NoteView[], b: readonly NoteView[]): boolean =>
  a.length === b.length && a.every((note, i) => note.id === b[i]?.id);

function socketChips({ events, frames, compression, handshake }: WsSession): readonly Chip[] {
  const open = events.find((event) => event.kind === 'open');
  const pong = events.findLast((event) => event.kind === 'pong' && event.roundTrip !== undefined);
  const messages = events.filter((event) => event.kind === 'message');
  const sent = messages.filter((event) => event.direction === 'out').length;
  const plain = (words: string, label: string): Chip => ({ text: words, label, level: 'plain' });
  return [
    ...tlsChips(handshake.connection),
    ...(open?.kind === 'open' && open.subprotocol !== ''
      ? [plain(`subprotocol ${open.subprotocol}`, `The server chose the subprotocol ${open.subprotocol}`)]
      : []),
    ...(compression === undefined ? [] : [plain(compression.split(';')[0] ?? compression, `Agreed: ${compression}`)]),
    plain(
      `↑ ${sent} · ↓ ${messages.length - sent}`,
      `${plural(sent, 'message')} sent, ${plural(messages.length - sent, 'message')} received`,
    ),
    plain(octets(frames.reduce((sum, frame) => sum + frame.headerLength + frame.payloadLength, 0)), 'Octets of all frames, both ways'),
    ...(pong?.kind === 'pong' && pong.roundTrip !== undefined
      ? [plain(`ping ${duration(pong.roundTrip)}`, `The last ping was answered after ${duration(pong.roundTrip)}`)]
      : []),
  ];
}

function closeView(events: readonly WsEvent[], notes: readonly NoteView[]): CloseView | undefined {
  const closing = events.find((event) => event.kind === 'closing');
  const closed = events.find((event) => event.kind === 'closed');
  const failed = events.find((event) => event.kind === 'failed');
  if (closed === undefined && failed === undefined) return undefined;
  const by = closing?.kind === 'closing' ? closing.by : 'network';
  const code = closed?.kind === 'closed' ? closed.code : undefined;
  const reason = closed?.kind === 'closed' ? closed.reason : failed?.kind === 'failed' ? failed.failure.message : '';
  const clean = closed?.kind === 'closed' && closed.clean;
  return {
    by,
    code,
    reason,
    clean,
    words: wordsOf(by, closing?.kind === 'closing' ? closing.code : undefined, clean),
    notes: byWeight(notes),
  };
}

function wordsOf(by: CloseView['by'], code: number | undefined, clean: boolean): Prose {
  const who = { server: 'the server closed first', postil: 'Postil closed first', network: 'the connection ended without a close frame' }[
    by
  ];
  const how = clean ? 'clean: close frames went both ways' : 'not clean: the closing handshake was not completed';
  return code === undefined ? say`${text(who)}; ${text(how)}` : say`${text(who)} with ${code}; ${text(how)}`;
}
