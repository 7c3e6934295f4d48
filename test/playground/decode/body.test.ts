import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeBody } from '../../../src/playground/decode/body.ts';

const decode = (type: string | undefined, content: string | Uint8Array) => {
  const { octets, ...rest } = decodeBody(type, Buffer.from(content));
  assert.equal(octets, Buffer.byteLength(content));
  return { ...rest, type: undefined };
};
const expectBody = (type: string | undefined, content: string | Uint8Array, expected: object): void =>
  assert.deepEqual(decode(type, content), { ...expected, type: undefined });

const FORM = 'application/x-www-form-urlencoded';
const MULTI = 'multipart/form-data; boundary=b1';

test('no content is no encoding', () => {
  expectBody('application/json', '', { encoding: 'none' });
});

test('pairs are decoded, in order, with duplicates', () => {
  expectBody(FORM, 'a=1&b=x+y%20z&a=%C3%A4', {
    encoding: 'urlencoded',
    pairs: [
      ['a', '1'],
      ['b', 'x y z'],
      ['a', 'ä'],
    ],
  });
});

test('an escape that is none is said', () => {
  const body = decode(FORM, 'a=100%&b=2');
  assert.ok(body.encoding === 'urlencoded');
  assert.match(body.problem ?? '', /no percent-escape/);
});

test('parts have names, file names, types and sizes', () => {
  const content = [
    '--b1',
    'Content-Disposition: form-data; name="note"',
    '',
    'hello',
    '--b1',
    'Content-Disposition: form-data; name="file"; filename="a \\"b\\".bin"',
    'Content-Type: application/octet-stream',
    '',
    '\u0000\u0001',
    '--b1--',
    '',
  ].join('\r\n');
  expectBody(MULTI, content, {
    encoding: 'multipart',
    boundary: 'b1',
    parts: [
      { name: 'note', type: 'text/plain', octets: 5, text: 'hello' },
      { name: 'file', filename: 'a "b".bin', type: 'application/octet-stream', octets: 2 },
    ],
  });
});

const MULTIPART_PROBLEMS: readonly (readonly [type: string, content: string, problem: RegExp])[] = [
  ['multipart/form-data', '--b1\r\n\r\nx\r\n--b1--', /names no boundary/],
  [MULTI, '----b1\r\n', /no line --b1 was found/],
  [MULTI, '--b1\r\n\r\nx\r\n', /closing line --b1-- is missing/],
  [MULTI, '--b1\r\nContent-Disposition: form-data; name="a"\r\n--b1--', /no blank line/],
];

for (const [type, content, problem] of MULTIPART_PROBLEMS) {
  test(`multipart says: ${problem.source}`, () => {
    const body = decode(type, content);
    assert.ok(body.encoding === 'multipart');
    assert.match(body.problem ?? '', problem);
  });
}

test('a part without fields is text', () => {
  expectBody('multipart/mixed; boundary="b 1"', '--b 1\r\n\r\nx\r\n--b 1--', {
    encoding: 'multipart',
    boundary: 'b 1',
    parts: [{ type: 'text/plain', octets: 1, text: 'x' }],
  });
});

test('JSON is parsed, also under a suffix, and its fault is told', () => {
  expectBody('application/problem+json; charset=utf-8', '{"a":[1]}', { encoding: 'json', value: { a: [1] } });
  const body = decode('application/json', '{"a":}');
  assert.ok(body.encoding === 'json');
  assert.match(body.problem ?? '', /^not JSON/);
});

test('XML shows its root element', () => {
  const source = '<?xml version="1.0"?><!-- <x> --><todo id="1" xmlns=\'u\'><title>a</title><done/><![CDATA[<b>]]></todo>\n';
  expectBody('application/xml', source, {
    encoding: 'xml',
    root: {
      name: 'todo',
      attributes: [
        ['id', '1'],
        ['xmlns', 'u'],
      ],
      children: ['title', 'done'],
    },
  });
});

const XML_PROBLEMS: readonly (readonly [string, RegExp])[] = [
  ['<a><b></a>', /<\/a> stands where <\/b> was expected/],
  ['<a>', /<a> is never closed/],
  ['<a/><b/>', /second root element/],
  ['hello', /no element/],
  ['<a>1 < 2</a>', /a < stands/],
];

for (const [source, problem] of XML_PROBLEMS) {
  test(`XML that is not balanced is told: ${source}`, () => {
    const body = decode('text/xml', source);
    assert.ok(body.encoding === 'xml');
    assert.match(body.problem ?? '', problem);
  });
}

test('anything else is text when it is UTF-8, and hex when it is not', () => {
  expectBody('text/plain', 'grün', { encoding: 'text', text: 'grün' });
  expectBody(undefined, Uint8Array.of(0xff, 0xd8), { encoding: 'octets', hex: 'ffd8' });
});
