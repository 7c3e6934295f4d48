import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { acceptProof, GUID } from '../../../../src/core/explain/websocket/accept.ts';
import { findMistake } from '../../../../src/core/explain/websocket/wrong-accept.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { explained } from '../told.ts';

const KEY = 'x3JJHMbDL1EzLkh9GBhXDw==';
const sha1 = (...pieces: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha1');
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

/** What a faulty server sends, and the name of its fault. */
const MISTAKES: readonly (readonly [code: string, received: string])[] = [
  ['key+crlf', sha1(`${KEY}\r\n`, GUID).toString('base64')],
  ['key+lf', sha1(`${KEY}\n`, GUID).toString('base64')],
  ['space+key', sha1(` ${KEY}`, GUID).toString('base64')],
  ['key+space', sha1(`${KEY} `, GUID).toString('base64')],
  ['decoded-key', sha1(Buffer.from(KEY, 'base64'), GUID).toString('base64')],
  ['lower-case-key', sha1(KEY.toLowerCase(), GUID).toString('base64')],
  ['unpadded-key', sha1(KEY.slice(0, -2), GUID).toString('base64')],
  ['header-line', sha1(`Sec-WebSocket-Key: ${KEY}`, GUID).toString('base64')],
  ['guid-missing', sha1(KEY).toString('base64')],
  ['guid-lower-case', sha1(KEY, GUID.toLowerCase()).toString('base64')],
  ['guid-no-dashes', sha1(KEY, GUID.replaceAll('-', '')).toString('base64')],
  ['guid+nul', sha1(KEY, GUID, '\0').toString('base64')],
  ['guid-mistyped', sha1(KEY, '258EAFA5-E914-47DA-95CA-5AB0DC85B11').toString('base64')],
  ['guid-mistyped', sha1(KEY, '258EAFA5-E914-47DA-95CA-C5AB0DC85B1l'.replace('l', '0')).toString('base64')],
  ['hex', sha1(KEY, GUID).toString('hex')],
  ['base64-of-hex', Buffer.from(sha1(KEY, GUID).toString('hex')).toString('base64')],
  ['base64-of-hex', Buffer.from(sha1(KEY, GUID).toString('hex').toUpperCase()).toString('base64')],
  ['base64-twice', Buffer.from(sha1(KEY, GUID).toString('base64')).toString('base64')],
  ['quoted', `"${sha1(KEY, GUID).toString('base64')}"`],
  ['url-encoded', encodeURIComponent(sha1(KEY, GUID).toString('base64'))],
  ['little-endian', sha1(KEY, GUID).swap32().toString('base64')],
  ['guid-first', sha1(GUID, KEY).toString('base64')],
  ['separator', sha1(KEY, ':', GUID).toString('base64')],
  ['guid-mistyped', sha1(KEY, '258EAFA5-E914-47DA-95CA-5AB5DC11B735').toString('base64')],
  ['key-not-found', sha1('undefined', GUID).toString('base64')],
  ['sha1-twice', sha1(sha1(KEY, GUID)).toString('base64')],
  ['sha1-of-hex', sha1(sha1(KEY, GUID).toString('hex')).toString('base64')],
  ['hmac', createHmac('sha1', GUID).update(KEY).digest('base64')],
  ['hmac', createHmac('sha1', KEY).update(GUID).digest('base64')],
  ['cut', sha1(KEY, GUID).toString('base64').slice(0, 24)],
  ['surplus', `${sha1(KEY, GUID).toString('base64')}; path=/`],
  ['unpadded', sha1(KEY, GUID).toString('base64').replace(/=+$/, '')],
  ['lower-case', sha1(KEY, GUID).toString('base64').toLowerCase()],
  ['sha256', createHash('sha256').update(KEY).update(GUID).digest('base64')],
  ['md5', createHash('md5').update(KEY).update(GUID).digest('base64')],
  ['guid-missing hex', sha1(KEY).toString('hex')],
  ['key+crlf guid-lower-case', sha1(`${KEY}\r\n`, GUID.toLowerCase()).toString('base64')],
  ['echo', KEY],
  ['no-hash', `${KEY}${GUID}`],
  ['no-hash', Buffer.from(KEY + GUID).toString('base64')],
  ['other-key', acceptProof('dGhlIHNhbXBsZSBub25jZQ==').accept],
  ['empty', ''],
];

for (const [code, received] of MISTAKES)
  test(`${received === '' ? 'an empty value' : received.slice(0, 30)} was made by: ${code}`, () => {
    assert.equal(findMistake(KEY, received)?.code, code);
  });

test('the URL-safe alphabet is told from the usual one where they differ', () => {
  const key = 'dGhlIHNhbXBsZSBub25jZQ==';
  assert.equal(findMistake(key, 's3pPLMBiTxaQ9kYGzzhZRbK-xOo=')?.code, 'base64url');
  assert.equal(findMistake(key, 's3pPLMBiTxaQ9kYGzzhZRbK-xOo')?.code, 'base64url unpadded');
});

test('an Accept that no mistake gives is left unexplained', () => {
  assert.equal(findMistake(KEY, 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='), undefined);
});

const handshake = (accept: string): object => ({
  ws: {
    handshake: {
      request: {
        method: 'GET',
        url: 'ws://e.test/',
        headers: [
          ['Host', 'e.test'],
          ['Upgrade', 'websocket'],
          ['Connection', 'Upgrade'],
          ['Sec-WebSocket-Key', KEY],
          ['Sec-WebSocket-Version', '13'],
        ],
      },
      response: {
        status: 101,
        headers: [
          ['Upgrade', 'websocket'],
          ['Connection', 'Upgrade'],
          ['Sec-WebSocket-Accept', accept],
        ],
      },
    },
  },
});

test('the title names the mistake, the detail computes it, the summary says it too', () => {
  for (const [, received] of MISTAKES) {
    const { summary, annotations } = explained(handshake(received));
    const note = annotations.find(({ id }) => id === 'ws/handshake/accept-wrong');
    assert.ok(note !== undefined);
    assert.match(plain(note.title), /^(?:Wrong Accept: t|T)he server \w+/);
    assert.ok(plain(note.title).length <= 90);
    assert.match(plain(note.detail), /expected HSmrc0sMlYUkAGmm5OPpG2HaGWk=/);
    assert.ok(plain(summary).length <= 140);
    assert.match(plain(summary), /he server [a-z]+/);
  }
  const [, crlf = ''] = MISTAKES[0] ?? [];
  assert.match(plain(explained(handshake(crlf)).summary), /Wrong Accept: the server hashed the key together with its line ending \(CRLF\)/);
});

test('a key that is no text is taken too', () => {
  assert.equal(findMistake('\ud800', 'x'), undefined);
});
