import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { type RawData, WebSocket } from 'ws';
import { exchange, head, playground } from '../client.ts';

const { at } = playground();

const KEY = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
const CLOSE = Buffer.from('888001020304', 'hex');

/** What a bare socket gets for a handshake and a close frame sent with it. */
const handshake = async (target: string, after: Uint8Array = CLOSE): Promise<string> =>
  (await exchange(at().port, Buffer.concat([Buffer.from(head(target, ...KEY)), after]))).text;

test('guests of the room hear one another, each in the subprotocol of its own', async () => {
  const heard: string[] = [];
  const open = async (name: string, protocol: string): Promise<WebSocket> => {
    const ws = new WebSocket(`${at().wsUrl}/ws/chat`, protocol);
    ws.on('message', (data: RawData) => heard.push(`${name}: ${(data as Buffer).toString()}`));
    await once(ws, 'message');
    return ws;
  };
  const ann = await open('ann', 'chat.v1');
  const bob = await open('bob', 'chat.v2');
  const both = Promise.all([once(ann, 'message'), once(bob, 'message')]);
  bob.send('hi');
  await both;
  const left = once(ann, 'message');
  bob.close();
  await left;
  ann.close();
  await once(ann, 'close');
  assert.deepEqual(heard.toSorted(), [
    'ann: joined guest-2',
    'ann: left guest-2',
    'ann: message guest-2 hi',
    'ann: welcome guest-1 1',
    'bob: {"type":"message","from":"guest-2","text":"hi"}',
    'bob: {"type":"welcome","you":"guest-2","here":2}',
  ]);
});

test('a 101 written by hand proves the key', async () => {
  assert.match(
    await handshake('/ws/close/1000'),
    /^HTTP\/1\.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n\r\n\x88/,
  );
});

const ENDS: readonly (readonly [target: string, answer: RegExp])[] = [
  ['/ws/close/1006', /\r\n\r\n$/],
  ['/ws/close/1005', /\r\n\r\n\x88\x00$/],
  ['/ws/close/1015', /\x88\x14\x03\xf7you asked for 1015$/],
  ['/ws/close/70000', /^HTTP\/1\.1 400/],
  ['/ws/close/x', /^HTTP\/1\.1 400/],
  ['/ws/refuse/403', /^HTTP\/1\.1 403 Forbidden\r\n[\s\S]*as you asked\.\n$/],
  ['/ws/refuse/302', /^HTTP\/1\.1 302 Found\r\n[\s\S]*Location: \/echo\r\n/],
  ['/ws/refuse/204', /^HTTP\/1\.1 204 No Content\r\nConnection: close\r\n\r\n$/],
  ['/ws/refuse/100', /^HTTP\/1\.1 400/],
];

for (const [target, answer] of ENDS) {
  test(`${target} ends as it says`, async () => {
    assert.match(await handshake(target), answer);
  });
}

const FAULTS: readonly (readonly [name: string, answer: RegExp])[] = [
  ['accept', /Sec-WebSocket-Accept: (?!s3pPLMBiTxaQ9kYGzzhZRbK)\S+\r\n/],
  ['no-accept', /^(?![\s\S]*Sec-WebSocket-Accept)/],
  ['upgrade', /^(?![\s\S]*\r\nUpgrade)/],
  ['other-upgrade', /\r\nUpgrade: h2c\r\n/],
  ['connection', /^(?![\s\S]*\r\nConnection)/],
  ['subprotocol', /\r\nSec-WebSocket-Protocol: surprise\.v9\r\n/],
  ['extension', /\r\nSec-WebSocket-Extensions: x-surprise\r\n/],
  ['masked', /\x81\x86\x01\x02\x03\x04/],
  ['rsv', /\xa1\x08reserved$/],
  ['compressed', /\xc1\x06packed$/],
  ['opcode', /\x83\x0awhat am I\?$/],
  ['continuation', /\x80\x08and then$/],
  ['interleaved', /\x01\x05one, \x81\x03two$/],
  ['utf8', /\x81\x04Hi\xff\xfe$/],
  ['fragmented-ping', /\x09\x06half a$/],
  ['long-ping', /\x89\x7e\x00\x7ep{126}$/],
  ['short-close', /\x88\x01\x03$/],
  ['huge', /\x82\x7f\x00\x00\x01\x00\x00\x00\x00\x00the beginning of it$/],
];

for (const [name, answer] of FAULTS) {
  test(`/ws/bad/${name} breaks its rule`, async () => {
    const text = await handshake(`/ws/bad/${name}`);
    assert.match(text, /^HTTP\/1\.1 101 /);
    assert.match(text, answer);
  });
}

test('a version other than 13 is refused with the version that is spoken', async () => {
  const { text } = await exchange(at().port, head('/ws/echo', ...KEY.map((line) => line.replace('13', '7'))));
  assert.match(text, /^HTTP\/1\.1 4\d\d [\s\S]*Sec-WebSocket-Version: 13/);
});
