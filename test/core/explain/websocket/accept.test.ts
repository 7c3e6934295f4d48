import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptProof, GUID, keyOctets } from '../../../../src/core/explain/websocket/accept.ts';

test('the example of RFC 6455 section 1.3 comes out', () => {
  assert.deepEqual(acceptProof('dGhlIHNhbXBsZSBub25jZQ=='), {
    key: 'dGhlIHNhbXBsZSBub25jZQ==',
    guid: GUID,
    sha1Hex: 'b37a4f2cc0624f1690f64606cf385945b2bec4ea',
    accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  });
});

const KEYS: readonly (readonly [key: string, octets: number | undefined])[] = [
  ['dGhlIHNhbXBsZSBub25jZQ==', 16],
  ['', 0],
  ['YQ==', 1],
  ['YQ', undefined],
  ['dGhlIHNhbXBsZSBub25jZQ=', undefined],
  ['no base64!', undefined],
];

for (const [key, octets] of KEYS)
  test(`"${key}" is base64 of ${octets ?? 'nothing'}`, () => {
    assert.equal(keyOctets(key)?.length, octets);
  });
