import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { answer, linesOf } from '../told.ts';

type Headers = readonly (readonly [string, string])[];

const check = (headers: Headers, response: object, expected: readonly string[]): void =>
  assert.deepEqual(linesOf(answer(headers, { response }), 'content/'), expected);

const hex = (octets: Uint8Array): object => ({ bodyHex: Buffer.from(octets).toString('hex') });
const type = (value: string): Headers => [['Content-Type', value]];
const JSON_TYPE = type('application/json');
const PACKED = gzipSync('a'.repeat(1000));
const GZIP: Headers = [['Content-Encoding', 'gzip'], ...type('text/plain')];

test('JSON is read to the letter, and broken JSON has its place named', () => {
  check(JSON_TYPE, { body: '{"a":[1]}' }, ['good response.body content/json: Valid JSON: an object with 1 member, 9 octets']);
  check(JSON_TYPE, { body: '{"id":1,}' }, [
    'error response.body content/bad-json: Not valid JSON at line 1, column 8: A comma stands before the closing }',
  ]);
  check(JSON_TYPE, { body: '<!doctype html><p>' }, [
    'error response.body content/bad-json: Labelled JSON, but it is an HTML page: not valid JSON at line 1, column 1',
  ]);
  check(JSON_TYPE, { body: '' }, [
    'warning response.body content/empty-json: Labelled JSON, but the content is empty: a JSON parser will fail',
  ]);
});

test('what parsers would lose of valid JSON is told', () => {
  check(JSON_TYPE, { body: '{"a":1,"a":2}' }, [
    'good response.body content/json: Valid JSON: an object with 1 member, 13 octets',
    'warning response.body content/json-duplicate: The name a occurs twice in one object (line 1, column 8)',
  ]);
  check(JSON_TYPE, { body: '[12345678901234567890]' }, [
    'good response.body content/json: Valid JSON: a list of 1, 22 octets',
    'info response.body content/json-precision: 12345678901234567890 is too long for a double: JavaScript reads 12345678901234567000',
  ]);
});

test('a part of JSON is not judged as JSON', () => {
  check(JSON_TYPE, { body: '{"a":', complete: false }, []);
  check(JSON_TYPE, { status: 206, body: '{"a":' }, []);
});

test('a label of compression must be true', () => {
  check(GZIP, hex(PACKED), [
    'info response.header:Content-Encoding content/saving: 29 octets on the wire, 1000 octets decoded: 97 % smaller',
  ]);
  check(GZIP, { body: 'hello' }, [
    'error response.header:Content-Encoding content/mislabelled: Labelled gzip, but the 5 octets are not compressed at all',
  ]);
  check(GZIP, hex(PACKED.subarray(0, 20)), [
    'error response.body content/coding-truncated: The gzip stream breaks off: 20 octets came, its end is missing',
  ]);
  check(type('text/plain'), hex(PACKED), ['error response.body content/unlabelled: The content is gzip, but Content-Encoding is missing']);
  check(type('application/gzip'), hex(PACKED), []);
});

test('plain text under a Brotli label is not taken for a stream that broke off', () => {
  check([['Content-Encoding', 'br'], ...type('text/plain')], { body: 'hello' }, [
    'error response.header:Content-Encoding content/mislabelled: Labelled br, but the 5 octets look like plain text',
  ]);
});

test('a stream that our own capture cut is no fault of the server', () => {
  check(GZIP, { ...hex(PACKED.subarray(0, 20)), bodyBytes: 29 }, [
    'info response.header:Content-Encoding content/saving: 20 octets on the wire, 1000 octets decoded: 98 % smaller',
  ]);
});

test('the charset must fit the octets', () => {
  const cafe = { bodyHex: '636166e9' };
  check(type('text/html; charset=utf-8'), cafe, [
    'warning response.header:Content-Type content/bad-utf-8: Not valid UTF-8: octet 3 is 0xE9, in ISO-8859-1 it would be é',
  ]);
  check(type('text/html; charset=iso-8859-1'), cafe, []);
  check(type('text/plain'), cafe, [
    'warning response.header:Content-Type content/charset-guessed: No charset, and the text is not UTF-8: 0xE9 is taken for é',
  ]);
  check(type('text/plain'), { body: 'café' }, [
    'info response.header:Content-Type content/no-charset: No charset, and the text is not pure ASCII: readers have to guess',
  ]);
  check(type('text/html; charset=iso-8859-1'), { body: '<meta charset="utf-8">' }, [
    'warning response.header:Content-Type content/charset-contradicted: Content-Type says iso-8859-1, the content itself says utf-8',
  ]);
});

test('the type must fit what the octets look like', () => {
  check(type('image/jpeg'), { bodyHex: '89504e470d0a1a0a' }, [
    'warning response.header:Content-Type content/type-differs: Labelled image/jpeg, but the content looks like a PNG picture',
  ]);
  check(type('text/html'), { body: '{"a":1}' }, [
    'warning response.header:Content-Type content/type-differs: Labelled text/html, but the content looks like JSON',
  ]);
  check(type('application/vnd.openxmlformats-officedocument.wordprocessingml.document'), { bodyHex: '504b0304' }, []);
  check([], { body: '{"a":1}' }, ['info response content/no-type: No Content-Type: looks like JSON, but that is a guess']);
});

test('XML is well-formed or has its place named', () => {
  const xml = (body: string): readonly string[] => linesOf(answer(type('application/xml'), { response: { body } }), 'content/');
  assert.deepEqual(xml('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><!-- x --><a b="1 > 0"><![CDATA[<&]]>&b;<c/></a>\n'), []);
  for (const [body, message] of [
    ['<a><b></a>', 'line 1, column 7: closes a, but b is open'],
    ['<a>\n x & y</a>', 'line 2, column 4: a bare &: write &amp;'],
    ['<a/><b/>', 'line 1, column 5: a second root element, b'],
    ['<a b=1/>', 'line 1, column 1: not a tag: attributes need quotes, < is &lt;'],
    ['<a b="1" b="2"/>', 'line 1, column 1: the attribute b occurs twice'],
    ['<a>', 'line 1, column 4: the element a is not closed'],
    ['hello', 'line 1, column 1: text outside of the root element'],
  ] as const)
    assert.deepEqual(xml(body), [`error response.body content/bad-xml: Not well-formed XML at ${message}`], body);
});

test('the words of the server come to the front, its secrets do not', () => {
  const error = (status: number, headers: Headers, body: string): readonly string[] =>
    linesOf(answer(headers, { response: { status, body } }), 'content/').filter((line) => !line.includes('content/json'));
  assert.deepEqual(error(403, type('application/problem+json'), '{"title":"No credit","detail":"Balance is 30."}'), [
    'info response.body content/problem-details: The server says: Balance is 30.',
  ]);
  assert.deepEqual(error(404, type('application/problem+json'), '{"title":"x","status":400}'), [
    'info response.body content/problem-details: The server says: x',
    'warning response.body content/problem-status: "status" in the content says 400, the response is a 404',
  ]);
  assert.deepEqual(error(422, JSON_TYPE, '{"errors":[{"message":"email is invalid"}]}'), [
    'info response.body content/server-says: The server says: email is invalid',
  ]);
  assert.deepEqual(error(502, type('text/html'), '<html><title>502 Bad\n Gateway</title>'), [
    'info response.body content/server-says: The server says: 502 Bad Gateway',
  ]);
  assert.doesNotMatch(error(401, JSON_TYPE, '{"message":"bad Bearer abcdefghijk"}').join(), /abcdefghijk/);
  assert.deepEqual(error(200, JSON_TYPE, '{"error":"boom"}'), [
    'info response.body content/error-in-200: 200, but the content speaks of an error: boom',
  ]);
});

test('a digest is computed again', () => {
  const sha = createHash('sha256').update('ok').digest('base64');
  const line = (value: string): readonly string[] =>
    linesOf(answer([['Content-Digest', `sha-256=:${value}:`], ...type('text/plain')], { response: { body: 'ok' } }), 'content/digest');
  assert.deepEqual(line(sha), [
    'good response.header:Content-Digest content/digest: The sha-256 of the content matches: computed again it is the same',
  ]);
  assert.deepEqual(line(sha.replace(/^./, '+')), [
    'error response.header:Content-Digest content/digest-differs: The sha-256 of the content is another one than Content-Digest says',
  ]);
});

test('a page that sends browsers on is no redirect', () => {
  check(type('text/html'), { body: '<meta http-equiv="refresh" content="5; url=/next?t=1">' }, [
    'info response.body content/meta-refresh: The page sends browsers on after 5 s to /next?…; Postil stays',
  ]);
});

test('what S3 says in XML, and a form in a list for each of its members, is what the server says', () => {
  const words = (type: string, body: string): string =>
    linesOf(answer([['Content-Type', type]], { response: { status: 400, body } }), 'content/server-says').join('');
  assert.match(
    words('application/xml', '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'),
    /says: Access Denied$/,
  );
  assert.match(words('application/json', '{"email":["This field is required."]}'), /says: email: This field is required\.$/);
  assert.equal(words('application/json', '{"ids":["a","b"],"n":1}'), '');
});
