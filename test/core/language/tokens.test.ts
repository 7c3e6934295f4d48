import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokens } from '../../../src/core/language/tokens.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { draw } from './marked.ts';

const check = (text: string): string =>
  draw(
    text,
    tokens(parse(text).document).map(({ range, type }) => ({ range, label: type })),
  );

test('comments in a body that are not sent are dimmed, those that are sent are not', () => {
  assert.equal(check('POST http://e.test\nContent-Type: application/json\n\n{}\n# gone\n'), '# gone\n^^^^^^ comment');
  assert.equal(check('POST http://e.test\nContent-Type: text/plain\n\n# sent\n'), '');
});

test('a handler is dimmed line by line', () => {
  assert.equal(check('GET http://e.test\n\n> {%\n  x()\n%}\n'), '> {%\n^^^^ comment\n  x()\n  ^^^ comment\n%}\n^^ comment');
});

test('the fragment is dimmed, also when it goes on over lines; a `#` inside of a reference is none', () => {
  assert.equal(check('GET http://e.test/a#b\n  /c\n'), 'GET http://e.test/a#b\n                   ^^ comment\n  /c\n  ^^ comment');
});

test('names are told apart: variables, requests, dynamic variables', () => {
  assert.equal(
    check('@a = {{b}}\nGET {{a}}/{{$randomInt 1 5}}/{{login.response.body.$.id}}\n'),
    [
      '@a = {{b}}',
      ' ^ variable',
      '       ^ variable',
      'GET {{a}}/{{$randomInt 1 5}}/{{login.response.body.$.id}}',
      '      ^ variable',
      '            ^^^^^^^^^^ macro',
      '                               ^^^^^ function',
    ].join('\n'),
  );
});

test('only delimiters of this body are drawn as such', () => {
  assert.equal(
    check(
      'POST http://e.test\nContent-Type: multipart/form-data; boundary=x\n\n--x\nContent-Disposition: form-data; name="a"\n\n--y\n--x--\n',
    ),
    '--x\n^^^ keyword\n--x--\n^^^^^ keyword',
  );
});

test('tokens are in source order and do not overlap', () => {
  const text = '@a = 1\nGET http://e.test/{{a}}#{{a}}\n\n> {% {{a}} %}\n';
  const all = tokens(parse(text).document);
  for (const [i, token] of all.entries()) assert.ok(i === 0 || (all[i - 1]?.range.end ?? 0) <= token.range.start);
});

test('lines that import and run others are not dimmed: they are followed', () => {
  assert.deepEqual(tokens(parse('import ./a.http\n\n###\nrun #login\n').document), []);
});

test('comments that are kept are sent, and not dimmed; those that never are stay so', () => {
  const kept = (text: string): string =>
    draw(
      text,
      tokens(parse(text).document, 'keep').map(({ range, type }) => ({ range, label: type })),
    );
  assert.equal(kept('POST http://e.test\nContent-Type: application/json\n\n# a\n{\n// b\n}\n# c\n'), '');
  assert.equal(kept('POST http://e.test\n# in the head\n\n{}\n'), '# in the head\n^^^^^^^^^^^^^ comment');
  const type = 'POST http://e.test\nContent-Type: multipart/form-data; boundary=b\n\n';
  assert.equal(
    kept(`${type}# between\n--b\n# of the part\nContent-Disposition: form-data; name="a"\n\n# text\na\n--b--\n`),
    ['# between', '^^^^^^^^^ comment', '--b', '^^^ keyword', '# of the part', '^^^^^^^^^^^^^ comment', '--b--', '^^^^^ keyword'].join('\n'),
  );
});
