// How a server answers somebody who asks for events: 200 with the right media type, 204 for "stop", anything else a failure.
import { firstOf } from '../../http/field.ts';
import { parseMediaType } from '../../http/media-type.ts';
import { join, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { html } from '../spec.ts';
import type { Subject } from '../subject.ts';
import type { SseContext } from './context.ts';

const PROCESSING = html('server-sent-events.html#sse-processing-model');
const FORMAT = html('server-sent-events.html#parsing-an-event-stream');

export function answerNotes({ request, response }: Subject, facts: SseContext): readonly Annotation[] {
  const status = response?.status;
  const resumed = resumption(firstOf(request?.fields ?? [], 'Last-Event-ID'));
  if (status === undefined || (!facts.asked && status === 200)) return [...resumed, ...charset(facts)];
  if (status === 204) return [...resumed, stop()];
  if (status >= 300 && status < 400) return resumed;
  if (status !== 200) return [...resumed, failed(status)];
  return [...resumed, ...wrongType(facts), ...charset(facts)];
}

function resumption(id: string | undefined): readonly Annotation[] {
  if (id === undefined || id === '') return [];
  return [
    info('sse/resumed', anchor.field('request', 'Last-Event-ID'), {
      title: say`A reconnection: the last event that arrived was ${escaped(id, 40)}`,
      detail: say`After a break the client says with ${'Last-Event-ID'} which event it saw last, so that a server can send what was missed. A server that ignores it loses events.`,
      specs: [html('server-sent-events.html#the-last-event-id-header')],
    }),
  ];
}

const stop = (): Annotation =>
  info('sse/stop', anchor.responseStatus, {
    title: say`${'204'} tells an event stream to stop: the client does not reconnect`,
    detail: say`An ${'EventSource'} reconnects by itself after every end of the connection. With ${'204'} the server ends that: no events, and no further attempt.`,
    specs: [PROCESSING],
  });

const failed = (status: number): Annotation =>
  warning('sse/failed', anchor.responseStatus, {
    title: say`An ${'EventSource'} gives up for good on status ${status}`,
    detail: join([
      say`Only ${'200'} with ${'text/event-stream'} opens a stream. On any other status a browser fires one ${'error'} event, goes to the state CLOSED and does not reconnect${text(status >= 500 ? ', also when the server would be back a second later' : '')}.`,
      say`The script has to make a new ${'EventSource'} itself.`,
    ]),
    specs: [PROCESSING],
    basis: 'browser',
  });

function wrongType({ isStream, got }: SseContext): readonly Annotation[] {
  if (isStream) return [];
  const type = firstOf(got, 'Content-Type');
  const found = type === undefined ? say`no ${'Content-Type'}` : say`${escaped(type, 50)}`;
  return [
    error('sse/content-type', type === undefined ? anchor.responseStatus : anchor.field('response', 'Content-Type'), {
      title: say`Events were asked for, but the answer is ${found}, not ${'text/event-stream'}`,
      detail: say`A browser's ${'EventSource'} checks the media type: anything but ${'text/event-stream'} fails the connection, and it does not reconnect. Set the field at the server, or check the URL.`,
      specs: [PROCESSING],
    }),
  ];
}

function charset({ got, isStream }: SseContext): readonly Annotation[] {
  const type = parseMediaType(firstOf(got, 'Content-Type') ?? '');
  const named = type?.parameters.find((parameter) => parameter.name.toLowerCase() === 'charset')?.value;
  if (!isStream || named === undefined || /^utf-?8$/i.test(named)) return [];
  return [
    warning('sse/charset', anchor.field('response', 'Content-Type'), {
      title: say`An event stream is always UTF-8; ${`charset=${escaped(named, 20)}`} is ignored`,
      detail: say`Clients decode the stream as UTF-8 whatever the field says, so other octets come out wrong. Send UTF-8.`,
      specs: [FORMAT],
    }),
  ];
}
