import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { entriesOf, rewrites } from '../../../../src/core/language/rewrite/body.ts';
import type { Encoding, Entry } from '../../../../src/core/language/rewrite/entry.ts';
import { writeForm } from '../../../../src/core/language/rewrite/form.ts';
import { writeJson } from '../../../../src/core/language/rewrite/json.ts';
import { writeMultipart } from '../../../../src/core/language/rewrite/multipart.ts';
import { writeXml } from '../../../../src/core/language/rewrite/xml.ts';
import { parse } from '../../../../src/core/syntax/parse.ts';

function rewrite(text: string, to: Encoding): string {
  const block = parse(text).document.blocks[0]?.block;
  const found = block && rewrites(block).find((r) => r.to === to);
  if (found === undefined) return 'not offered';
  if (!found.edits.ok) return found.edits.error;
  return [...found.edits.value]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((t, { range, text: put }) => t.slice(0, range.start) + put + t.slice(range.end), text);
}

const request = (type: string, body: string): string => `POST http://e.test\nContent-Type: ${type}\n\n${body}\n`;

const FORM = request('application/x-www-form-urlencoded', 'title=Salt%20%26%20pepper\n&amount=2\n&who={{cook}}');
const JSON_BODY = request('application/json', '{\n  "title": "Salt & pepper",\n  "amount": "2",\n  "who": "{{cook}}"\n}');
const XML = request('application/xml', '<data>\n  <title>Salt &amp; pepper</title>\n  <amount>2</amount>\n  <who>{{cook}}</who>\n</data>');
const MULTIPART = request(
  'multipart/form-data; boundary=----postil',
  ['title', 'amount', 'who']
    .map((name, i) => `------postil\nContent-Disposition: form-data; name="${name}"\n\n${['Salt & pepper', '2', '{{cook}}'][i]}\n`)
    .concat('------postil--')
    .join(''),
);

test('the same data goes through all four encodings and back', () => {
  const all = { form: FORM, multipart: MULTIPART, json: JSON_BODY, xml: XML };
  for (const from of Object.values(all))
    for (const [to, expected] of Object.entries(all)) if (from !== expected) assert.equal(rewrite(from, to as Encoding), expected);
});

test('a name that is there twice becomes a list, and a list several pairs', () => {
  assert.equal(
    rewrite(request('application/x-www-form-urlencoded', 'a=1\n&a=2'), 'json'),
    request('application/json', '{\n  "a": ["1", "2"]\n}'),
  );
  assert.equal(rewrite(request('application/json', '{"a": [1, 2]}'), 'form'), request('application/x-www-form-urlencoded', 'a=1\n&a=2'));
});

test('a reference that stands for a JSON value stays one', () => {
  assert.equal(rewrite(request('application/json', '{"a": {{n}}}'), 'form'), request('application/x-www-form-urlencoded', 'a={{n}}'));
});

test('what can not be expressed is said', () => {
  assert.match(rewrite(request('application/json', '{"a": {"b": 1}}'), 'form'), /“a” holds an object/);
  assert.match(rewrite(request('application/json', '[1]'), 'form'), /no JSON object/);
  assert.match(rewrite(request('application/x-www-form-urlencoded', 'a%20b=1'), 'xml'), /can't be the name of an element/);
  const file = 'Content-Disposition: form-data; name="f"; filename="a.txt"\n\n< ./a.txt';
  assert.match(rewrite(request('multipart/form-data; boundary=x', `--x\n${file}\n--x--`), 'json'), /“f” is a file/);
  assert.match(rewrite(request('application/xml', '<a><b c="1"/></a>'), 'json'), /attributes/);
  assert.match(rewrite(request('application/json', '{"a": "\\t"}'), 'multipart'), /blank line/);
});

test('a Content-Type is added where there is none', () => {
  assert.equal(
    rewrite('POST http://e.test\n\n{"a": "1"}\n', 'form'),
    'POST http://e.test\nContent-Type: application/x-www-form-urlencoded\n\na=1\n',
  );
});

test('text and messages are not offered', () => {
  assert.equal(rewrite(request('text/plain', 'a'), 'json'), 'not offered');
});

const WRITERS = { form: writeForm, multipart: writeMultipart, json: writeJson, xml: writeXml } as const;
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const value = fc
  .string({ unit: 'binary', maxLength: 20 })
  .filter((text) => text.isWellFormed() && !/[{}\r\u0000\uE000\u2028\u2029\uFEFF]/.test(text));

test('what can be written is read back as it was', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(word, value), { selector: ([name]) => name, minLength: 1, maxLength: 5 }), (pairs) => {
      const entries = pairs.map(([name, text]): Entry => ({ name, value: { kind: 'text', text } }));
      for (const [encoding, write] of Object.entries(WRITERS)) {
        const written = write(entries);
        if (!written.ok) continue;
        const text = request(written.value.contentType, written.value.body);
        const block = parse(text).document.blocks[0]?.block;
        const read = block && entriesOf(block);
        assert.equal(read?.encoding, encoding);
        assert.deepEqual(read?.entries, { ok: true, value: entries }, `${encoding}: ${JSON.stringify(text)}`);
      }
    }),
    { numRuns: 500 },
  );
});
