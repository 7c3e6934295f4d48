import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStreamReader, parseEventStream, type StreamItem } from '../../../src/core/body/event-stream.ts';

const shown = (item: StreamItem): string => {
  switch (item.kind) {
    case 'event':
      return `${item.type}#${item.lastEventId}:${item.data.replaceAll('\n', '⏎')}`;
    case 'comment':
      return `:${item.text}`;
    case 'retry':
      return `retry ${item.milliseconds}`;
    case 'ignored':
      return `ignored ${item.reason}`;
  }
};

const cases: readonly (readonly [why: string, text: string, items: readonly string[], rest?: string])[] = [
  ['an event', 'data: a\n\n', ['message#:a']],
  ['a type and an id', 'event: add\nid: 7\ndata: x\n\n', ['add#7:x']],
  ['several lines of data', 'data: a\ndata: b\ndata\n\n', ['message#:a⏎b⏎']],
  ['only one space is taken off', 'data:  a\ndata:b\n\n', ['message#: a⏎b']],
  ['comments', ': hello\n\n:\n\n', [': hello', ':']],
  ['a byte order mark', '\ufeffdata: a\n\n', ['message#:a']],
  ['lines ending with CRLF', 'data: a\r\n\r\n', ['message#:a']],
  ['lines ending with CR', 'data: a\r\rdata: b\r\r', ['message#:a', 'message#:b']],
  ['the id stays for later events', 'id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n', ['message#1:a', 'message#1:b', 'message#:c']],
  ['a reconnection time', 'retry: 1000\nretry: 1s\ndata: a\n\n', ['retry 1000', 'ignored retry', 'message#:a']],
  ['no data, no event', 'event: ping\n\nid: 3\n\ndata: a\n\n', ['ignored no-data', 'message#3:a']],
  ['empty data is an event', 'data\n\n', ['message#:']],
  ['an unknown field', 'foo: 1\ndata: a\n\n', ['ignored field', 'message#:a']],
  ['a NUL in an id', 'id: a\0b\ndata: a\n\n', ['ignored id', 'message#:a']],
  ['no blank line yet', 'data: a\n\ndata: b\n', ['message#:a'], 'b'],
  ['nothing', '', []],
];

for (const [why, text, items, rest] of cases) {
  test(`event stream: ${why}`, () => {
    const whole = parseEventStream(text);
    assert.deepEqual(whole.items.map(shown), items);
    assert.equal(whole.rest?.data, rest);
  });

  test(`event stream, split anywhere: ${why}`, () => {
    const { items: whole } = parseEventStream(text);
    for (let cut = 0; cut <= text.length; cut++) {
      const reader = new EventStreamReader();
      assert.deepEqual([...reader.push(text.slice(0, cut)), ...reader.push(text.slice(cut))], whole, `cut at ${cut}`);
    }
    const slow = new EventStreamReader();
    assert.deepEqual(
      text.split('').flatMap((char) => slow.push(char)),
      whole,
    );
  });
}

test('ranges are places in the text', () => {
  const text = ': c\r\nid: 1\r\ndata: a\r\n\r\ndata: b\r\n\r\n';
  assert.deepEqual(
    parseEventStream(text).items.map(({ range }) => text.slice(range.start, range.end)),
    [': c', 'id: 1\r\ndata: a\r\n', 'data: b\r\n'],
  );
});
