import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMultipart } from '../../../src/core/body/multipart.ts';

const FORM = 'multipart/form-data; boundary=b1';
const lines = (...all: readonly string[]): string => all.join('\r\n');

const NOTE = 'Content-Disposition: form-data; name="note"';
const FILE = 'Content-Disposition: form-data; name="file"; filename="a.txt"';
const GOOD = lines('--b1', NOTE, '', 'hello', '--b1', FILE, 'Content-Type: text/plain', '', 'x\r\ny', '--b1--', '');
const BOTH = 'note=hello|file=x\r\ny';

/** Parts as `name=content`, separated by a bar. */
const cases: readonly (readonly [why: string, type: string, text: string, parts: string, faults: string])[] = [
  ['two good parts', FORM, GOOD, BOTH, ''],
  ['a quoted boundary', 'multipart/form-data; boundary="b 1"', GOOD.replaceAll('--b1', '--b 1'), BOTH, ''],
  ['preamble and epilogue', FORM, `intro\r\n${GOOD}outro`, BOTH, ''],
  ['a part without content', FORM, lines('--b1', NOTE, '', '', '--b1--'), 'note=', ''],
  ['a delimiter followed by blanks', FORM, GOOD.replace('--b1\r\n', '--b1 \t\r\n'), BOTH, ''],
  ['text like a delimiter is content', FORM, GOOD.replace('hello', '--b1x'), BOTH.replace('hello', '--b1x'), ''],
  ['no closing delimiter', FORM, GOOD.replace('\r\n--b1--\r\n', ''), BOTH, 'no-closing'],
  ['no boundary in the type', 'multipart/form-data', GOOD, '', 'no-boundary'],
  ['another boundary than the type says', FORM, GOOD.replaceAll('--b1', '--other'), '', 'other-boundary:other'],
  ['no delimiter at all', FORM, 'hello', '', 'no-delimiter'],
  ['lines without CR', FORM, GOOD.replaceAll('\r\n', '\n'), BOTH.replaceAll('\r\n', '\n'), 'bare-lf'],
  ['no blank line after the fields', FORM, lines('--b1', NOTE, '--b1--', ''), 'note=', 'no-blank-line'],
  ['a part without a name', FORM, lines('--b1', 'Content-Type: text/plain', '', 'x', '--b1--'), '=x', 'no-name'],
  ['a name is not asked of other types', 'multipart/mixed; boundary=b1', lines('--b1', '', 'x', '--b1--'), '=x', ''],
  ['a line without colon', FORM, lines('--b1', NOTE, 'oops', '', 'x', '--b1--'), 'note=x', 'bad-field'],
];

for (const [why, type, text, parts, faults] of cases) {
  test(`multipart: ${why}`, () => {
    const found = parseMultipart(Buffer.from(text), type);
    assert.equal(found.parts.map((part) => `${part.name ?? ''}=${Buffer.from(part.content).toString()}`).join('|'), parts);
    assert.equal(found.faults.map((fault) => fault.kind + (fault.detail === undefined ? '' : `:${fault.detail}`)).join(), faults);
  });
}

test('octets of a part are exact and its places are octets', () => {
  const octets = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  const head = 'ü\r\n--b1\r\nContent-Disposition: form-data; name="f"; filename="ü.bin"\r\n\r\n';
  const content = Buffer.concat([Buffer.from(head), octets, Buffer.from('\r\n--b1--')]);
  const { parts, preamble } = parseMultipart(content, FORM);
  const [part] = parts;
  assert.ok(part !== undefined && octets.equals(part.content));
  assert.equal(part.filename, 'ü.bin');
  assert.ok(octets.equals(content.subarray(part.contentRange.start, part.contentRange.end)));
  assert.equal(content.subarray(preamble.start, preamble.end).toString(), 'ü');
});

test('any beginning of a good content can be read', () => {
  for (let i = 0; i <= GOOD.length; i++) assert.ok(parseMultipart(Buffer.from(GOOD.slice(0, i)), FORM).parts.length <= 2);
});
