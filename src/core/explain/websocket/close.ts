// How the session ended: who closed, with which code, and whether cleanly (RFC 6455 sections 1.4 and 7).
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation, Level } from '../annotation.ts';
import { info, note, warning } from '../note.ts';
import { escaped, short } from '../shown.ts';
import { document, rfc } from '../spec.ts';
import type { TimingFacts, WebSocketFacts } from '../subject.ts';
import { closeCode } from './close-codes.ts';
import { closeBody } from './close-frame.ts';
import { type DecodedFrame, decodeFrame } from './decode-frame.ts';

export function explainClose(facts: WebSocketFacts, timing: TimingFacts | undefined): readonly Annotation[] {
  const frames = facts.frames?.flatMap((frame, i) => decodeFrame(frame, i) ?? []);
  const closes = frames?.filter((frame) => frame.kind === 'close') ?? [];
  if (facts.close === undefined && closes.length === 0) return [];
  const first = closes[0];
  const body = first === undefined ? undefined : closeBody(first.payload);
  const ending: Ending = {
    code: facts.close?.code ?? (first === undefined ? undefined : (body?.code ?? 1005)),
    reason: facts.close?.reason || body?.reason || '',
    clean: facts.close?.wasClean,
    first,
    answer: closes.find((frame) => frame.direction !== first?.direction),
    framesKnown: frames !== undefined,
    silence: silenceOf(timing),
    refused: refusedWith(facts),
  };
  return [...codeNote(ending), ...sequenceNote(ending), ...idleNote(ending), ...disagreement(ending, body?.code)];
}

interface Ending {
  readonly code: number | undefined;
  readonly reason: string;
  readonly clean: boolean | undefined;
  readonly first: DecodedFrame | undefined;
  readonly answer: DecodedFrame | undefined;
  readonly framesKnown: boolean;
  /** Milliseconds without a frame before the end. */
  readonly silence: number | undefined;
  /** The status of a handshake that did not open. */
  readonly refused: number | undefined;
}

function refusedWith({ handshake }: WebSocketFacts): number | undefined {
  const status = handshake?.response?.status;
  return status === undefined || status === 101 || handshake?.request?.method === 'CONNECT' ? undefined : status;
}

function silenceOf(timing: TimingFacts | undefined): number | undefined {
  const { open, lastFrame } = timing ?? {};
  return open === undefined || lastFrame === undefined || open < lastFrame ? undefined : open - lastFrame;
}

function codeNote(ending: Ending): readonly Annotation[] {
  if (ending.code === undefined) return [];
  if (ending.code === 1006 && ending.refused !== undefined) return [neverOpened(ending.refused)];
  const known = closeCode(ending.code);
  const who = ending.first === undefined ? '' : ending.first.direction === 'in' ? 'The server closed' : 'The client closed';
  const reason = escaped(ending.reason, 60);
  const title = say`${text(who === '' ? 'Closed' : who)} with ${ending.code} ${text(known.name)}${reason === '' ? text('') : text(': ')}${reason === '' ? [] : short(reason, 34)}`;
  return [
    note(levelOf(ending, known.level), 'ws/close/code', anchor.close, {
      title,
      detail: join([
        say`${ending.code} means: ${text(known.meaning)}.`,
        registered(ending.code),
        known.sentBy === 'local'
          ? say`The code is reserved: it is made up locally by the API that reports it and never sent on the wire.`
          : [],
        ending.reason === '' ? [] : say`The reason given is ${escaped(ending.reason, 125)}.`,
        text1005(ending),
        say`${text(known.next)}`,
      ]),
      specs: known.specs,
    }),
  ];
}

const neverOpened = (status: number): Annotation =>
  info('ws/close/never-opened', anchor.close, {
    title: say`Reported as ${1006}: the handshake was answered with ${status}, so nothing ever opened`,
    detail: say`A script gets an ${'error'} and a ${'close'} event with code ${1006} and nothing else; the status is kept from it. The code is made up locally and was never on the wire.`,
    specs: [
      rfc(6455, '7.1.5'),
      document('WebSockets', 'feedback-from-the-protocol', 'https://websockets.spec.whatwg.org/#feedback-from-the-protocol'),
    ],
  });

/** A code that only says how the connection ended is no fault when a close frame was exchanged nevertheless. */
const levelOf = ({ code, clean, first }: Ending, level: Level): Level =>
  code === 1006 && clean === true && first !== undefined ? 'info' : level;

const registered = (code: number): Prose =>
  code >= 3000 && code < 4000 && closeCode(code).name !== 'Library or framework'
    ? say`It is registered with IANA; the numbers mirror HTTP.`
    : [];

const text1005 = ({ code, first }: Ending): Prose =>
  code === 1005 && first !== undefined && first.payload.length === 0
    ? say`Here the close frame was ${text(first.masked ? '88 80 and a mask' : '88 00')}: empty.`
    : [];

function sequenceNote({ first, answer, clean, code, framesKnown }: Ending): readonly Annotation[] {
  if (first !== undefined && answer !== undefined) return [bothClosed(first, answer, clean)];
  if (first !== undefined) return clean === false ? [unanswered(first)] : [oneFrame(first, clean)];
  if (framesKnown && clean === false && code !== 1006) return [noFrame(code)];
  return [];
}

const sideOf = (frame: DecodedFrame): string => (frame.direction === 'in' ? 'server' : 'client');

const bothClosed = (first: DecodedFrame, answer: DecodedFrame, clean: boolean | undefined): Annotation =>
  info('ws/close/both', anchor.close, {
    title: say`Closing handshake complete: the ${text(sideOf(first))} began, the ${text(sideOf(answer))} answered`,
    detail: join([
      say`Each side sent a close frame: frame ${text(first.index)} from the ${text(sideOf(first))}, frame ${text(answer.index)} as the reply, which usually echoes the code. Both have now said that nothing more will come.`,
      say`Then TCP is closed, by the server first (FIN and ACK each way), so that the waiting state TIME_WAIT stays with the server and the client can connect again at once.`,
      clean === false ? say`The API reports it as not clean nevertheless: TCP ended before the reply was through.` : [],
    ]),
    specs: [rfc(6455, '5.5.1'), rfc(6455, '7.1.1'), rfc(6455, '1.4')],
    basis: 'computed',
  });

const oneFrame = (first: DecodedFrame, clean: boolean | undefined): Annotation =>
  info('ws/close/one-side', anchor.close, {
    title: say`The ${text(sideOf(first))} sent the close frame${text(clean === true ? '; the closing was clean' : '')}`,
    detail: join([
      say`The other side has to answer with a close frame of its own, and the server then closes TCP.`,
      clean === true ? say`The API reports a clean closing, so both close frames were exchanged; the record holds one.` : [],
    ]),
    specs: [rfc(6455, '5.5.1'), rfc(6455, '7.1.4')],
    basis: 'computed',
  });

const unanswered = (first: DecodedFrame): Annotation =>
  warning('ws/close/unanswered', anchor.close, {
    title: say`The ${text(sideOf(first))}'s close frame got no answer: the closing was not clean`,
    detail: say`The other side must reply with a close frame. It was gone already, hung, or dropped TCP at once; messages that were under way may be lost.`,
    specs: [rfc(6455, '5.5.1'), rfc(6455, '7.1.4')],
    basis: 'computed',
  });

const noFrame = (code: number | undefined): Annotation =>
  info('ws/close/no-frame', anchor.close, {
    title: say`No close frame came: TCP ended without the closing handshake`,
    detail: say`Neither side said goodbye, which an API reports as ${code ?? 1006} with ${'wasClean'} false. Whether the last messages arrived is unknown.`,
    specs: [rfc(6455, '7.1.4'), rfc(6455, '7.1.5')],
    basis: 'computed',
  });

/** Idle limits that proxies and load balancers have unless they are set otherwise, in seconds. */
const IDLE_LIMITS: readonly (readonly [seconds: number, who: string])[] = [
  [30, 'some load balancers and mobile networks'],
  [55, 'Heroku'],
  [60, 'nginx (proxy_read_timeout) and AWS load balancers'],
  [100, 'Cloudflare'],
  [120, 'some reverse proxies'],
  [240, 'Azure load balancers'],
  [300, 'some firewalls and Envoy'],
  [350, 'AWS network load balancers'],
  [600, 'Google Cloud'],
];

function idleNote({ code, clean, silence }: Ending): readonly Annotation[] {
  if (silence === undefined || clean === true || (code !== undefined && code !== 1006)) return [];
  const seconds = silence / 1000;
  const limit = IDLE_LIMITS.find(([one]) => seconds >= one - 1 && seconds <= one + Math.max(2, one * 0.05));
  if (limit === undefined && seconds < 20) return [];
  const span = seconds >= 10 ? `${Math.round(seconds)} s` : `${seconds.toFixed(1)} s`;
  return [
    warning('ws/close/idle', anchor.close, {
      title: say`Cut after ${text(span)} without a frame: probably an idle timeout on the way`,
      detail: join([
        say`No frame went either way for ${text(span)}, then the connection was gone without a close frame.`,
        limit === undefined
          ? say`A proxy, load balancer or firewall that drops idle connections is a likely cause.`
          : say`${text(`${limit[0]} seconds`)} is the usual idle limit of ${text(limit[1])}. That is a guess from the time alone.`,
        say`Keep the connection busy with a ping (heartbeat) at well under that interval, or raise the limit there.`,
      ]),
      specs: [rfc(6455, '5.5.2')],
      basis: 'hypothesis',
    }),
  ];
}

/** What the API reported against what the close frame said. */
function disagreement({ code, first, clean }: Ending, sent: number | undefined): readonly Annotation[] {
  if (code === undefined || first === undefined || first.direction !== 'in') return [];
  const expected = sent ?? 1005;
  if (expected === code || clean === false) return [];
  return [
    info('ws/close/code-differs', anchor.close, {
      title: say`Reported was ${code}, the server's close frame said ${expected}`,
      detail: say`An API reports the code of the close frame that it received; another one here means that this end had begun to close first, or that the record is of two connections.`,
      specs: [
        rfc(6455, '7.1.5'),
        document('WebSockets', 'eventdef-websocket-close', 'https://websockets.spec.whatwg.org/#eventdef-websocket-close'),
      ],
      basis: 'computed',
    }),
  ];
}
