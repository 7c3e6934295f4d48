// The area of server-sent events: what the stream holds, what was dispatched, how it ends and begins again (HTML section 9.2).
import { parseEventStream } from '../../body/event-stream.ts';
import { combined, firstOf, has } from '../../http/field.ts';
import { parseMediaType } from '../../http/media-type.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import type { Subject } from '../subject.ts';
import { answerNotes } from './answer.ts';
import { connectionNotes } from './connection.ts';
import type { SseContext } from './context.ts';
import { streamNotes } from './stream.ts';

export function explainSse(subject: Subject): readonly Annotation[] {
  const facts = factsOf(subject);
  if (!facts.asked && !facts.isStream && subject.sse === undefined) return [];
  const text = textOf(subject, facts.isStream);
  const place = subject.sse?.text === undefined ? anchor.responseBody : anchor.sse;
  return [
    ...answerNotes(subject, facts),
    ...(text === undefined
      ? []
      : streamNotes(parseEventStream(text), { place, text, complete: subject.response?.complete !== false, subject })),
    ...(facts.isStream ? connectionNotes(subject) : []),
  ];
}

function factsOf({ request, response }: Subject): SseContext {
  const got = response?.fields ?? [];
  const type = parseMediaType(firstOf(got, 'Content-Type') ?? '');
  const accept = combined(request?.fields ?? [], 'Accept') ?? '';
  return {
    asked: /^\s*text\/event-stream\b[^,]*$/i.test(accept) || has(request?.fields ?? [], 'Last-Event-ID'),
    isStream: type?.essence === 'text/event-stream',
    got,
  };
}

/** The stream's own text, or the body where no content coding hides it. */
function textOf({ sse, response }: Subject, isStream: boolean): string | undefined {
  if (sse?.text !== undefined) return sse.text;
  const coded = has(response?.fields ?? [], 'Content-Encoding');
  if (!isStream || response?.content === undefined || response.content.length === 0 || coded) return undefined;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(response.content);
}
