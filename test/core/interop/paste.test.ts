import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asRequests, insertion } from '../../../src/core/interop/paste.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

const read = (text: string): string => {
  const pasted = asRequests(text);
  return pasted === undefined ? 'none' : `${pasted.from}\n${pasted.text}`;
};

const cases: readonly (readonly [fact: string, text: string, ...lines: readonly string[]])[] = [
  [
    'a fetch as Chrome copies it',
    `fetch("https://e.test/api?a=1", {
  "headers": {
    "accept": "*/*",
    "content-type": "application/json",
    "sec-ch-ua": "\\"Chromium\\";v=\\"140\\""
  },
  "referrer": "https://e.test/",
  "body": "{\\"a\\":1}",
  "method": "POST",
  "mode": "cors",
  "credentials": "include"
});`,
    'fetch',
    '# The browser sends its cookies with this request. They are not in the copied text.',
    '# For browsers alone, and not taken over: mode: cors',
    'POST https://e.test/api?a=1',
    'accept: */*',
    'content-type: application/json',
    'sec-ch-ua: "Chromium";v="140"',
    'Referer: https://e.test/',
    '',
    '{"a":1}',
  ],
  [
    'a fetch as Firefox copies it',
    'await fetch(\'https://e.test/\', {\n    "body": null,\n    "method": "GET"\n});',
    'fetch',
    'GET https://e.test/',
  ],
  ['a fetch without options', 'fetch(`https://e.test/`).then((r) => r.json())', 'fetch', 'GET https://e.test/'],
  [
    'a fetch of code, its values written out',
    "const r = await fetch('https://e.test/', { method: 'PUT', headers: { 'X-A': 'b', }, body: JSON.stringify({ a: [1, true, 'x'], b: null }) })",
    'fetch',
    'PUT https://e.test/',
    'X-A: b',
    'Content-Type: text/plain;charset=UTF-8',
    '',
    '{"a":[1,true,"x"],"b":null}',
  ],
  [
    'a form of code',
    "fetch('https://e.test/', { method: 'POST', body: new URLSearchParams({ a: '1', b: 'x y' }), redirect: 'manual' })",
    'fetch',
    '# @no-redirect',
    'POST https://e.test/',
    'Content-Type: application/x-www-form-urlencoded;charset=UTF-8',
    '',
    'a=1',
    '&b=x+y',
  ],
  ['a fetch of a variable is none', 'fetch(url, { method: "GET" })', 'none'],
  [
    'a content that a program makes is said',
    "fetch('https://e.test/', { method: 'POST', body: makeIt() })",
    'fetch',
    '# The content could not be read: it is made by a program.',
    'POST https://e.test/',
  ],
  [
    'a multipart form as browsers copy it',
    'fetch("https://e.test/", { "headers": { "content-type": "multipart/form-data; boundary=----x" }, "body": "------x\\r\\nContent-Disposition: form-data; name=\\"a\\"\\r\\n\\r\\n1\\r\\n------x--\\r\\n", "method": "POST" });',
    'fetch',
    'POST https://e.test/',
    'content-type: multipart/form-data; boundary=----x',
    '',
    '------x',
    'Content-Disposition: form-data; name="a"',
    '',
    '1',
    '------x--',
  ],
  [
    'a raw request gets an address',
    'POST /a?b=c HTTP/1.1\r\nHost: e.test:8443\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello',
    'message',
    'POST https://e.test:8443/a?b=c',
    'Content-Type: text/plain',
    '',
    'hello',
  ],
  [
    'a raw request that does not tell its scheme',
    'GET / HTTP/1.0\nHost: e.test\nAccept: */*\n\n',
    'message',
    '# The message does not say whether it went over TLS: http is assumed.',
    'GET http://e.test/ HTTP/1.0',
    'Accept: */*',
  ],
  [
    'pseudo-fields of HTTP/2',
    ':authority: e.test\n:method: GET\n:path: /a\n:scheme: https\naccept: */*\n',
    'message',
    'GET https://e.test/a',
    'accept: */*',
  ],
  ['a response is no request', 'HTTP/1.1 200 OK\nContent-Type: text/plain\n\nhello', 'none'],
  ['text is none', 'hello: you\n', 'none'],
];

for (const [fact, text, ...lines] of cases)
  test(fact, () => assert.equal(read(text), lines.length === 1 ? lines[0] : `${lines.join('\n')}\n`));

const NEW = 'GET /new\n';

function put(marked: string): string {
  const at = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const { range, text: inserted, between } = insertion(parse(text).document, { start: at, end: at }, NEW);
  return `${between ? 'between' : 'within'}: ${text.slice(0, range.start)}${inserted}${text.slice(range.end)}`;
}

const places: readonly (readonly [fact: string, marked: string, after: string])[] = [
  ['an empty file', '¦', 'between: GET /new\n'],
  ['beneath definitions', '@a = 1\n\n¦', 'between: @a = 1\n\nGET /new\n'],
  ['behind a request', 'GET /a\n\n¦', 'between: GET /a\n\n###\n\nGET /new\n'],
  ['behind a request without an empty line', 'GET /a\n¦', 'between: GET /a\n\n###\n\nGET /new\n'],
  ['beneath a title', '### title\n¦\n\n###\nGET /b\n', 'between: ### title\nGET /new\n\n###\nGET /b\n'],
  ['between two requests', 'GET /a\n\n¦\n\n###\nGET /b\n', 'between: GET /a\n\n###\n\nGET /new\n\n###\nGET /b\n'],
  ['before a request', '¦\n\nGET /a\n', 'within: GET /new\n\n###\n\n\nGET /a\n'],
  ['within a line', 'GET /a\nX: ¦y\n', 'within: GET /a\nX: \n\n###\n\nGET /new\n\n###\ny\n'],
];

for (const [fact, marked, after] of places) test(`pasted: ${fact}`, () => assert.equal(put(marked), after));

test('line breaks are those of the file', () => {
  const { document } = parse('GET /a\r\n\r\n');
  assert.equal(insertion(document, { start: 10, end: 10 }, NEW).text, '###\r\n\r\nGET /new\r\n');
});
