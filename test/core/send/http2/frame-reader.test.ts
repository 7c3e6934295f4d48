import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { H2Content, H2Frame, HeaderBlock } from '../../../../src/core/http/http2.ts';
import { errorName } from '../../../../src/core/http/http2.ts';
import { FrameReader } from '../../../../src/core/send/http2/frame-reader.ts';

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n').toString('hex');

function read(reads: readonly Uint8Array[], { end = false }: { end?: boolean } = {}): H2Frame[] {
  const frames: H2Frame[] = [];
  const reader = new FrameReader({ direction: 'in', onFrame: (frame) => frames.push(frame) });
  reads.forEach((piece, i) => {
    reader.push(piece, i * 10);
  });
  if (end) reader.end();
  return frames;
}

/** `HEADERS END_STREAM|END_HEADERS 1 1+9 :method: GET`: what a person would say of a frame. */
function line({ name, flagNames, stream, length, content, cut }: H2Frame): string {
  const words = [name, flagNames.join('|') || '-', stream, `+${length}`, said(content), cut ? 'cut' : ''];
  return words.filter((word) => word !== '').join(' ');
}

function said(content: H2Content): string {
  switch (content.kind) {
    case 'preface':
      return '';
    case 'data':
      return `${content.octets} octets${padding(content.padding)}`;
    case 'headers':
      return `${content.priority === undefined ? '' : `${JSON.stringify(content.priority)} `}${block(content.block)}${padding(content.padding)}`;
    case 'continuation':
      return block(content.block);
    case 'promise':
      return `of ${content.promised} ${block(content.block)}${padding(content.padding)}`;
    case 'priority':
      return JSON.stringify(content.priority);
    case 'reset':
      return errorName(content.error);
    case 'settings':
      return content.settings.map((one) => `${one.name ?? one.id}=${one.value}`).join(' ');
    case 'ping':
      return Buffer.from(content.payload).toString('hex');
    case 'goaway':
      return `last ${content.last} ${errorName(content.error)} ${JSON.stringify(Buffer.from(content.debug).toString())}`;
    case 'window':
      return `+${content.increment}`;
    case 'other':
      return Buffer.from(content.octets).toString('hex');
    case 'malformed':
      return `! ${content.why}`;
    case 'foreign':
      return JSON.stringify(Buffer.from(content.octets).toString('latin1'));
  }
}

const padding = (n: number | undefined): string => (n === undefined ? '' : ` padding ${n}`);

const block = (one: HeaderBlock | undefined): string =>
  one === undefined
    ? '…'
    : [...one.lines.map(({ name, value }) => `${name}: ${value}`), ...(one.fault === undefined ? [] : [`! ${one.fault}`])].join(', ');

const LOST = '! a part of the header blocks of this connection could not be read, and what follows builds on it';

const CASES: readonly (readonly [fact: string, hex: string, lines: readonly string[]])[] = [
  ['the preface, then SETTINGS', `${PREFACE} 000000 04 00 00000000`, ['preface - 0 +24', 'SETTINGS - 0 +0']],
  [
    'settings by name, unknown ones by number',
    '000018 04 00 00000000 0001 00001000 0002 00000000 0004 0000ffff 2a2a 00000007',
    ['SETTINGS - 0 +24 HEADER_TABLE_SIZE=4096 ENABLE_PUSH=0 INITIAL_WINDOW_SIZE=65535 10794=7'],
  ],
  ['an acknowledgement', '000000 04 01 00000000', ['SETTINGS ACK 0 +0']],
  ['settings that are cut in the middle', '000005 04 00 00000000 0001000010', ['SETTINGS - 0 +5 ! SETTINGS has 6 octets for each setting']],
  [
    'an acknowledgement with settings',
    '000006 04 01 00000000 000100001000',
    ['SETTINGS ACK 0 +6 ! an acknowledgement of SETTINGS is empty'],
  ],
  ['fields', '000001 01 05 00000001 82', ['HEADERS END_STREAM|END_HEADERS 1 +1 :method: GET']],
  [
    'fields with padding and a priority',
    '00000a 01 2c 00000003 02 80000001 0f 82 86 0000',
    ['HEADERS END_HEADERS|PADDED|PRIORITY 3 +10 {"exclusive":true,"on":1,"weight":16} :method: GET, :scheme: http padding 2'],
  ],
  [
    'a block in three frames is decoded at its end',
    '000002 01 01 00000001 8240 000003 09 00 00000001 016101 000001 09 04 00000001 62',
    ['HEADERS END_STREAM 1 +2 …', 'CONTINUATION - 1 +3 …', 'CONTINUATION END_HEADERS 1 +1 :method: GET, a: b'],
  ],
  ['a promise', '000005 05 04 00000001 00000002 82', ['PUSH_PROMISE END_HEADERS 1 +5 of 2 :method: GET']],
  [
    'more padding than frame',
    '000002 01 0c 00000001 0582',
    ['HEADERS END_HEADERS|PADDED 1 +2 ! its padding and fixed parts are longer than the frame'],
  ],
  [
    'a block that is not there makes the later ones unreadable',
    '000002 01 0c 00000001 0582 000001 01 05 00000003 82',
    [
      'HEADERS END_HEADERS|PADDED 1 +2 ! its padding and fixed parts are longer than the frame',
      `HEADERS END_STREAM|END_HEADERS 3 +1 ${LOST}`,
    ],
  ],
  ['a continuation of nothing', '000001 09 04 00000001 82', [`CONTINUATION END_HEADERS 1 +1 ${LOST}`]],
  [
    'a second HEADERS before the first is whole',
    '000001 01 00 00000001 82 000001 01 04 00000003 82',
    ['HEADERS - 1 +1 …', `HEADERS END_HEADERS 3 +1 ${LOST}`],
  ],
  ['content', '000003 00 01 00000001 616263', ['DATA END_STREAM 1 +3 3 octets']],
  ['content with padding', '000006 00 08 00000001 02 616263 0000', ['DATA PADDED 1 +6 3 octets padding 2']],
  [
    'padding longer than the content',
    '000002 00 08 00000001 0261',
    ['DATA PADDED 1 +2 ! its padding and fixed parts are longer than the frame'],
  ],
  ['a priority', '000005 02 00 00000003 00000001 ff', ['PRIORITY - 3 +5 {"exclusive":false,"on":1,"weight":256}']],
  ['a priority of a wrong length', '000001 02 00 00000003 00', ['PRIORITY - 3 +1 ! PRIORITY has 5 octets']],
  ['a reset', '000004 03 00 00000001 0000000b', ['RST_STREAM - 1 +4 ENHANCE_YOUR_CALM']],
  ['a reset with an unknown code', '000004 03 00 00000001 000000ff', ['RST_STREAM - 1 +4 0xff']],
  [
    'a ping and its answer',
    '000008 06 00 00000000 0102030405060708 000008 06 01 00000000 0102030405060708',
    ['PING - 0 +8 0102030405060708', 'PING ACK 0 +8 0102030405060708'],
  ],
  ['the end of the connection', '00000b 07 00 00000000 00000001 00000000 627965', ['GOAWAY - 0 +11 last 1 NO_ERROR "bye"']],
  ['a window', '000004 08 00 80000001 0000ffff', ['WINDOW_UPDATE - 1 +4 +65535']],
  ['a type that is not known', '000002 0b 07 00000000 beef', ['unknown 0x0b - 0 +2 beef']],
  [
    'flags that the type does not define have no names',
    '000000 00 fe 00000001',
    ['DATA PADDED 1 +0 ! its padding and fixed parts are longer than the frame'],
  ],
  [
    'an answer of HTTP/1.1',
    Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n').toString('hex'),
    ['not HTTP/2 - 0 +9 "HTTP/1.1 400 Bad Request\\r\\n\\r\\n"'],
  ],
  ['a frame that is not complete is not given out', '000008 06 00 00000000 0102', []],
];

for (const [fact, hex, lines] of CASES) {
  test(fact, () => {
    assert.deepEqual(read([octets(hex)]).map(line), lines);
  });
}

test('octets that come one by one make the same frames', () => {
  for (const [fact, hex, lines] of CASES) {
    if (!fact.startsWith('an answer of'))
      assert.deepEqual(read(Array.from(octets(hex), (one) => Uint8Array.of(one))).map(line), lines, fact);
  }
});

test('a frame has the time and the place of its first octet', () => {
  const frames = read([octets('000000 04 00 00000000 000004 08 00 000000'), octets('00 0000ffff'), octets('000000 04 01 00000000')]);
  assert.deepEqual(
    frames.map(({ at, offset }) => [at, offset]),
    [
      [0, 0],
      [0, 9],
      [20, 22],
    ],
  );
});

test('a frame in which the connection ends is given out as cut', () => {
  assert.deepEqual(read([octets('000008 06 00 00000000 0102')], { end: true }).map(line), ['PING - 0 +8 0102 cut']);
  assert.deepEqual(read([octets('ffffff 00 00 00000001 0102')], { end: true }).map(line), ['DATA - 1 +16777215 16777215 octets cut']);
  assert.deepEqual(read([octets('000001 04 01 00000000')], { end: false }).map(line), []);
});

test('a header block of more than is read says so, and so do the later ones', () => {
  const part = Buffer.concat([octets('080000 09 00 00000001'), Buffer.alloc(0x80000, 0x82)]);
  const last = octets('000001 09 04 00000001 82');
  const frames = read([octets('000001 01 01 00000001 82'), part, part, part, last, octets('000001 01 05 00000003 82')]);
  assert.deepEqual(frames.slice(-2).map(line), [`CONTINUATION END_HEADERS 1 +1 ${LOST}`, `HEADERS END_STREAM|END_HEADERS 3 +1 ${LOST}`]);
});

function split(all: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set([0, all.length, ...cuts.map((cut) => cut % (all.length + 1))])].sort((a, b) => a - b);
  return places.slice(1).map((end, i) => all.subarray(places[i], end));
}

test('any octets under any splits: no throw, and the same frames as in one piece', () => {
  const frame = fc
    .record({
      type: fc.integer({ min: 0, max: 20 }),
      flags: fc.integer({ min: 0, max: 255 }),
      stream: fc.nat(5),
      payload: fc.uint8Array({ maxLength: 40 }),
    })
    .map(({ type, flags, stream, payload }) => Buffer.concat([Buffer.from([0, 0, payload.length, type, flags, 0, 0, 0, stream]), payload]));
  fc.assert(
    fc.property(
      fc.array(frame, { minLength: 1, maxLength: 6 }),
      fc.uint8Array({ maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      (frames, rest, cuts) => {
        const all = Buffer.concat([...frames, rest]);
        const whole = read([all], { end: true });
        assert.ok(whole.length >= frames.length);
        assert.deepEqual(read(split(all, cuts), { end: true }).map(line), whole.map(line));
      },
    ),
    { numRuns: 200 },
  );
});
