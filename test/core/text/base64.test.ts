import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64, base64OfText, textOfBase64 } from '../../../src/core/text/base64.ts';

test('octets of any number come back', () => {
  const octets = Uint8Array.from({ length: 100_000 }, (_, i) => i % 256);
  assert.ok(Buffer.from(base64(octets), 'base64').equals(octets));
});

const texts = [
  ['', ''],
  ['a', 'YQ=='],
  ['käse:1', 'a8Okc2U6MQ=='],
] as const;
for (const [text, coded] of texts)
  test(`${JSON.stringify(text)} is ${JSON.stringify(coded)}`, () => {
    assert.equal(base64OfText(text), coded);
    if (text !== '') assert.equal(textOfBase64(coded), text);
  });

for (const wrong of ['', 'a', 'a b=', 'YQ===', '/w=='])
  test(`${JSON.stringify(wrong)} is not base64 of text`, () => assert.equal(textOfBase64(wrong), undefined));
