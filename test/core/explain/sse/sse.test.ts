import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../told.ts';

interface Given {
  readonly body?: string;
  readonly status?: number;
  readonly type?: string;
  readonly accept?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly version?: string;
  readonly asked?: readonly (readonly [string, string])[];
}

const notes = ({
  body,
  status = 200,
  type = 'text/event-stream',
  accept = 'text/event-stream',
  headers = [],
  version,
  asked = [],
}: Given): readonly string[] =>
  linesOf(
    {
      request: { method: 'GET', url: 'https://api.example.com/events', headers: [['Accept', accept], ...asked] },
      response: {
        status,
        ...(version && { version }),
        headers: [['Content-Type', type], ['Cache-Control', 'no-store'], ...headers],
        ...(body !== undefined && { body }),
      },
    },
    'sse/',
  );

const TABLE: readonly (readonly [fact: string, given: Given, notes: readonly RegExp[]])[] = [
  [
    'an event with a name and an id',
    { body: 'event: tick\nid: 7\ndata: 1\n\n' },
    [/^good response\.body sse\/events: 1 event of type tick; last id 7$/],
  ],
  [
    'data lines are joined',
    { body: 'data: a\ndata: b\n\n' },
    [/sse\/events/, /^info response\.body sse\/several-data-lines: 2 data lines/],
  ],
  ['without a blank line nothing is dispatched', { body: 'data: hi\n' }, [/^warning response\.body sse\/not-dispatched/]],
  ['a comment is no event', { body: ': ping\n\n' }, [/^info response\.body sse\/comment: 1 comment line \(: ping\)/]],
  ['retry is in milliseconds', { body: 'retry: 3000\n\n' }, [/^info response\.body sse\/retry: retry: 3000: the client waits 3 s/]],
  [
    'JSON over several lines needs data: on each',
    { body: 'data: {\n"a": 1}\n\n' },
    [/sse\/events/, /^warning response\.body sse\/ignored: "a": 1} is ignored: data: is missing/],
  ],
  ['field names are in lower case', { body: 'Data: x\n\n' }, [/^warning .*ignored/]],
  ['a byte order mark is skipped', { body: '\ufeffdata: a\r\n\r\n' }, [/sse\/events/, /byte-order-mark/]],
  ['204 stops', { status: 204 }, [/^info response\.status sse\/stop/]],
  ['any other status ends an EventSource', { status: 500, type: 'text/html' }, [/^warning response\.status sse\/failed/]],
  [
    'the media type must be right',
    { type: 'application/json', body: '{}' },
    [/^error response\.header:Content-Type sse\/content-type: .*application\/json/],
  ],
  ['who accepts JSON as well may get it', { type: 'application/json', body: '{}', accept: 'application/json, text/event-stream' }, []],
  ['a stream is UTF-8', { type: 'text/event-stream; charset=iso-8859-1', body: 'data: a\n\n' }, [/^warning .*sse\/charset/, /events/]],
  [
    'a reconnection says where it left off',
    { body: 'data: a\n\n', asked: [['Last-Event-ID', '41']] },
    [/^info request\.header:Last-Event-ID sse\/resumed: .*41$/, /events/],
  ],
  ['HTTP/1.1 has six connections', { version: 'HTTP/1.1', body: 'data: a\n\n' }, [/events/, /^info response sse\/six-connections/]],
  ['HTTP/2 has one for all', { version: 'HTTP/2', body: 'data: a\n\n' }, [/events/]],
  ['a length ends the stream', { headers: [['Content-Length', '9']], body: 'data: a\n\n' }, [/events/, /sse\/content-length/]],
];

for (const [fact, given, expected] of TABLE)
  test(fact, () => {
    const found = notes(given);
    assert.equal(found.length, expected.length, found.join('\n'));
    for (const [i, pattern] of expected.entries()) assert.match(found[i] ?? '', pattern);
  });

test('the text of a stream may stand beside the exchange', () => {
  assert.match(linesOf({ sse: { text: 'data: x\n\n' } }, 'sse/')[0] ?? '', /^good sse sse\/events/);
});

test('tokens in the data are not shown', () => {
  assert.doesNotMatch(notes({ body: 'data: {"token":"geheim"}\n\n' }).join('\n'), /geheim/);
});

test('a space before the name of a field is named as the slip', () => {
  assert.match(notes({ body: 'data: x\n\n data: y\n\n' }).join('\n'), /is ignored: no space may stand before the name/);
});
