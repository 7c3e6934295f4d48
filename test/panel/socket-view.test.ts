import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Annotation, Explanation } from '../../src/core/explain/annotation.ts';
import type { WsSession } from '../../src/core/http/websocket.ts';
import { plain, say } from '../../src/core/text/prose.ts';
import { Contents } from '../../src/extension/panel/contents.ts';
import { toFrameDetail, toSocketUpdate, toSocketView } from '../../src/extension/panel/socket-view.ts';
import * as fixtures from '../ui/panel-fixtures.ts';

const explained = (...annotations: readonly Annotation[]): Explanation => ({ summary: say`x`, annotations });
const fault = (anchor: string): Annotation => ({
  id: `test/${anchor}`,
  level: 'error',
  anchor,
  title: say`wrong`,
  detail: [],
  basis: 'rule',
  specs: [],
});
const viewOf = (session: WsSession, ...annotations: readonly Annotation[]) => toSocketView(session, explained(...annotations), true);

test('a handshake that holds has no broken row, and its proof is recomputed', () => {
  const { handshake } = viewOf(fixtures.openSocket());
  assert.deepEqual(
    handshake.rows.filter((row) => row.level === 'error'),
    [],
  );
  assert.equal(handshake.outcome, 'accepted');
  assert.deepEqual(handshake.proof, {
    key: 'dGhlIHNhbXBsZSBub25jZQ==',
    guid: '258EAFA5-E914-47DA-95CA-C5AB0DC85B11',
    digest: 'b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea',
    expected: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    received: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    holds: true,
  });
});

test('a wrong Accept breaks its row', () => {
  const { handshake } = viewOf(fixtures.wrongAccept());
  assert.deepEqual(
    handshake.rows.filter((row) => row.level === 'error').map((row) => row.name),
    ['Key → Accept'],
  );
  assert.equal(handshake.proof?.holds, false);
});

test('a refused handshake keeps its response', () => {
  const { handshake, exchange } = viewOf(fixtures.refusedSocket());
  assert.equal(handshake.outcome, 'refused');
  assert.equal(exchange.outcome, '403 Forbidden');
  assert.equal(exchange.response?.content?.decodedLength, 19);
});

test('a frame is a row: direction, time since the last, bits, sizes, preview', () => {
  const [first, second] = viewOf(fixtures.openSocket()).frames;
  assert.deepEqual(
    [first?.direction, first?.type, first?.bits.map((bit) => bit.text), first?.wireLength, first?.length, first?.preview],
    ['out', 'text', ['FIN', 'mask 37fa213d'], 11, 5, 'Hello'],
  );
  assert.equal(second?.delta.toFixed(1), '0.8');
});

test('frames of one read are bracketed', () => {
  assert.deepEqual(
    viewOf(fixtures.maskedByServer()).frames.map((frame) => frame.bracket),
    ['none', 'first', 'last', 'none', 'none'],
  );
});

test('the ruler marks the bits that break a rule', () => {
  const frame = toFrameDetail(fixtures.maskedByServer(), explained(fault('ws.frames[3].mask')), 3);
  assert.deepEqual(
    frame?.ruler.map(({ label, bits, bad }) => [label, bits, bad]),
    [
      ['FIN', '1', false],
      ['RSV1-3', '0 0 0', false],
      ['opcode', '0001', false],
      ['MASK', '1', true],
      ['length', '0000101', false],
      ['masking key', '37 fa 21 3d', true],
      ['payload, masked', '7f 9f 4d 51 58', false],
      ['unmasked', '48 65 6c 6c 6f', false],
    ],
  );
});

test('a length of 126 octets shows its seven bits and the sixteen that follow', () => {
  const session = fixtures.session(
    fixtures.handshakeOf({ path: '/' }),
    [],
    fixtures.framesOf([{ direction: 'in', hex: `82 7e 00 7e ${'00'.repeat(126)}`, at: 1, read: 1 }]),
  );
  assert.equal(toFrameDetail(session, explained(), 0)?.ruler.find((cell) => cell.label === 'length')?.bits, '1111110 + 00 7e');
});

test('the close says who began it, with which code, and whether it was clean', () => {
  const { close } = viewOf(fixtures.maskedByServer());
  assert.deepEqual(
    [close?.by, close?.code, close?.clean, plain(close?.words ?? [])],
    ['postil', 1006, false, 'Postil closed first with 1002; not clean: the closing handshake was not completed'],
  );
});

test('an update holds what is new, and old frames only when something about them changed', () => {
  const session = fixtures.maskedByServer();
  const half = { ...session, frames: session.frames.slice(0, 2) };
  const before = viewOf(half).frames;
  const update = toSocketUpdate(before, session, explained(fault('ws.frames[0]')), true, Contents.of([session.handshake]));
  assert.deepEqual(
    update.changed.map((frame) => [frame.index, frame.bracket, frame.findings.length]),
    [
      [0, 'none', 1],
      [1, 'first', 0],
    ],
  );
  assert.deepEqual(
    update.appended.map((frame) => frame.index),
    [2, 3, 4],
  );
});
