import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, deflateRawSync } from 'node:zlib';
import { linesOf } from '../told.ts';

const HANDSHAKE = {
  request: {
    method: 'GET',
    url: 'ws://example.com/chat',
    headers: [
      ['Host', 'example.com'],
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ['Sec-WebSocket-Version', '13'],
      ['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits'],
    ],
  },
  response: {
    status: 101,
    headers: [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
    ],
  },
};

const DEFLATE = {
  ...HANDSHAKE,
  response: { ...HANDSHAKE.response, headers: [...HANDSHAKE.response.headers, ['Sec-WebSocket-Extensions', 'permessage-deflate']] },
};

interface Session {
  readonly frames: readonly string[];
  readonly close?: object;
  readonly handshake?: object;
  readonly context?: object;
  readonly rest?: object;
}

/** Frames as `in 8100` or `out 8180… 20` (at 20 ms); the notes without the plain decoding of each frame. */
function notes({ frames, close, handshake = HANDSHAKE, context, rest }: Session): readonly string[] {
  const described = frames.map((frame) => {
    const [dir, hex, at] = frame.split(' ');
    return { dir, hex, ...(at && { at: Number(at) }) };
  });
  const description = { ws: { handshake, frames: described, ...(close && { close }), ...rest }, ...(context && { context }) };
  return linesOf(description, 'ws/').filter((line) => !/ws\/(?:handshake\/|frame\/(?:decoded|mask:))/.test(line));
}

const TABLE: readonly (readonly [fact: string, session: Session, notes: readonly RegExp[]])[] = [
  ['a text from the server is in order', { frames: ['in 810548656c6c6f'] }, []],
  ['a client must mask', { frames: ['out 810161'] }, [/^error ws\.frames\[0\]\.mask ws\/frame\/unmasked/]],
  ['a server must not', { frames: ['in 81810000000061'] }, [/^error ws\.frames\[0\]\.mask ws\/frame\/masked-by-server/]],
  ['RSV1 needs an agreement', { frames: ['in c10161'] }, [/^error ws\.frames\[0\]\.rsv ws\/frame\/rsv1:/]],
  ['RSV2 has no meaning', { frames: ['in a10161'] }, [/^error ws\.frames\[0\]\.rsv ws\/frame\/rsv2-3: RSV2/]],
  ['opcode 3 is reserved', { frames: ['in 8300'] }, [/^error ws\.frames\[0\]\.opcode ws\/frame\/opcode-reserved: Opcode 3/]],
  [
    'a ping has at most 125 octets',
    { frames: [`in 897e007e${'00'.repeat(126)}`] },
    [/extended-length/, /^error ws\.frames\[0\]\.length ws\/frame\/control-too-long/],
  ],
  ['a ping is not fragmented', { frames: ['in 0900'] }, [/^error ws\.frames\[0\]\.fin ws\/frame\/control-fragmented/]],
  [
    'a length is written in the fewest octets',
    { frames: ['in 827e000161'] },
    [/extended-length/, /^error ws\.frames\[0\]\.length ws\/frame\/length-not-minimal/],
  ],
  [
    'the top bit of a 64-bit length is 0',
    { frames: ['in 827f8000000000000001'] },
    [/^error ws\.frames\[0\]\.length ws\/frame\/length-top-bit/],
  ],
  [
    'fragments make one message',
    { frames: ['in 010348656c', 'in 80026c6f'] },
    [/^info ws\.frames\[0\.\.1\] ws\/message\/fragments: One text message in 2 frames: Hello/],
  ],
  [
    'a ping may stand between fragments',
    { frames: ['in 010161', 'in 8900', 'in 800162'] },
    [/ws\/message\/fragments/, /^info ws\.frames\[1\] ws\/frame\/control-between/],
  ],
  ['a continuation needs a beginning', { frames: ['in 800161'] }, [/^error ws\.frames\[0\]\.opcode ws\/frame\/continuation-without-start/]],
  [
    'a message ends before the next begins',
    { frames: ['in 010161', 'in 810162'] },
    [/ws\/message\/unfinished/, /^error ws\.frames\[1\]\.opcode ws\/frame\/start-inside-message/],
  ],
  ['both ways have their own messages', { frames: ['in 010161', 'out 81810102030463', 'in 800162'] }, [/ws\/message\/fragments/]],
  ['a text is UTF-8', { frames: ['in 8102c328'] }, [/^error ws\.frames\[0\]\.payload ws\/message\/not-utf-8: .*c3 28/]],
  ['a character may be split over fragments', { frames: ['in 0102e282', 'in 8001ac'] }, [/fragments: One text message in 2 frames: €/]],
  ['a surrogate is no UTF-8', { frames: ['in 8103eda080'] }, [/not-utf-8/]],
  [
    'no data follows a close frame',
    { frames: ['in 880203e8', 'in 810161'] },
    [/^warning ws\.frames\[1\] ws\/frame\/after-close/, /ws\/close\/code/, /one-side/],
  ],
  [
    'a ping after a close frame is not forbidden, and of no use',
    { frames: ['in 880203e8', 'in 8900'] },
    [/^info ws\.frames\[1\] ws\/frame\/control-after-close: A ping after/, /ws\/close\/code/, /one-side/],
  ],
  [
    'a pong has the payload of its ping',
    { frames: ['in 890161', 'out 8a810102030460'] },
    [/^good ws\.frames\[1\] ws\/frame\/ping-answered/],
  ],
  [
    'a ping without pong is a warning once the session goes on',
    { frames: ['in 890161', 'out 81810102030460'] },
    [/^warning ws\.frames\[0\] ws\/frame\/ping-unanswered/],
  ],
  [
    'but not where a close comes in its place, soon',
    { frames: ['in 890161 10', 'out 88820102030402ea 20', 'in 880203e8 30'] },
    [/ws\/close\/code/, /ws\/close\/both/],
  ],
  ['a ping at the end of the record may still be answered', { frames: ['in 890161'] }, []],
  ['a later ping takes the place of an earlier one', { frames: ['in 890161', 'in 890162', 'out 8a810102030463'] }, [/ping-answered/]],
  [
    'a pong of another payload answers no ping',
    { frames: ['in 890161', 'out 8a810102030463'] },
    [/ping-unanswered/, /^info ws\.frames\[1\] ws\/frame\/pong-payload: .*frame 0/],
  ],
  [
    'a close frame between fragments ends their message',
    { frames: ['in 010161', 'in 880203e8'] },
    [/unfinished/, /^info ws\.frames\[1\] ws\/frame\/control-between: A close .*incomplete/, /code/, /one-side/],
  ],
  ['a character that is cut is said to be', { frames: ['in 8102e282'] }, [/not-utf-8: .*ends in the middle of a character, e2 82/]],
  ['a mask of zeros hides nothing', { frames: ['out 81810000000061'] }, [/^info ws\.frames\[0\]\.mask ws\/frame\/mask-zero/]],
  ['a pong may come unasked', { frames: ['in 8a00'] }, [/^info ws\.frames\[0\] ws\/frame\/pong-unsolicited/]],
  [
    'a mask is used once',
    { frames: ['out 81810102030460', 'out 81810102030460'] },
    [/^info ws\.frames\[1\]\.mask ws\/frame\/mask-repeated/],
  ],
  [
    'a close frame has no payload of one octet',
    { frames: ['in 880103'] },
    [/^error ws\.frames\[0\]\.payload ws\/close\/one-octet/, /code/, /one-side/],
  ],
  [
    '1006 never stands in a close frame',
    { frames: ['in 880203ee'] },
    [/^error ws\.frames\[0\]\.payload ws\/close\/code-on-the-wire/, /code/, /one-side/],
  ],
  [
    'a close reason is UTF-8',
    { frames: ['in 880303e8ff'] },
    [/^error ws\.frames\[0\]\.payload ws\/close\/reason-not-utf-8/, /code/, /one-side/],
  ],
  [
    'a message may be too big for the client',
    { frames: ['in 810548656c6c6f'], context: { maxPayload: 4 } },
    [/^error ws\.frames\[0\]\.payload ws\/message\/too-big/],
  ],
  ['a frame that is cut is said to be', { frames: ['in 81'] }, [/^info ws\.frames\[0\] ws\/frame\/cut/]],
  [
    'several frames in one read are no error',
    { frames: ['in 810161', 'in 810162'], rest: { tcpSegments: [{ dir: 'in', hex: '810161810162' }] } },
    [/^info ws\.tcpSegments\[0\] ws\/segment\/several-frames: Two frames/],
  ],
  [
    'one frame in several reads neither',
    {
      frames: ['in 81026162'],
      rest: {
        tcpSegments: [
          { dir: 'in', hex: '810261' },
          { dir: 'in', hex: '62' },
        ],
      },
    },
    [/^info ws\.tcpSegments\[1\] ws\/segment\/frame-continued: The first 1 octet/],
  ],
];

for (const [fact, session, expected] of TABLE)
  test(fact, () => {
    const found = notes(session);
    assert.equal(found.length, expected.length, found.join('\n'));
    for (const [i, pattern] of expected.entries()) assert.match(found[i] ?? '', pattern);
  });

const frameOf = (payload: Uint8Array): string => `in ${Buffer.concat([Uint8Array.of(0xc1, payload.length), payload]).toString('hex')}`;
const compressed = (text: string, dictionary?: string): Buffer =>
  deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH, ...(dictionary && { dictionary: Buffer.from(dictionary) }) }).subarray(0, -4);

test('a compressed message is shown decompressed', () => {
  const found = notes({ handshake: DEFLATE, frames: [frameOf(compressed('Hello Hello Hello'))] });
  assert.equal(found.length, 1);
  assert.match(found[0] ?? '', /^info ws\.frames\[0\]\.payload ws\/message\/compressed: Compressed: .* 17 decoded: Hello Hello Hello$/);
});

test('the window of a message is what came before it', () => {
  const found = notes({
    handshake: DEFLATE,
    frames: [frameOf(compressed('one two three')), frameOf(compressed('one two three four', 'one two three'))],
  });
  assert.match(found.at(-1) ?? '', /18 decoded: one two three four$/);
});

test('octets that are no DEFLATE data under RSV1 are an error', () => {
  assert.match(
    notes({ handshake: DEFLATE, frames: ['in c103ffffff'] })[0] ?? '',
    /^error ws\.frames\[0\]\.payload ws\/message\/not-deflate/,
  );
});

test('what comes after a message too long to keep is left alone, and a cut text is no fault', () => {
  const long = compressed('€'.repeat(30_000));
  const header = long.length < 126 ? [0xc1, long.length] : [0xc1, 126, long.length >> 8, long.length & 255];
  const first = `in ${Buffer.concat([Uint8Array.from(header), long]).toString('hex')}`;
  const found = notes({ handshake: DEFLATE, frames: [first, frameOf(compressed('€€€ again', '€'.repeat(10_000)))] });
  assert.deepEqual(
    found.filter((line) => !line.startsWith('info')),
    [],
  );
  assert.match(found.join('\n'), /more than 65536 decoded/);
});

test('a sender that keeps its context although it agreed not to is named', () => {
  const agreed = ['Sec-WebSocket-Extensions', 'permessage-deflate; server_no_context_takeover'];
  const handshake = { ...HANDSHAKE, response: { ...HANDSHAKE.response, headers: [...HANDSHAKE.response.headers, agreed] } };
  const frames = [frameOf(compressed('Hello Hello')), frameOf(compressed('Hello Hello', 'Hello Hello'))];
  assert.match(notes({ handshake, frames })[1] ?? '', /^error .*not-deflate: Compressed with the context of earlier messages/);
});
