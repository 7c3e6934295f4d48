// The text of an event stream: its events, what has no effect, what was not dispatched (HTML section 9.2.6).
import type { PendingBlock, StreamItem } from '../../body/event-stream.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { good, info, warning } from '../note.ts';
import { counted, escaped, short, withoutSecrets } from '../shown.ts';
import { html } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { duration } from '../words.ts';

const INTERPRETING = html('server-sent-events.html#event-stream-interpretation');
const PARSING = html('server-sent-events.html#parsing-an-event-stream');

export interface StreamContext {
  readonly place: string;
  readonly text: string;
  readonly complete: boolean;
  readonly subject: Subject;
}

type Event = Extract<StreamItem, { kind: 'event' }>;

export function streamNotes(
  stream: { readonly items: readonly StreamItem[]; readonly rest: PendingBlock | undefined; readonly retry: number | undefined },
  context: StreamContext,
): readonly Annotation[] {
  const events = stream.items.flatMap((item) => (item.kind === 'event' ? [item] : []));
  return [
    ...eventsNote(events, context),
    ...severalLines(events, context),
    ...comments(stream.items, context),
    ...retryNote(stream.retry, context),
    ...ignored(stream.items, context),
    ...pending(stream.rest, context),
    ...byteOrderMark(context),
  ];
}

const shown = (data: string, max: number): string => short(withoutSecrets(escaped(data, 200)), max);

function eventsNote(events: readonly Event[], { place }: StreamContext): readonly Annotation[] {
  const first = events[0];
  if (first === undefined) return [];
  const types = [...new Set(events.map((event) => event.type))];
  const last = events.findLast((event) => event.lastEventId !== '')?.lastEventId;
  return [
    good('sse/events', place, {
      title: say`${text(counted(events.length, 'event'))} of type ${text(
        types
          .slice(0, 3)
          .map((type) => escaped(type, 20))
          .join(', '),
      )}${last === undefined ? [] : say`; last id ${escaped(last, 16)}`}`,
      detail: join([
        join(events.slice(0, 8).map(eventWords)),
        events.length > 8 ? say`And ${text(events.length - 8)} more.` : [],
        first.type === 'message' ? say`An event without a name is of type ${'message'}.` : [],
        last === undefined
          ? say`No event has an ${'id'}, so a reconnection cannot say where it left off.`
          : say`After a break the client would reconnect with ${`Last-Event-ID: ${escaped(last, 40)}`}.`,
      ]),
      specs: [INTERPRETING],
      basis: 'computed',
    }),
  ];
}

const eventWords = (event: Event): Prose =>
  say`${escaped(event.type, 30)}: ${event.data === '' ? text('empty data') : shown(event.data, 60)}${event.lastEventId === '' ? text('') : text(` (id ${escaped(event.lastEventId, 20)})`)}.`;

function severalLines(events: readonly Event[], { place }: StreamContext): readonly Annotation[] {
  const event = events.find((one) => one.data.includes('\n'));
  if (event === undefined) return [];
  const lines = event.data.split('\n');
  return [
    info('sse/several-data-lines', place, {
      title: say`${text(lines.length)} ${'data'} lines make one event: they are joined with a line break`,
      detail: say`The script gets ${shown(event.data, 80)}: the lines ${text(
        lines
          .slice(0, 4)
          .map((line) => `"${shown(line, 24)}"`)
          .join(' and '),
      )} with a newline (LF) between them, none at the end.`,
      specs: [INTERPRETING],
      basis: 'computed',
    }),
  ];
}

function comments(items: readonly StreamItem[], { place }: StreamContext): readonly Annotation[] {
  const found = items.flatMap((item) => (item.kind === 'comment' ? [item.text.trim()] : []));
  const first = found[0];
  if (first === undefined) return [];
  return [
    info('sse/comment', place, {
      title: say`${text(counted(found.length, 'comment line'))} (${first === '' ? ':' : `: ${escaped(first, 24)}`}): a heartbeat, no event`,
      detail: say`A line that begins with a colon is a comment and reaches no script. Servers send one every 15 s or so as a keep-alive, so that no proxy's idle timeout cuts the silent connection.`,
      specs: [INTERPRETING, html('server-sent-events.html#authoring-notes')],
    }),
  ];
}

function retryNote(retry: number | undefined, { place }: StreamContext): readonly Annotation[] {
  if (retry === undefined) return [];
  return [
    info('sse/retry', place, {
      title: say`${`retry: ${retry}`}: the client waits ${text(duration(retry))} before it reconnects`,
      detail: join([
        say`The value is in milliseconds and holds for all later breaks of this stream; browsers begin with a few seconds.`,
        retry === 0 ? say`With 0 a server that is down is asked again without pause.` : [],
        retry > 0 && retry < 100 ? say`So short a pause makes many clients come back at once: were seconds meant?` : [],
      ]),
      specs: [INTERPRETING],
      basis: 'computed',
    }),
  ];
}

const WHY: Readonly<Record<Extract<StreamItem, { kind: 'ignored' }>['reason'], string>> = {
  'no-data': 'the block has no data line, so no event is dispatched',
  retry: 'retry takes digits only',
  id: 'an id must not hold a NUL character',
  field: 'only data, event, id and retry are fields, in lower case',
};

/** ` data: x`: right but for the space at its beginning. */
const indented = (line: string): boolean => /^\s+(?:data|event|id|retry)\b/.test(line);

function ignored(items: readonly StreamItem[], { place }: StreamContext): readonly Annotation[] {
  const found = items.flatMap((item) => (item.kind === 'ignored' ? [item] : []));
  const first = found[0];
  if (first === undefined) return [];
  const json = first.reason === 'field' && /^\s*[[{"]/.test(first.text);
  return [
    warning('sse/ignored', place, {
      title: say`${shown(first.text, 30)} is ignored: ${text(json ? 'data: is missing before it' : indented(first.text) ? 'no space may stand before the name' : WHY[first.reason])}`,
      detail: join([
        say`Line by line: ${text(
          found
            .slice(0, 4)
            .map((item) => `"${shown(item.text, 40)}": ${WHY[item.reason]}`)
            .join('; '),
        )}${text(found.length > 4 ? '; …' : '')}.`,
        json ? say`Each line of a value has to begin with ${'data:'}, also when the value is JSON over several lines.` : [],
      ]),
      specs: [INTERPRETING],
      basis: 'computed',
    }),
  ];
}

function pending(rest: PendingBlock | undefined, { place, complete, subject }: StreamContext): readonly Annotation[] {
  if (rest === undefined) return [];
  const began = rest.data === '' ? rest.openLine : rest.data;
  const open = subject.response?.connectionClosed === false || !complete;
  return [
    warning('sse/not-dispatched', place, {
      title: say`The last event (${shown(began, 24)}) was not dispatched: no blank line after it`,
      detail: join([
        say`An event is delivered only at the empty line that ends its block. What stands at the end of the stream without one is discarded and never reaches the script.`,
        open
          ? say`As long as the connection is open the blank line may still come.`
          : say`Let the server write two line breaks after the last ${'data'} line.`,
      ]),
      specs: [INTERPRETING, PARSING],
      basis: 'computed',
    }),
  ];
}

function byteOrderMark({ text: words, place }: StreamContext): readonly Annotation[] {
  if (!words.startsWith('\ufeff')) return [];
  return [
    info('sse/byte-order-mark', place, {
      title: say`The stream begins with a byte order mark (BOM), which is skipped`,
      detail: say`One U+FEFF at the very beginning is allowed and ignored; lines may end with LF, CR LF or CR.`,
      specs: [PARSING],
    }),
  ];
}
