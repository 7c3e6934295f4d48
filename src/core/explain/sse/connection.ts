// What an open event stream costs: a connection each over HTTP/1.1, and buffers on the way that hold events back.
import { combined, firstOf, has } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { html, rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { plural } from '../words.ts';

const NOTES = html('server-sent-events.html#authoring-notes');

export function connectionNotes(subject: Subject): readonly Annotation[] {
  return [...six(subject), ...length(subject), ...stored(subject), ...compressed(subject)];
}

/** Known to be HTTP/1: by its version, or by a field that only HTTP/1.1 has. */
function six({ response }: Subject): readonly Annotation[] {
  const fields = response?.fields ?? [];
  const one = response?.version === undefined ? has(fields, 'Transfer-Encoding') : /^HTTP\/1/.test(response.version);
  if (!one) return [];
  return [
    info('sse/six-connections', 'response', {
      title: say`Over HTTP/1.1 this stream holds one of the browser's six connections per host`,
      detail: say`A browser opens at most about six (6) connections to one host over HTTP/1.1, for all tabs together. Each open stream takes one; with six of them every further request waits. Over HTTP/2 all streams share one connection, some 100 at a time.`,
      specs: [NOTES],
      basis: 'browser',
    }),
  ];
}

function length({ response }: Subject): readonly Annotation[] {
  const value = firstOf(response?.fields ?? [], 'Content-Length');
  if (value === undefined) return [];
  return [
    info('sse/content-length', anchor.field('response', 'Content-Length'), {
      title: say`The stream ends after ${escaped(value, 16)} ${text(plural(value, 'octet'))}: the client then reconnects`,
      detail: say`A stream with ${'Content-Length'} is complete when that many octets have come. An ${'EventSource'} takes the end for a break and asks again, over and over.`,
      specs: [NOTES],
    }),
  ];
}

function stored({ response }: Subject): readonly Annotation[] {
  const control = combined(response?.fields ?? [], 'Cache-Control');
  if (response?.fields === undefined || (control !== undefined && /\bno-(?:store|cache)\b/i.test(control))) return [];
  return [
    info('sse/cache-control', control === undefined ? anchor.responseStatus : anchor.field('response', 'Cache-Control'), {
      title: say`No ${'Cache-Control: no-store'}: something on the way may keep or buffer the stream`,
      detail: say`An event stream is for one reader and one moment. ${'no-store'} keeps caches away, ${'no-cache'} makes them ask each time; behind nginx ${'X-Accel-Buffering: no'} switches off its buffer${text(has(response.fields, 'X-Accel-Buffering') ? ', as this answer does' : '')}.`,
      specs: [rfc(9111, '5.2.2.5'), NOTES],
    }),
  ];
}

function compressed({ response }: Subject): readonly Annotation[] {
  const coding = firstOf(response?.fields ?? [], 'Content-Encoding');
  if (coding === undefined || /^identity$/i.test(coding)) return [];
  return [
    info('sse/compressed', anchor.field('response', 'Content-Encoding'), {
      title: say`The stream is compressed (${escaped(coding, 16)}): events may be held back`,
      detail: say`A compressor collects input before it writes. Unless the server flushes it after each event, events arrive late and in bunches. Switch compression off for ${'text/event-stream'}, or flush.`,
      specs: [rfc(9110, '8.4')],
      basis: 'hypothesis',
    }),
  ];
}
