import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curlCommandsIn, withCurl } from '../../../src/core/resolve/curl-line.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

const commands = (text: string): readonly string[] =>
  curlCommandsIn(parse(text).document.blocks).map(({ problem, range }) =>
    [text.slice(problem.range.start, problem.range.end), text.slice(range.start, range.end)].join('|'),
  );

const lines: readonly (readonly [why: string, line: string, name: string | undefined])[] = [
  ['with a URL', 'curl http://a.test/', 'curl'],
  ['with options first', 'curl -X POST \\', 'curl'],
  ['of Windows', 'curl.exe -d a=1 http://a.test/', 'curl.exe'],
  ['behind a prompt', '$ curl http://a.test/', 'curl'],
  ['a host of that name', 'curl.test/a', undefined],
  ['a host of that name alone', 'curl', undefined],
  ['a method in capitals', 'CURL http://a.test/', undefined],
  ['in the target', 'GET http://a.test/curl -x', undefined],
];
for (const [why, line, name] of lines)
  test(`${why}: ${line} is ${name === undefined ? 'none' : 'a command'}`, () =>
    assert.deepEqual(commands(`${line}\n`), name === undefined ? [] : [`${name}|${line}\n`]));

test('what was misread in a command is left out, what stands before it and elsewhere stays', () => {
  const text = '### a\nGET a.test\n### b\n# @nmae b\ncurl a.test -d "x\n\ny"\n### c\nGET a.test\n';
  const { document, problems } = parse(text);
  const told = withCurl(problems, curlCommandsIn(document.blocks)).map(
    ({ code, range }) => `${code} ${text.slice(0, range.start).split('\n').length}`,
  );
  assert.deepEqual(told, ['no-scheme 2', 'unknown-directive 4', 'no-scheme 9', 'command-not-run 5']);
});
