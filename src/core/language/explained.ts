// A pasted message with its explanation beneath each line, as a `.http` text: notes are comments in it.
import * as at from '../explain/anchor.ts';
import type { Annotation } from '../explain/annotation.ts';
import { explain } from '../explain/explain.ts';
import { fromMessage } from '../explain/from-message.ts';
import { escaped } from '../explain/shown.ts';
import type { RequestFacts, ResponseFacts, Subject } from '../explain/subject.ts';
import { plain } from '../text/prose.ts';
import { ok, type Result } from '../text/result.ts';

/** Raw messages, `curl -v`, headers copied from a browser's tools; what is none of them comes back as what was expected. */
export function explainedText(message: string, now: number): Result<string, string> {
  const subject = fromMessage(message);
  if (!subject.ok) return { ok: false, error: subject.error.message };
  return ok(written({ ...subject.value, context: { ...subject.value.context, now } }));
}

function written(subject: Subject): string {
  const { summary, annotations } = explain(subject);
  const left = new Set(annotations);
  const take = (anchor: string, occurrence?: number): readonly string[] => {
    const found = [...left].filter(
      (note) => note.anchor === anchor && (occurrence === undefined || (note.occurrence ?? occurrence) === occurrence),
    );
    for (const note of found) left.delete(note);
    return found.filter(({ definition }) => definition !== true).map(noteLine);
  };
  const messages = [
    ...(subject.request === undefined ? [] : requestLines(subject.request, take)),
    ...(subject.response === undefined ? [] : ['', '###', ...responseLines(subject.response, take)]),
  ];
  const rest = [...left].filter(({ definition }) => definition !== true).map(noteLine);
  return [`# ${plain(summary)}`, '', ...messages, ...(rest.length > 0 ? ['', ...rest] : [])].join('\n').concat('\n');
}

type Take = (anchor: string, occurrence?: number) => readonly string[];

function requestLines(request: RequestFacts, take: Take): readonly string[] {
  const line = `${request.method ?? 'GET'} ${request.url ?? '/'} ${request.version ?? ''}`.trimEnd();
  return [line, ...take(at.requestLine), ...take(at.requestUrl), ...fieldLines('request', request, take), ...take(at.requestBody)];
}

function responseLines(response: ResponseFacts, take: Take): readonly string[] {
  const line = `${response.version ?? 'HTTP/1.1'} ${response.status ?? ''} ${response.reason ?? ''}`.trimEnd();
  return [line, ...take(at.responseStatus), ...fieldLines('response', response, take), ...take(at.responseBody)];
}

function fieldLines(side: 'request' | 'response', { fields = [] }: RequestFacts | ResponseFacts, take: Take): readonly string[] {
  const seen = new Map<string, number>();
  return fields.flatMap(([name, value]) => {
    const occurrence = seen.get(name.toLowerCase()) ?? 0;
    seen.set(name.toLowerCase(), occurrence + 1);
    return [`${name}: ${escaped(value, 400)}`, ...take(at.field(side, name), occurrence)];
  });
}

function noteLine({ level, title, detail }: Annotation): string {
  const word = { error: 'ERROR ', warning: 'WARNING ', info: '', good: 'ok: ' }[level];
  const more = level === 'error' || level === 'warning' ? `. ${plain(detail)}` : '';
  return `    # ${word}${plain(title)}${more}`.replace(/[\r\n]+/g, ' ');
}
