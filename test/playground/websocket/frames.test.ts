import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeFrame, frame, textFrame } from '../../../src/playground/websocket/frames.ts';

const CASES: readonly (readonly [fact: string, octets: Buffer, hex: string])[] = [
  ['a text', textFrame('Hello'), '810548656c6c6f'],
  ['a masked text', frame({ first: 0x81, payload: 'Hello', mask: Uint8Array.of(0x37, 0xfa, 0x21, 0x3d) }), '818537fa213d7f9f4d5158'],
  ['a close without a code', closeFrame(), '8800'],
  ['a close with code and reason', closeFrame(1001, 'bye'), '880503e9627965'],
  ['a length in two octets', frame({ first: 0x82, payload: 'ab', length: 300 }), '827e012c6162'],
  ['a length in eight octets', frame({ first: 0x82, payload: 'ab', length: 2 ** 40 }), '827f00000100000000006162'],
];

for (const [fact, octets, hex] of CASES) {
  test(fact, () => {
    assert.equal(octets.toString('hex'), hex);
  });
}
