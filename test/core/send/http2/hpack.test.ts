import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HpackDecoder } from '../../../../src/core/send/http2/hpack.ts';
import { huffman } from '../../../../src/core/send/http2/huffman.ts';

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

/** Blocks one after another with one table: their lines, `[form] name: value`, and why a block is not whole. */
function decode(...blocks: readonly string[]): string[][] {
  const decoder = new HpackDecoder();
  return blocks.map((hex) => {
    const { lines, fault } = decoder.decode(octets(hex));
    return [...lines.map(({ form, name, value }) => `[${form}] ${name}: ${value}`), ...(fault === undefined ? [] : [`! ${fault}`])];
  });
}

const LOST = '! a part of the header blocks of this connection could not be read, and what follows builds on it';
const DATE = 'date: Mon, 21 Oct 2013 20:13:2';

// RFC 7541 Appendix C.
const CASES: readonly (readonly [fact: string, blocks: readonly string[], lines: readonly (readonly string[])[]])[] = [
  [
    'a literal that is remembered',
    ['400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572'],
    [['[remembered] custom-key: custom-header']],
  ],
  ['a literal that is not, its name by index', ['040c 2f73 616d 706c 652f 7061 7468'], [['[literal] :path: /sample/path']]],
  ['a literal that nobody may ever remember', ['1008 7061 7373 776f 7264 0673 6563 7265 74'], [['[never] password: secret']]],
  ['an index of the static table', ['82'], [['[indexed] :method: GET']]],
  [
    'requests without Huffman coding: the table grows from block to block',
    [
      '8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
      '8286 84be 5808 6e6f 2d63 6163 6865',
      '8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65',
    ],
    [
      ['[indexed] :method: GET', '[indexed] :scheme: http', '[indexed] :path: /', '[remembered] :authority: www.example.com'],
      [
        ...['[indexed] :method: GET', '[indexed] :scheme: http', '[indexed] :path: /', '[indexed] :authority: www.example.com'],
        '[remembered] cache-control: no-cache',
      ],
      [
        ...['[indexed] :method: GET', '[indexed] :scheme: https', '[indexed] :path: /index.html', '[indexed] :authority: www.example.com'],
        '[remembered] custom-key: custom-value',
      ],
    ],
  ],
  [
    'requests with Huffman coding',
    [
      '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff',
      '8286 84be 5886 a8eb 1064 9cbf',
      '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf',
    ],
    [
      ['[indexed] :method: GET', '[indexed] :scheme: http', '[indexed] :path: /', '[remembered] :authority: www.example.com'],
      [
        ...['[indexed] :method: GET', '[indexed] :scheme: http', '[indexed] :path: /', '[indexed] :authority: www.example.com'],
        '[remembered] cache-control: no-cache',
      ],
      [
        ...['[indexed] :method: GET', '[indexed] :scheme: https', '[indexed] :path: /index.html', '[indexed] :authority: www.example.com'],
        '[remembered] custom-key: custom-value',
      ],
    ],
  ],
  [
    'responses with a table of 256 octets, out of which the oldest fall',
    [
      '3fe101 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3',
      '4883 640e ffc1 c0bf',
      '88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07',
    ],
    [
      [
        '[remembered] :status: 302',
        '[remembered] cache-control: private',
        `[remembered] ${DATE}1 GMT`,
        '[remembered] location: https://www.example.com',
      ],
      [
        '[remembered] :status: 307',
        '[indexed] cache-control: private',
        `[indexed] ${DATE}1 GMT`,
        '[indexed] location: https://www.example.com',
      ],
      [
        ...[
          '[indexed] :status: 200',
          '[indexed] cache-control: private',
          `[remembered] ${DATE}2 GMT`,
          '[indexed] location: https://www.example.com',
        ],
        ...['[remembered] content-encoding: gzip', '[remembered] set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1'],
      ],
    ],
  ],
  ['index 0 is none, and nothing is read after it', ['82 80', '82'], [['[indexed] :method: GET', '! index 0 is in neither table'], [LOST]]],
  ['an index past both tables', ['be'], [['! index 62 is in neither table']]],
  ['a value that is cut', ['040c 2f73'], [['! the block ends inside of a name or value']]],
  ['a value that is missing', ['04'], [['! the block ends before a name or value']]],
  ['a number without an end', ['ff ff ff'], [['! the block ends inside of a number']]],
  ['a number that is too long', ['ff ff ff ff ff ff ff ff ff 01'], [['! a number is too long']]],
  ['a Huffman code with the end of string in it', ['0484 ffff ffff'], [['! a Huffman code is wrong']]],
  ['Huffman padding that is no ones', ['0481 18'], [['! a Huffman code is wrong']]],
  ['Huffman padding of a whole octet', ['0482 1fff'], [['! a Huffman code is wrong']]],
  ['a table that is too large', ['3f e1ff ff7f'], [['! the block asks for a table of 268435456 octets']]],
  [
    'a table of nothing forgets all',
    ['8241 0161', '20 be'],
    [['[indexed] :method: GET', '[remembered] :authority: a'], ['! index 62 is in neither table']],
  ],
];

for (const [fact, blocks, lines] of CASES) {
  test(fact, () => {
    assert.deepEqual(decode(...blocks), lines);
  });
}

test('each line knows the octets that it took', () => {
  const { lines } = new HpackDecoder().decode(octets('82 8641 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d'));
  assert.deepEqual(
    lines.map((line) => line.octets),
    [1, 1, 17],
  );
});

test('a block that stands for more than is kept: lines are left out, the table stays right', () => {
  const decoder = new HpackDecoder();
  const name = 'a'.repeat(4000);
  decoder.decode(Buffer.concat([octets('4001 61 7f a11e'), Buffer.from(name)]));
  const { lines, omitted, fault } = decoder.decode(new Uint8Array(10_000).fill(0xbe));
  assert.deepEqual([lines.length, omitted, fault], [64, 9936, undefined]);
  assert.equal(decoder.decode(octets('be')).lines[0]?.value, name);
});

test('any octets are read without a throw', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 4 }), (blocks) => {
      const decoder = new HpackDecoder();
      for (const block of blocks) assert.equal(decoder.decode(block).octets, block.length);
    }),
  );
});

test('Huffman: no text, one octet, and what is no code', () => {
  assert.equal(huffman(octets('')), '');
  assert.equal(huffman(octets('1f')), 'a');
  assert.equal(huffman(octets('ffc7')), '\u0000');
  assert.equal(huffman(octets('ff')), undefined);
});

test('the oldest of the table go, and the numbers of the others stay right', () => {
  const decoder = new HpackDecoder();
  // Names of one octet and values of three: 113 of them fit into 4096 octets.
  const entries = Array.from({ length: 1000 }, (_, i) => `40 01 61 03 ${Buffer.from(String(i + 100).slice(0, 3)).toString('hex')}`);
  decoder.decode(octets(entries.join('')));
  const values = (hex: string): readonly string[] => decoder.decode(octets(hex)).lines.map(({ value }) => value);
  assert.deepEqual(values('be bf'), ['109', '109']);
  const last = 61 + Math.floor(4096 / 36);
  const coded = (n: number): string => `ff ${Buffer.of(n - 127).toString('hex')}`;
  assert.deepEqual(
    [values(coded(last)).length, decoder.decode(octets(coded(last + 1))).fault],
    [1, `index ${last + 1} is in neither table`],
  );
});

test('a table of many entries is filled in time that grows with their number alone', () => {
  const count = 100_000;
  const time = (entries: number): number => {
    const block = Buffer.concat([octets('3fe1ff3f'), Buffer.alloc(entries * 3)]);
    for (let i = 4; i < block.length; i += 3) block[i] = 0x40;
    const began = process.cpuUsage();
    new HpackDecoder().decode(block);
    const { user } = process.cpuUsage(began);
    return user;
  };
  time(count / 10);
  assert.ok(time(count) < 40 * time(count / 10) + 200_000);
});
