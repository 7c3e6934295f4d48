import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../../../src/core/http/exchange.ts';
import type { WsEvent } from '../../../../src/core/http/websocket.ts';
import { SessionRecord } from '../../../../src/core/send/websocket/record.ts';

const HANDSHAKE = {} as Exchange;
const octets = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');

function record(): { readonly it: SessionRecord; readonly kinds: () => string[]; readonly events: () => readonly WsEvent[] } {
  let clock = 0;
  const it = new SessionRecord(
    () => clock++,
    () => undefined,
  );
  it.connecting();
  it.opened('', '');
  const events = (): readonly WsEvent[] => it.session(HANDSHAKE).events.slice(2);
  return { it, kinds: () => events().map(({ kind }) => kind), events };
}

test('control frames wait for the message in front of them', () => {
  const { it, kinds } = record();
  it.octets('in', octets('8101 41 8900 8802 03e8'));
  assert.deepEqual(kinds(), []);
  it.message('A');
  assert.deepEqual(kinds(), ['message', 'ping', 'closing']);
});

test('a control frame between two fragments does not wait for the message around it', () => {
  const { it, kinds, events } = record();
  it.octets('in', octets('0101 41 8900 8001 42'));
  assert.deepEqual(kinds(), ['ping']);
  it.message('AB');
  const [, message] = events();
  assert.deepEqual(message?.kind === 'message' && message.frames, [0, 2]);
});

test('what waits is told when nothing more comes', () => {
  const { it, kinds } = record();
  it.octets('in', octets('8101 ff 8900'));
  it.closed(1006, '');
  assert.deepEqual(kinds(), ['ping', 'closed']);
});

test('only the first close frame begins the closing', () => {
  const { it, events } = record();
  it.octets('in', octets('8802 03e9'));
  it.octets('out', octets('8882 00000000 03e9'));
  it.closed(1001, '');
  const [closing, closed] = events();
  assert.deepEqual(
    [closing?.kind === 'closing' && [closing.by, closing.code], closed?.kind === 'closed' && closed.clean],
    [['server', 1001], true],
  );
});

test('a pong answers the last ping of its payload, and another one answers none', () => {
  const { it, events } = record();
  it.octets('out', octets('8981 00000000 41'));
  it.octets('in', octets('8a01 41 8a01 42'));
  const trips = events().flatMap((event) => (event.kind === 'pong' ? [event.roundTrip] : []));
  assert.equal(typeof trips[0], 'number');
  assert.equal(trips[1], undefined);
});

test('unlawful pings are frames and no events', () => {
  const { it, kinds } = record();
  it.octets('in', octets('0901 41 8981 00000000 41 c900'));
  assert.deepEqual(kinds(), []);
  assert.equal(it.session(HANDSHAKE).frames.length, 3);
});

test('an hour of large frames does not keep them all: the first are whole, the later ones begin', () => {
  const { it } = record();
  const frame = Buffer.concat([octets('827f 0000 0000 0001 0000'), Buffer.alloc(65_536)]);
  for (let i = 0; i < 1100; i++) it.octets('in', frame);
  const { frames } = it.session(HANDSHAKE);
  assert.equal(frames[0]?.payload.length, 65_536);
  assert.equal(frames.at(-1)?.payload.length, 125);
  assert.equal(frames.at(-1)?.payloadLength, 65_536);
});

test('the state follows the events', () => {
  const { it } = record();
  assert.equal(it.state, 'open');
  it.octets('in', octets('8800'));
  assert.equal(it.state, 'closing');
  it.closed(1005, '');
  assert.equal(it.state, 'closed');
});
