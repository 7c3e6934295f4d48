import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { octetsOfText, textOfOctets } from '../../../src/core/text/octets.ts';

const CASES: readonly (readonly [fact: string, hex: string, text: string])[] = [
  ['UTF-8 is text', '61c3a9e282acf09f9880', 'aé€😀'],
  ['a byte order mark is text', 'efbbbf61', '\ufeffa'],
  ['an octet that begins nothing is kept', '61ff62', 'a\udcffb'],
  ['a sequence that breaks off is kept', 'e28261', '\udce2\udc82a'],
  ['a surrogate in UTF-8 is kept, not read', 'eda080', '\udced\udca0\udc80'],
  ['an overlong sequence is kept', 'c0af', '\udcc0\udcaf'],
];

for (const [fact, hex, text] of CASES)
  test(fact, () => {
    assert.equal(textOfOctets(Buffer.from(hex, 'hex')), text);
    assert.equal(Buffer.from(octetsOfText(text)).toString('hex'), hex);
  });

test('what a decoder replaces is what is kept', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
      const text = textOfOctets(octets);
      assert.deepEqual(octetsOfText(text), octets);
      const plain = new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);
      assert.equal(text.toWellFormed().replaceAll('\ufffd', ''), plain.replaceAll('\ufffd', ''));
    }),
  );
});

test('a pair of surrogates is a character, whatever stands beside it', () => {
  const text = '😀\udc80😀';
  assert.equal(Buffer.from(octetsOfText(text)).toString('hex'), 'f09f988080f09f9880');
  assert.equal(textOfOctets(octetsOfText(text)), text);
});
