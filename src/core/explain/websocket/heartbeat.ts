// Pings and their pongs (RFC 6455 sections 5.5.2 and 5.5.3).
import { say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { good, info, warning } from '../note.ts';
import { escapedOctets } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { WebSocketFacts } from '../subject.ts';
import type { DecodedFrame } from './decode-frame.ts';

export function heartbeatNotes(frames: readonly DecodedFrame[], close: WebSocketFacts['close']): readonly Annotation[] {
  const answered = new Set<DecodedFrame>();
  const notes = frames.filter((frame) => frame.kind === 'ping').flatMap((ping) => pingNote(ping, frames, close, answered));
  const unasked = frames.filter((frame) => frame.kind === 'pong' && !answered.has(frame));
  const missed = new Set(notes.flatMap((one) => (one.id === 'ws/frame/ping-unanswered' ? [one.anchor] : [])));
  return [...notes, ...unasked.map((pong) => unsolicited(pong, openPing(pong, frames, missed)))];
}

function pingNote(
  ping: DecodedFrame,
  frames: readonly DecodedFrame[],
  close: WebSocketFacts['close'],
  answered: Set<DecodedFrame>,
): readonly Annotation[] {
  const later = frames.filter((frame) => frame.index > ping.index);
  const pong = later.find(
    (frame) => frame.kind === 'pong' && frame.direction !== ping.direction && sameOctets(frame.payload, ping.payload),
  );
  if (pong !== undefined) {
    answered.add(pong);
    return [answeredBy(ping, pong)];
  }
  const overtaken = later.some((frame) => frame.kind === 'ping' && frame.direction === ping.direction);
  const closing = frames.some((frame) => frame.kind === 'close' && frame.index < ping.index);
  const spoke = later.some((frame) => frame.direction !== ping.direction && frame.kind !== 'close');
  if (overtaken || closing || (close === undefined && !spoke) || closedInstead(ping, later)) return [];
  return [unanswered(ping)];
}

/** Milliseconds in which a pong may still be on its way when the one that owes it closes: what came before the ping is read first. */
const SOON = 1_000;

const closedInstead = ({ at, direction }: DecodedFrame, later: readonly DecodedFrame[]): boolean =>
  later.some((frame) => frame.kind === 'close' && frame.direction !== direction && at !== undefined && (frame.at ?? Infinity) - at < SOON);

function answeredBy(ping: DecodedFrame, pong: DecodedFrame): Annotation {
  const took = ping.at !== undefined && pong.at !== undefined && pong.at >= ping.at ? ` after ${Math.round(pong.at - ping.at)} ms` : '';
  return good('ws/frame/ping-answered', anchor.frame(pong.index), {
    title: say`Pong for the ping of frame ${text(ping.index)}${text(took)}: same payload`,
    detail: say`A pong carries the payload of the ping that it answers, which tells the two ends that the connection is alive${text(took === '' ? '' : ' and how long a round trip takes')}.`,
    specs: [rfc(6455, '5.5.3')],
    basis: 'computed',
  });
}

function unanswered(ping: DecodedFrame): Annotation {
  const byClient = ping.direction === 'in';
  return warning('ws/frame/ping-unanswered', anchor.frame(ping.index), {
    title: say`This ping was never answered: no pong ${text(byClient ? 'was sent' : 'came')} for it`,
    detail: say`The ${text(byClient ? 'server' : 'client')} sent a ping with payload ${escapedOctets(ping.payload, 30)}; the ${text(byClient ? 'client' : 'server')} must answer with a pong of the same payload as soon as it can. Without a pong the sender takes the connection for dead and drops it, which the other side sees as close code ${'1006'}.`,
    specs: [rfc(6455, '5.5.2')],
  });
}

/** The unanswered ping that a pong comes after. */
const openPing = (pong: DecodedFrame, frames: readonly DecodedFrame[], missed: ReadonlySet<string>): DecodedFrame | undefined =>
  frames.findLast(
    ({ kind, direction, index }) =>
      kind === 'ping' && direction !== pong.direction && index < pong.index && missed.has(anchor.frame(index)),
  );

const unsolicited = (pong: DecodedFrame, ping: DecodedFrame | undefined): Annotation =>
  ping !== undefined
    ? info('ws/frame/pong-payload', anchor.frame(pong.index), {
        title: say`This pong does not answer the ping of frame ${text(ping.index)}: its payload differs`,
        detail: say`The ping carried ${escapedOctets(ping.payload, 30)}, the pong ${escapedOctets(pong.payload, 30)}. An answer carries the same payload as its ping; this one counts as a pong that nobody asked for.`,
        specs: [rfc(6455, '5.5.3')],
        basis: 'computed',
      })
    : info('ws/frame/pong-unsolicited', anchor.frame(pong.index), {
        title: say`A pong that answers no ping of this record: a one-way heartbeat`,
        detail: say`Either end may send pongs unasked to keep the connection busy; no answer is expected.`,
        specs: [rfc(6455, '5.5.3')],
      });

const sameOctets = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((octet, i) => octet === b[i]);
