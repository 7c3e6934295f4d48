import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Frame } from '../../../../src/core/http/websocket.ts';
import { FrameReader } from '../../../../src/core/send/websocket/frame-reader.ts';

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

function read(reads: readonly Uint8Array[], options: { capture?: () => number; end?: boolean } = {}): Frame[] {
  const frames: Frame[] = [];
  const reader = new FrameReader({ direction: 'in', onFrame: (frame) => frames.push(frame), ...options });
  reads.forEach((piece, i) => {
    reader.push(piece, i * 10, i);
  });
  if (options.end === true) reader.end();
  return frames;
}

/** `text FIN 5 "Hello"`: what a person would say of a frame. */
function line(frame: Frame): string {
  const bits = [frame.fin && 'FIN', frame.rsv1 && 'RSV1', frame.rsv2 && 'RSV2', frame.rsv3 && 'RSV3'].filter(Boolean);
  const mask = frame.maskingKey === undefined ? [] : [`mask=${Buffer.from(frame.maskingKey).toString('hex')}`];
  const kind = frame.kind === 'reserved' ? `reserved(${frame.opcode})` : frame.kind;
  const payload = JSON.stringify(Buffer.from(frame.payload).toString('latin1'));
  return [kind, ...bits, ...mask, `${frame.headerLength}+${frame.payloadLength}`, payload, ...(frame.cut ? ['cut'] : [])].join(' ');
}

// The first six are the examples of RFC 6455 section 5.7.
const CASES: readonly (readonly [fact: string, hex: string, lines: readonly string[]])[] = [
  ['an unmasked text frame', '81 05 48 65 6c 6c 6f', ['text FIN 2+5 "Hello"']],
  ['a masked text frame is unmasked', '81 85 37 fa 21 3d 7f 9f 4d 51 58', ['text FIN mask=37fa213d 6+5 "Hello"']],
  ['two fragments are two frames', '01 03 48 65 6c 80 02 6c 6f', ['text 2+3 "Hel"', 'continuation FIN 2+2 "lo"']],
  ['a ping and its masked pong', '89 02 48 69 8a 82 01 02 03 04 49 6b', ['ping FIN 2+2 "Hi"', 'pong FIN mask=01020304 6+2 "Hi"']],
  ['an empty payload ends with its header', '81 00 82 80 00 00 00 00', ['text FIN 2+0 ""', 'binary FIN mask=00000000 6+0 ""']],
  ['a close frame with a code', '88 05 03 e8 62 79 65', ['close FIN 2+5 "\\u0003èbye"']],
  ['the three reserved bits', 'f1 00', ['text FIN RSV1 RSV2 RSV3 2+0 ""']],
  ['a reserved opcode', '83 01 41 8f 00', ['reserved(3) FIN 2+1 "A"', 'reserved(15) FIN 2+0 ""']],
  ['a ping that is a fragment, which is forbidden, is read as it stands', '09 01 41', ['ping 2+1 "A"']],
  ['a length in two octets more, though one would do', '82 7e 00 01 41', ['binary FIN 4+1 "A"']],
  ['a length in eight octets more, though one would do', '82 7f 00 00 00 00 00 00 00 01 41', ['binary FIN 10+1 "A"']],
  ['a frame that is not complete is not given out', '81 05 48 65', []],
];

for (const [fact, hex, lines] of CASES) {
  test(fact, () => {
    assert.deepEqual(read([octets(hex)]).map(line), lines);
  });
}

test('octets that come one by one make the same frames', () => {
  for (const [fact, hex, lines] of CASES) {
    assert.deepEqual(read(Array.from(octets(hex), (octet) => Uint8Array.of(octet))).map(line), lines, fact);
  }
});

test('frames of one read share its number and time, and a frame has those of its first octet', () => {
  const frames = read([octets('81 01 41 81 01 42 81'), octets('01 43 81 01 44')]);
  assert.deepEqual(
    frames.map(({ read: number, at }) => [number, at]),
    [
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 10],
    ],
  );
});

test('the octets are the wire, still masked', () => {
  const hex = '818537fa213d7f9f4d5158';
  assert.equal(Buffer.from(read([octets(hex)])[0]?.octets ?? []).toString('hex'), hex);
});

test('no more of a payload is kept than the capture, and the next frame is found', () => {
  const frames = read([octets('82 04 41 42 43 44 81 01 45')], { capture: () => 2 });
  assert.deepEqual(frames.map(line), ['binary FIN 2+4 "AB"', 'text FIN 2+1 "E"']);
  assert.equal(frames[0]?.octets.length, 4);
});

test('a frame in which the connection ends is given out as cut, with what came of it', () => {
  assert.deepEqual(read([octets('82 7f 00 00 01 00 00 00 00 00 41 42')], { end: true }).map(line), [`binary FIN 10+${2 ** 40} "AB" cut`]);
});

test('an end between frames gives out nothing', () => {
  assert.deepEqual(read([octets('81 01 41')], { end: true }).map(line), ['text FIN 2+1 "A"']);
});

interface Sent {
  readonly first: number;
  readonly mask: Uint8Array | undefined;
  readonly payload: Uint8Array;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  first: fc.integer({ min: 0, max: 255 }),
  mask: fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 }), { nil: undefined }),
  payload: fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.integer({ min: 65_530, max: 65_540 }).map((n) => new Uint8Array(n).fill(7)),
  ),
});

function encode({ first, mask, payload }: Sent): Uint8Array {
  const n = payload.length;
  const length = n < 126 ? [n] : n < 65_536 ? [126, n >> 8, n & 255] : [127, 0, 0, 0, 0, 0, n >> 16, (n >> 8) & 255, n & 255];
  length[0] = (length[0] ?? 0) | (mask === undefined ? 0 : 128);
  const body = mask === undefined ? payload : payload.map((octet, i) => octet ^ (mask[i % 4] ?? 0));
  return Uint8Array.from([first, ...length, ...(mask ?? []), ...body]);
}

function split(all: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set([0, all.length, ...cuts.map((cut) => cut % (all.length + 1))])].sort((a, b) => a - b);
  return places.slice(1).map((end, i) => all.subarray(places[i], end));
}

test('any frames under any splits come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(sent, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(), { maxLength: 12 }), (list, cuts) => {
      const encoded = list.map(encode);
      const frames = read(split(Buffer.concat(encoded), cuts), { capture: () => 100_000 });
      assert.equal(frames.length, list.length);
      frames.forEach((frame, i) => {
        assert.equal(Buffer.compare(frame.payload, list[i]?.payload ?? new Uint8Array()), 0);
        assert.equal(Buffer.compare(frame.octets, encoded[i] ?? new Uint8Array()), 0);
        assert.equal(frame.opcode, (list[i]?.first ?? 0) & 15);
      });
    }),
    { numRuns: 60 },
  );
});
