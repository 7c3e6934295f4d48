// The area of failures: one annotation that says what went wrong, why, and what to do next.
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { note } from '../note.ts';
import { escaped } from '../shown.ts';
import type { Subject } from '../subject.ts';
import { listed } from '../words.ts';
import { placeOf } from './addresses.ts';
import type { FailureEntry } from './entry.ts';
import { type FailureFacts, failureFacts } from './facts.ts';
import { entryFor } from './registry.ts';

export function explainFailures(subject: Subject): readonly Annotation[] {
  if (subject.error === undefined) return [];
  const facts = failureFacts(subject, subject.error);
  const entry = entryFor(facts);
  return [entry === undefined ? unknown(facts) : told(entry, facts)];
}

function told(entry: FailureEntry, facts: FailureFacts): Annotation {
  const more = entry.tell?.(facts) ?? {};
  return note(more.level ?? entry.level ?? (saidElsewhere(entry, facts) ? 'info' : 'error'), `failure/${entry.id}`, anchor.failure, {
    title: more.title ?? say`${text(entry.name)}`,
    detail: join([
      more.cause ?? say`${text(entry.cause)}`,
      more.evidence ?? [],
      tried(entry, facts),
      more.next ?? say`${text(entry.next)}`,
      reported(facts),
    ]),
    basis: more.basis ?? (more.title === undefined && entry.specs !== undefined ? 'rule' : 'computed'),
    ...(entry.specs !== undefined && { specs: entry.specs }),
  });
}

/** What ws reports of a handshake or a frame that is there itself: it is explained in its own place, with its octets. */
function saidElsewhere({ id, layer }: FailureEntry, { subject: { webSocket } }: FailureFacts): boolean {
  // A limit of the client is no fault of the frame: nothing in the record shows it.
  if (layer === 'ws-frame') return (webSocket?.frames?.length ?? 0) > 0 && !/message-length|too-many-buffered/.test(id);
  const answer = /^ws-(?:unexpected-response|invalid-|subprotocol-(?:unasked|invalid|none)|extension-)/.test(id);
  return answer && webSocket?.handshake?.response?.status !== undefined;
}

/** Refusals and attempts that ran out of time list them themselves. */
function tried(entry: FailureEntry, { attempts, port }: FailureFacts): Prose {
  if (attempts.length < 2 || entry.id === 'econnrefused' || entry.id === 'err-socket-connection-timeout') return [];
  const all = attempts.map((one) => `${placeOf(one.address, one.port ?? port)} (${one.code ?? 'failed'})`);
  return say`Tried one after another: ${text(listed(all))}.`;
}

/** The library's own code at the end, for a search. */
const reported = ({ reported: code }: FailureFacts): Prose => (code === '' ? [] : say`Reported as ${escaped(code, 50)}.`);

function unknown({ code, message, host }: FailureFacts): Annotation {
  const what = message === '' ? code : message;
  return note('error', 'failure/unknown', anchor.failure, {
    title: what === '' ? say`The request to ${host} failed, and no reason was given` : say`The request failed: ${escaped(what, 60)}`,
    detail: join([
      say`${text(code === '' ? 'The error has no code' : 'The code')}${code === '' ? text('') : text(' ')}${code === '' ? [] : escaped(code, 60)} ${text(code === '' ? 'that would say more.' : 'is not in the list of known failures.')}`,
      what === '' ? [] : say`The message is ${escaped(what, 200)}.`,
    ]),
    basis: 'computed',
  });
}
