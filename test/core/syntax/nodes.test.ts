import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/syntax/parse.ts';
import { textOf } from '../../../src/core/syntax/tree.ts';

const SOURCE = `### first
# @name login
# said in passing
@host = e.test
@late := {{host}}
POST https://{{host}}/a
  ?b=c HTTP/1.1
Accept: text/html,
  text/plain
Empty:
Content-Type: application/x-www-form-urlencoded

a=1&b&c=
`;

const block = parse(SOURCE).document.blocks[0]?.block;
assert.ok(block);

test('what a large file has by the ten thousand keeps offsets, and no range of its own', () => {
  const kinds = ['separator', 'directive', 'comment', 'definition', 'request-line', 'field'];
  for (const node of [...block.items.filter(({ kind }) => kinds.includes(kind)), ...block.references]) {
    const objects = Object.values(node).filter((value) => typeof value === 'object' && !Array.isArray(value));
    assert.deepEqual(objects, [], node.kind);
  }
});

test('ranges made when they are asked for are those of the text', () => {
  const said = block.items.flatMap((item) => {
    const text = (r: { readonly start: number; readonly end: number } | undefined) => (r ? textOf(block, r) : r);
    switch (item.kind) {
      case 'separator':
        return [[item.kind, text(item.range), text(item.marks), text(item.title)]];
      case 'comment':
        return [[item.kind, text(item.range), text(item.content)]];
      case 'directive':
        return [[item.kind, text(item.range), text(item.tag), text(item.value)]];
      case 'definition':
        return [[item.kind, text(item.range), text(item.name), text(item.operator), text(item.value), item.lazy]];
      case 'request-line':
        return [[item.kind, text(item.method), ...item.target.map(text), text(item.version)]];
      case 'field':
        return [[item.kind, text(item.range), text(item.name), text(item.value), ...item.folds.map(text)]];
      case 'body':
        return item.type === 'form' ? item.pairs.map((pair) => [text(pair.range), text(pair.name), text(pair.value)]) : [];
      default:
        return [];
    }
  });
  assert.deepEqual(said, [
    ['separator', '### first', '###', 'first'],
    ['directive', '# @name login', 'name', 'login'],
    ['comment', '# said in passing', 'said in passing'],
    ['definition', '@host = e.test', 'host', '=', 'e.test', false],
    ['definition', '@late := {{host}}', 'late', ':=', '{{host}}', true],
    ['request-line', 'POST', 'https://{{host}}/a', '?b=c', 'HTTP/1.1'],
    ['field', 'Accept: text/html,\n  text/plain', 'Accept', 'text/html,', 'text/plain'],
    ['field', 'Empty:', 'Empty', ''],
    ['field', 'Content-Type: application/x-www-form-urlencoded', 'Content-Type', 'application/x-www-form-urlencoded'],
    ['a=1', 'a', '1'],
    ['b', 'b', undefined],
    ['c=', 'c', ''],
  ]);
  assert.deepEqual(block.name, {
    text: 'login',
    range: { start: SOURCE.indexOf('login'), end: SOURCE.indexOf('login') + 5 },
    from: 'directive',
  });
});
