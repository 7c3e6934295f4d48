import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asText, firstInvalid, isTextual, looksBinary } from '../../../src/core/body/text.ts';
import type { Fields } from '../../../src/core/http/field.ts';

const typed = (type: string): Fields => (type === '' ? [] : [['content-type', type]]);
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

const XML = '<?xml version="1.0" encoding="ISO-8859-1"?><a>\xfc</a>';
const META = '<META http-equiv="Content-Type" content="text/html; charset=koi8-r">';

const cases: readonly (readonly [
  why: string,
  octets: Uint8Array,
  type: string,
  text: string,
  charset: string,
  by: string,
  faults: string,
])[] = [
  ['plain ASCII', latin('abc'), 'text/plain', 'abc', 'utf-8', 'default', ''],
  ['UTF-8 without a word', Buffer.from('grün'), 'text/plain', 'grün', 'utf-8', 'default', ''],
  ['Latin-1 without a word', latin('gr\xfcn'), 'text/plain', 'grün', 'windows-1252', 'guess', ''],
  ['the parameter', latin('gr\xfcn'), 'text/plain; charset=ISO-8859-1', 'grün', 'windows-1252', 'content-type', ''],
  ['a quoted parameter', Buffer.from('ü'), 'text/plain; charset="UTF-8"', 'ü', 'utf-8', 'content-type', ''],
  ['a mark wins over the parameter', Buffer.from('\ufeffü'), 'text/plain; charset=iso-8859-1', 'ü', 'utf-8', 'bom', 'contradiction'],
  ['a mark of UTF-16LE', Buffer.from('\ufeffab', 'utf16le'), '', 'ab', 'utf-16le', 'bom', ''],
  ['a mark of UTF-16BE', Buffer.from([0xfe, 0xff, 0, 65]), 'text/plain; charset=utf-16', 'A', 'utf-16be', 'bom', ''],
  ['a charset that is not known', Buffer.from('ü'), 'text/plain; charset=utf-9', 'ü', 'utf-8', 'default', 'unknown-charset'],
  ['JSON is UTF-8 whatever the parameter says', Buffer.from('"ü"'), 'application/json; charset=iso-8859-1', '"ü"', 'utf-8', 'json', ''],
  [
    'JSON that is no UTF-8 follows the parameter',
    latin('"\xfc"'),
    'application/json; charset=iso-8859-1',
    '"ü"',
    'windows-1252',
    'content-type',
    '',
  ],
  ['an XML declaration', latin(XML), 'application/xml', XML, 'windows-1252', 'xml-declaration', ''],
  [
    'a meta element',
    latin('<html><meta charset=windows-1251>\xe4'),
    'text/html',
    '<html><meta charset=windows-1251>д',
    'windows-1251',
    'meta',
    '',
  ],
  ['the old meta element', latin(`${META}\xc4`), 'text/html', `${META}д`, 'koi8-r', 'meta', ''],
  ['octets that the charset does not have', latin('a\xff'), 'text/plain; charset=utf-8', 'a\ufffd', 'utf-8', 'content-type', 'invalid@1'],
  ['no type at all', latin('\xfc'), '', 'ü', 'windows-1252', 'guess', ''],
];

for (const [why, octets, type, text, charset, by, faults] of cases) {
  test(`charset: ${why}`, () => {
    const result = asText(octets, typed(type));
    const found = result.faults.map((fault) => (fault.kind === 'invalid' ? `invalid@${fault.at}` : fault.kind)).join();
    assert.deepEqual([result.text, result.charset, result.decidedBy, found], [text, charset, by, faults]);
  });
}

function decodes(octets: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(octets);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}

test('the first octet that is no UTF-8 is found where TextDecoder finds one', () => {
  const all = 'c080 e08080 eda080 f0808080 f4908080 f5 80 c3 e282 f09f98 c3bc e282ac f09f9880 ed9fbf ee8080 f48fbfbf'.split(' ');
  for (const hex of all) {
    const octets = Buffer.from(`61${hex}`, 'hex');
    assert.equal(firstInvalid(octets), decodes(octets) ? undefined : 1, hex);
  }
});

test('a NUL makes it binary, a mark of UTF-16 does not', () => {
  assert.equal(looksBinary(Buffer.from('89504e470d0a1a0a0000', 'hex')), true);
  assert.equal(looksBinary(Buffer.from('\ufeffab', 'utf16le')), false);
  assert.equal(looksBinary(Buffer.from('a\tb\r\n')), false);
  assert.equal(looksBinary(Buffer.alloc(0)), false);
});

const textual: readonly (readonly [type: string, octets: Uint8Array, text: boolean])[] = [
  ['text/css', latin('a'), true],
  ['application/problem+json', latin('{}'), true],
  ['image/svg+xml', latin('<svg/>'), true],
  ['image/png', latin('PNG'), false],
  ['application/octet-stream', latin('abc'), true],
  ['application/octet-stream', latin('\x00\x01'), false],
  ['', latin('abc'), true],
  ['', latin('\xff\xfe'), true],
  ['', latin('\xff\x00'), false],
  ['application/x-www-form-urlencoded', latin('a=b'), true],
];
for (const [type, octets, text] of textual)
  test(`${type === '' ? 'no type' : type} with ${JSON.stringify(octets.toString())} is ${text ? '' : 'not '}shown as text`, () =>
    assert.equal(isTextual(octets, typed(type)), text));
