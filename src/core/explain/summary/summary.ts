// The one sentence over an exchange: outcome, consequence, next step, in at most 140 characters.
import { type Prose, plain, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { escaped } from '../shown.ts';
import type { Subject } from '../subject.ts';
import { type View, view } from '../view.ts';
import { frameCounts } from '../websocket/frames.ts';
import { duration } from '../words.ts';
import { consequence } from './consequence.ts';
import { fitted } from './fit.ts';
import { nextStep } from './next-step.ts';

/** What a margin's first line holds. */
export const LONGEST = 140;

export function summarise(subject: Subject, annotations: readonly Annotation[], x = view(subject)): Prose {
  if (subject.error !== undefined) return failed(x, annotations);
  if (subject.webSocket !== undefined) return session(x, annotations);
  if (x.status !== undefined) return answered(x, annotations);
  return asked(x, annotations);
}

function failed(x: View, annotations: readonly Annotation[]): Prose {
  const cause = annotations.find((a) => a.anchor === at.failure)?.title ?? say`no reason is known`;
  return fitted([say`${asking(x)} failed${taking(x)}: `, cause], LONGEST);
}

function answered(x: View, annotations: readonly Annotation[]): Prose {
  const head = say`${firstAsking(x)}${hops(x)} → ${String(x.status)}${taking(x)}`;
  const worst = annotations.find((a) => a.level === 'error');
  if (worst !== undefined) return fitted([say`${head}: `, worst.title, others(annotations, worst)], LONGEST);
  const warned = annotations.find((a) => a.level === 'warning' && a.id !== `status/${x.status}`);
  const next = nextStep(x, annotations);
  const middle = consequence(x, annotations);
  const then =
    warned === undefined || plain(warned.title) === plain(middle) ? (next === undefined ? [] : say`; ${next}`) : say`; ${warned.title}`;
  const rest = [middle, then];
  const whole = [say`${head}${reusing(x)}: `, ...rest];
  // What to do next is worth more than how it came.
  return fitted(plain(whole.flat()).length <= LONGEST ? whole : [say`${head}: `, ...rest], LONGEST);
}

function session(x: View, annotations: readonly Annotation[]): Prose {
  const { handshake, close } = x.subject.webSocket ?? {};
  const shake = view({ ...(handshake?.request && { request: handshake.request }), context: {} });
  const on = shake.url === undefined ? [] : say` ${shake.path} on ${shake.host}`;
  const worst = annotations.find((a) => a.level === 'error') ?? annotations.find((a) => a.level === 'warning');
  if (worst !== undefined) return fitted([say`WebSocket${on}: `, worst.title, others(annotations, worst)], LONGEST);
  const frames = x.subject.webSocket?.frames === undefined ? [] : say`, ${text(frameCounts(x.subject.webSocket))}`;
  const status = handshake?.response?.status;
  const state = status === undefined ? say`nothing was answered yet` : status === 101 ? say`open` : say`refused with ${String(status)}`;
  const closed = annotations.find((a) => a.anchor === at.close)?.title;
  if (close === undefined || closed === undefined) return fitted([say`WebSocket${on}: ${state}${frames}`], LONGEST);
  return fitted([say`WebSocket${on}${frames}: `, closed], LONGEST);
}

function asked(x: View, annotations: readonly Annotation[]): Prose {
  if (x.request === undefined) return say`There is nothing to explain: neither a request nor a response.`;
  const worst = annotations.find((a) => a.level === 'error') ?? annotations.find((a) => a.level === 'warning');
  const to = x.url === undefined ? [] : say` on ${x.host}`;
  if (worst === undefined) return fitted([say`${asking(x)}${to}: nothing stands against sending it`], LONGEST);
  return fitted([say`${asking(x)}: `, worst.title, others(annotations, worst)], LONGEST);
}

const asking = (x: View): Prose =>
  x.method === undefined
    ? x.url === undefined
      ? [text('Response')]
      : [text(x.path)]
    : say`${text(x.method.slice(0, 20))} ${x.path === 'the target' ? target(x) : text(x.path)}`;

/** Of CONNECT the host and port; of a target that is not known nothing. */
const target = ({ method, request, url }: View): Prose =>
  method === 'CONNECT' && url !== undefined ? [text(escaped(request?.url ?? url.host, 40))] : [];

/** Of redirects, what was asked first: the reader knows that one. */
function firstAsking(x: View): Prose {
  const first = x.subject.chain?.[0]?.request;
  return first === undefined ? asking(x) : asking(view({ request: first, context: {} }));
}

/** The statuses of the redirects that led here: `→ 301 → 302`. */
function hops(x: View): Prose {
  const chain = x.subject.chain ?? [];
  if (chain.length === 0) return [];
  if (chain.length > 3) return say` → ${text(`${chain.length} redirects`)}`;
  return chain.flatMap((hop) => (hop.response?.status === undefined ? [] : say` → ${String(hop.response.status)}`));
}

/** All that it took, the redirects that led here included; nothing where one of them is not known. */
function taking({ subject: { chain = [], timing } }: View): Prose {
  const whole = [...chain, timing ?? {}].reduce((sum, { total = Number.NaN }) => sum + total, 0);
  return Number.isFinite(whole) ? say` in ${text(duration(whole))}` : [];
}

const reusing = (x: View): Prose =>
  x.subject.connection?.reused === true || x.subject.timing?.reused === true ? [text(' on a reused connection')] : [];

/** How much more there is of errors and warnings beside the one that is named. */
function others(annotations: readonly Annotation[], named: Annotation): Prose {
  const rest = annotations.filter(
    (a) => a !== named && (a.level === 'error' || a.level === 'warning') && plain(a.title) !== plain(named.title),
  );
  return rest.length === 0 ? [] : [text(`; ${rest.length} more ${rest.length === 1 ? 'finding' : 'findings'}`)];
}
