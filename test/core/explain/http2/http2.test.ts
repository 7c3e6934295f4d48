import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { explainHttp2 } from '../../../../src/core/explain/http2/http2.ts';
import type { Subject } from '../../../../src/core/explain/subject.ts';
import type { H2Frame, Http2Record } from '../../../../src/core/http/http2.ts';
import { FrameReader } from '../../../../src/core/send/http2/frame-reader.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { block, frame, SETTINGS } from '../../send/http2/servers.ts';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

type Sent = readonly [direction: 'in' | 'out', octets: Uint8Array];

/** A record of these octets, one millisecond from one to the next. */
function recordOf(sent: readonly Sent[], { end = false, omitted = 0, began = { in: 0, out: 0 } } = {}): Http2Record {
  const frames: H2Frame[] = [];
  const onFrame = (one: H2Frame): void => void frames.push(one);
  const readers = { in: new FrameReader({ direction: 'in', onFrame }), out: new FrameReader({ direction: 'out', onFrame }) };
  sent.forEach(([direction, octets], at) => {
    readers[direction].push(octets, at);
  });
  if (end) readers.in.end();
  return { stream: 1, frames, omitted, began };
}

const explained = (http2: Http2Record, more: Partial<Subject> = {}): string[] =>
  explainHttp2({ context: {}, http2, ...more }).map(
    (a) => `${a.aside === true ? '(aside)' : a.level} ${a.anchor.replace('http2.frames', '')} ${a.id}: ${plain(a.title)}`,
  );

/** What is said of frames that come in, behind the server's SETTINGS. */
const check = (frames: readonly Buffer[], expected: readonly string[], more: Parameters<typeof recordOf>[1] = {}): void => {
  const said = explained(recordOf([['in', SETTINGS], ...frames.map((one): Sent => ['in', one])], more));
  assert.deepEqual(
    said.filter((line) => !line.includes(' [0] ')),
    expected,
  );
};

const setting = (...pairs: readonly (readonly [id: number, value: number])[]): Buffer =>
  frame(
    4,
    0,
    0,
    Buffer.concat(
      pairs.map(([id, value]) => {
        const octets = Buffer.alloc(6);
        octets.writeUInt16BE(id);
        octets.writeUInt32BE(value, 2);
        return octets;
      }),
    ),
  );

const number = (...values: readonly number[]): Buffer =>
  Buffer.from(values.flatMap((n) => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255]));
const OK = frame(1, 4, 1, block([':status', '200']));
const OK_SAID = '(aside) [1] http2/fields: 1 field in 13 octets; as lines of text they would take 14 octets';

test('what both sides begin with', () => {
  const record = recordOf([
    ['out', Buffer.concat([PREFACE, setting([2, 0], [4, 262_144])])],
    ['in', setting([3, 100], [0x2a2a, 7])],
    ['out', frame(4, 1, 0)],
    ['in', SETTINGS],
    ['out', frame(8, 0, 0, number(1000))],
  ]);
  assert.deepEqual(explained(record), [
    '(aside) [0] http2/preface: The connection begins: 24 octets that most servers of HTTP/1.1 give up on',
    "(aside) [1] http2/settings: Postil's settings: no push, 262,144 octets a stream before a word",
    "(aside) [2] http2/settings: The server's settings: 100 requests at once",
    "(aside) [3] http2/settings-ack: The other side's settings are in force from here on",
    "(aside) [4] http2/settings: The server's settings: all as the standard has them",
    '(aside) [5] http2/window: Postil takes 1,000 octets more on the connection',
  ]);
});

test('how both sides came to HTTP/2', () => {
  const record = recordOf([]);
  assert.deepEqual(explained(record, { connection: { alpn: 'h2' }, tls: {} }), [
    '(aside) request.line http2/alpn: The server chose h2, HTTP/2, when TLS was set up (ALPN)',
  ]);
  assert.deepEqual(explained(record, { connection: { id: 1 } }), [
    '(aside) request.line http2/prior-knowledge: HTTP/2 on clear text, without asking first: prior knowledge',
  ]);
  assert.deepEqual(explainHttp2({ context: {} }), []);
});

test('fields: how small they became, in one frame or several', () => {
  check(
    [
      frame(1, 0, 1, block([':status', '200'])),
      frame(9, 4, 1, Buffer.concat([block(['x', '1']), Buffer.from('\x10\x01k\x01v', 'latin1')])),
    ],
    [
      '(aside) [1] http2/part: A part of a header block; the frame with END_HEADERS completes it',
      '(aside) [2] http2/fields: 3 fields in 23 octets; as lines of text they would take 26 octets',
    ],
  );
});

test('content, its padding, and how much of it came', () => {
  check(
    [OK, frame(0, 8, 1, Buffer.from('\x02ok\0\0')), frame(0, 1, 1, 'more')],
    [
      OK_SAID,
      '(aside) [2] http2/data: 2 octets of content, and 2 octets of padding',
      '(aside) [3] http2/data: 4 octets of content, the last on this stream',
      '(aside) http2 http2/flow: 6 octets of content came in 2 DATA frames',
    ],
  );
});

test('a ping and its answer tell how long a round trip takes', () => {
  const pinged = recordOf([
    ['out', frame(6, 0, 0, '12345678')],
    ['in', frame(6, 1, 0, '12345678')],
    ['in', frame(6, 1, 0, 'not mine')],
  ]);
  assert.deepEqual(explained({ ...pinged, began: { in: 9, out: 9 } }), [
    '(aside) [0] http2/ping: Postil asks whether the connection is alive',
    '(aside) [1] http2/ping: The answer to the ping, after 1 ms',
    '(aside) [2] http2/ping: The server answers a ping',
  ]);
});

test('the end of the connection, in good order or not', () => {
  check(
    [frame(7, 0, 0, number(1, 0))],
    ['info [1] http2/goaway: The server closes this connection in good order; the next request needs a new one'],
  );
  // The stream is known to be 1.
  check(
    [frame(7, 0, 0, Buffer.concat([number(0, 11), Buffer.from('slow')]))],
    ['error [1] http2/goaway-error: Connection ended, ENHANCE_YOUR_CALM: the other side finds the load excessive: slow down'],
  );
  check([frame(7, 0, 0, number(0, 0))], ['error [1] http2/goaway-error: Connection ended, NO_ERROR: an orderly end']);
});

test('the end of a stream, with its cause', () => {
  check(
    [frame(3, 0, 1, number(7))],
    ['error [1] http2/reset: Stream reset, REFUSED_STREAM: the request was not handled at all and may be retried'],
  );
  check([frame(3, 0, 1, number(99))], ['error [1] http2/reset: Stream reset, 0x63: a code that no standard names']);
  check([frame(3, 0, 7, number(8))], ['(aside) [1] http2/reset-other: Stream reset, CANCEL: the stream is no longer needed']);
  check(
    [frame(1, 5, 1, block([':status', '200'])), frame(3, 0, 1, number(0))],
    [OK_SAID, 'info [2] http2/reset-after: The server does not want the rest of the request; its response is whole'],
  );
  assert.deepEqual(
    explained({
      ...recordOf([
        ['out', frame(3, 0, 1, number(8))],
        ['out', frame(7, 0, 0, number(0, 0))],
      ]),
      began: { in: 9, out: 9 },
    }),
    [
      '(aside) [0] http2/reset-by-postil: Postil gives the stream up: CANCEL, the stream is no longer needed',
      '(aside) [1] http2/goaway-by-postil: Postil closes the connection: NO_ERROR',
    ],
  );
});

test('where it is why there was no answer, the failure says it: once is enough', () => {
  const record = recordOf([
    ['in', SETTINGS],
    ['in', frame(7, 0, 0, number(0, 11))],
    ['in', frame(3, 0, 1, number(7))],
  ]);
  assert.deepEqual(explained(record, { error: { code: 'ERR_HTTP2_GOAWAY_SESSION' } }).slice(1), [
    'info [1] http2/goaway-error: Connection ended, ENHANCE_YOUR_CALM: the other side finds the load excessive: slow down',
    'info [2] http2/reset: Stream reset, REFUSED_STREAM: the request was not handled at all and may be retried',
  ]);
});

test('frames of extensions, and of none', () => {
  check(
    [frame(10, 0, 0, 'x'), frame(12, 0, 0), frame(16, 0, 0), frame(0x2a, 0, 0, 'grease')],
    [
      '(aside) [1] http2/extension: A frame of an extension, ALTSVC: where else the same content can be had',
      '(aside) [2] http2/extension: A frame of an extension, ORIGIN: for which origins the server answers on this connection',
      '(aside) [3] http2/extension: A frame of an extension, PRIORITY_UPDATE: how urgent a response is',
      "(aside) [4] http2/unknown-type: A frame of type 0x2a, which is none of the standard's: it has no effect",
    ],
  );
  check(
    [frame(2, 0, 1, number(0, 0).subarray(3))],
    ['(aside) [1] http2/priority: An order of streams as older clients wished for it; servers may ignore it'],
  );
  check([frame(6, 0, 0, '12345678').subarray(0, 12)], ['(aside) [1] http2/cut: The connection ended inside of this frame'], { end: true });
});

test('a push: announced, and forbidden where Postil said so', () => {
  const push = frame(5, 4, 1, Buffer.concat([number(2), block([':path', '/b'])]));
  check([push], ['(aside) [1] http2/promise: The server announces a response that nobody asked for, on stream 2']);
  const record = recordOf([
    ['in', SETTINGS],
    ['out', Buffer.concat([PREFACE, setting([2, 0])])],
    ['in', push],
  ]);
  assert.ok(explained(record).includes("error [3] http2/push-forbidden: A push, though Postil's settings forbid it"));
});

/** The details of what is said at the frame behind the server's SETTINGS. */
const detailsOf = (one: Buffer): string =>
  explainHttp2({
    context: {},
    http2: recordOf([
      ['in', SETTINGS],
      ['in', one],
    ]),
  })
    .filter(({ anchor }) => anchor.endsWith('[1]'))
    .map(({ detail }) => plain(detail))
    .join(' ');

test('what ran already ends in good order, and may be lost in disorder', () => {
  assert.match(detailsOf(frame(7, 0, 0, number(1, 0))), /the last stream of which the server may have done something, 1\..* may still end/);
  assert.match(detailsOf(frame(7, 0, 0, number(1, 11))), /handled in part: only idempotent ones may be sent again/);
  assert.match(detailsOf(frame(7, 0, 0, number(2 ** 31 - 1, 0))), /a warning beforehand/);
});

test('a wrong size ends the connection, one of PRIORITY the stream alone', () => {
  assert.match(detailsOf(frame(4, 0, 0, 'xxx')), /an error of the connection/);
  assert.match(detailsOf(frame(2, 0, 1, 'xxx')), /an error of the stream alone/);
});

test('frames that break a rule', () => {
  check([frame(4, 0, 0, 'xxx')], ['error [1] http2/malformed: This SETTINGS is malformed: SETTINGS has 6 octets for each setting']);
  check(
    [frame(8, 0, 1, number(0))],
    [
      '(aside) [1] http2/window: The server takes 0 octets more on this stream',
      'error [1] http2/window-zero: A WINDOW_UPDATE of 0 octets: it must allow at least one',
    ],
  );
  check(
    [setting([5, 100], [4, 2 ** 31], [2, 1])],
    [
      "(aside) [1] http2/settings: The server's settings: frames of 100 octets, 2,147,483,648 octets a stream before a word",
      'error [1] http2/setting-value: A setting out of range, MAX_FRAME_SIZE = 100: it has to be from 16,384 to 16,777,215',
      'error [1] http2/setting-value: A setting out of range, INITIAL_WINDOW_SIZE = 2147483648: a window has at most 2,147,483,647 octets',
      'error [1] http2/setting-value: A setting out of range, ENABLE_PUSH = 1: a server may only say 0 here',
    ],
  );
  check(
    [frame(6, 0, 3, '12345678'), frame(0, 0, 0, 'x')],
    [
      '(aside) [1] http2/ping: The server asks whether the connection is alive',
      '(aside) [2] http2/data: 1 octet of content',
      'error [1] http2/wrong-stream: PING on stream 3: it belongs to the connection, stream 0',
      'error [2] http2/wrong-stream: DATA on stream 0, which is the connection itself',
    ],
  );
  check(
    [OK, frame(0, 1, 1, 'x'.repeat(16_385))],
    [
      OK_SAID,
      '(aside) [2] http2/data: 16,385 octets of content, the last on this stream',
      'error [2] http2/frame-size: A frame of 16,385 octets: more than the 16,384 octets that Postil allows',
    ],
  );
  const late = explained(recordOf([['in', OK]]));
  assert.ok(late.includes('error [0] http2/first-frame: The server began with HEADERS; its first frame has to be SETTINGS'));
  assert.ok(!explained({ ...recordOf([['in', OK]]), began: { in: 100, out: 100 } }).some((line) => line.includes('first-frame')));
});

test('a row of CONTINUATION frames', () => {
  const row = [frame(1, 0, 1, block([':status', '200'])), ...Array.from({ length: 16 }, () => frame(9, 0, 1))];
  assert.ok(
    explained(recordOf([['in', SETTINGS], ...row.map((one): Sent => ['in', one])])).includes(
      'warning [17] http2/continuations: A header block in more than 16 frames',
    ),
  );
});

test('header blocks that break a rule', () => {
  const faults = (...blocks: readonly Buffer[]): string[] =>
    explained(recordOf([['in', SETTINGS], ...blocks.map((one): Sent => ['in', frame(1, 4, 1, one)])])).filter(
      (line) => !line.startsWith('(aside)'),
    );
  assert.deepEqual(faults(block([':status', '200'], ['X-A', '1'])), [
    'error [1] http2/upper-case: The name X-A has capital letters: in HTTP/2 names are lower case',
  ]);
  assert.deepEqual(faults(block(['a', '1'], [':status', '200'])), [
    'error [1] http2/pseudo-late: :status stands behind ordinary fields: pseudo-fields come first',
  ]);
  assert.deepEqual(faults(block([':status', '200'], [':path', '/'])), [
    'error [1] http2/pseudo-unknown: :path is no pseudo-field of a response',
  ]);
  assert.deepEqual(faults(block([':status', '103']), block([':status', '200']), block([':status', '200'])), [
    'error [3] http2/pseudo-unknown: :status in the trailer section, where no pseudo-field may stand',
  ]);
  assert.deepEqual(faults(block(['a', '1'])), ['error [1] http2/no-status: A response without :status']);
  assert.deepEqual(faults(block([':status', '200'], [':status', '200'])), ['error [1] http2/two-status: :status more than once']);
  assert.deepEqual(faults(Buffer.from([0xff])), ['warning [1] http2/block-unreadable: This header block could not be read']);
  assert.deepEqual(faults(block([':status', '200']), block(['digest', 'x'])), []);
});

test('another protocol, and frames that are not kept', () => {
  assert.deepEqual(explained(recordOf([['in', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]])), [
    'error [0] http2/foreign: The server answered in HTTP/1.1: it did not take the connection for HTTP/2',
  ]);
  check([], ['(aside) http2 http2/capped: 3 more frames went by and are not kept'], { omitted: 3 });
});

test('every id of this area is shown here', () => {
  const folder = fileURLToPath(new URL('../../../../src/core/explain/http2', import.meta.url));
  const own = readFileSync(fileURLToPath(import.meta.url), 'utf8');
  const ids = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/'(http2\/[a-z-]+)'/g)].map(([, id = '']) => id),
  );
  assert.deepEqual(
    ids.filter((id) => !own.includes(`${id}:`)),
    [],
  );
});

test('on clear text a failure without one frame of the server hints at a server of HTTP/1.1', () => {
  const preface: Sent = ['out', PREFACE];
  const hinted = (sent: readonly Sent[], more: Partial<Subject>): boolean =>
    explained(recordOf(sent), more).some((line) => line.startsWith('info request.line http2/silent: Nothing of HTTP/2'));
  const failed = { error: { code: 'EPIPE' }, connection: {} } satisfies Partial<Subject>;
  assert.equal(hinted([preface], failed), true);
  assert.equal(hinted([preface, ['in', SETTINGS]], failed), false);
  assert.equal(hinted([preface], { connection: {} }), false);
  assert.equal(hinted([preface], { ...failed, tls: { protocol: 'TLSv1.3' } }), false);
});
