// A WebSocket session as the panel draws it, and what changed since it was drawn last.
import * as anchor from '../../core/explain/anchor.ts';
import type { Annotation, Explanation } from '../../core/explain/annotation.ts';
import type { Frame, WsEvent, WsSession } from '../../core/http/websocket.ts';
import { type Prose, say, text } from '../../core/text/prose.ts';
import type { Chip, NoteView } from '../../protocol/annotation-view.ts';
import { duration, octets, plural } from '../../protocol/measure.ts';
import { MOST_FRAMES } from '../../protocol/merge-frames.ts';
import type { CloseView, FrameDetail, FrameView, SocketHead, SocketUpdate, SocketView } from '../../protocol/socket-view.ts';
import { findingChips, tlsChips } from './chips.ts';
import { Contents } from './contents.ts';
import { type FrameContext, frameDetail, frameView, type MessageOf, messagesByFrame } from './frame-view.ts';
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
  const frames = new Framed(session, explanation).from(Math.max(0, session.frames.length - MOST_FRAMES));
  return { kind: 'socket', ...headOf(session, explanation, live, contents), frames };
}

/** All that is said of one frame, and its bits; `undefined` when there is no such frame. */
export const toFrameDetail = (session: WsSession, explanation: Explanation, index: number): FrameDetail | undefined =>
  new Framed(session, explanation).detail(index);

/** What to send after `before` was sent: new frames, and those of which something else is to be said now. */
export function toSocketUpdate(
  before: readonly FrameView[],
  session: WsSession,
  explanation: Explanation,
  live: boolean,
  contents: Contents,
): SocketUpdate {
  const framed = new Framed(session, explanation);
  const seen = (before.at(-1)?.index ?? -1) + 1;
  // The last of the old ones can change in more than its findings: its bracket, its message.
  const from = Math.max(0, seen - 1, session.frames.length - MOST_FRAMES);
  const fresh = framed.from(from);
  const noted = before
    .filter((old) => old.index < from)
    .flatMap((old) => {
      const now = framed.view(old.index);
      return now === undefined || sameNotes(old.findings, now.findings) ? [] : [now];
    });
  return {
    head: headOf(session, explanation, live, contents),
    changed: [...noted, ...fresh.filter((frame) => frame.index < seen)],
    appended: fresh.filter((frame) => frame.index >= seen),
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

const isFrame = (where: string): boolean => where.startsWith('ws.frames[');

/** The frames of a session with what is said of them and the messages that they belong to. */
class Framed {
  readonly #frames: readonly Frame[];
  readonly #notes: ReadonlyMap<number, readonly NoteView[]>;
  readonly #messages: ReadonlyMap<number, MessageOf>;

  constructor({ frames, events }: WsSession, { annotations }: Explanation) {
    this.#frames = frames;
    this.#notes = notesByFrame(annotations);
    this.#messages = messagesByFrame(events);
  }

  view(index: number): FrameView | undefined {
    const frame = this.#frames[index];
    return frame && frameView(frame, this.#context(index));
  }

  detail(index: number): FrameDetail | undefined {
    const frame = this.#frames[index];
    return frame && frameDetail(frame, this.#context(index));
  }

  /** Views from `start` on. */
  from(start: number): readonly FrameView[] {
    return this.#frames.slice(start).map((frame, i) => frameView(frame, this.#context(start + i)));
  }

  #context(index: number): FrameContext {
    const [before, after] = [this.#frames[index - 1], this.#frames[index + 1]];
    return { index, before, after, message: this.#messages.get(index), notes: this.#notes.get(index) ?? [] };
  }
}

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
