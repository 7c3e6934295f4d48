// Where the draft standard is read differently (FORMAT.md "Where the superset leaves the draft standard").
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textOfLeaves } from '../../../src/core/syntax/leaves.ts';
import { edit, parse } from '../../../src/core/syntax/parse.ts';
import type { Profile } from '../../../src/core/syntax/profile.ts';
import { textOf } from '../../../src/core/syntax/tree.ts';
import { text } from './texts.ts';

function shown(source: string, profile: Profile): string {
  return parse(source, profile)
    .document.blocks.map(({ block }) => {
      const { request, name, references, problems } = block;
      const parts = [
        name && `name ${name.text}`,
        ...(request?.line.target.map((r) => `target ${textOf(block, r)}`) ?? []),
        ...(request?.fields.map((f) => `field ${textOf(block, f.name)}`) ?? []),
        request?.body && `${request.body.type} ${JSON.stringify(textOf(block, request.body.range))} ${request.body.comments.length}`,
        ...references.map((r) => textOf(block, r.range)),
        ...problems.filter((p) => p.severity === 'error').map((p) => p.code),
      ];
      return parts.filter((p) => p !== undefined).join(' | ');
    })
    .join(' ## ');
}

const FORM = 'Content-Type: application/x-www-form-urlencoded';

const CASES: readonly (readonly [string, string, string, string])[] = [
  [
    'a title is a name, or its first word is',
    '### Get one user\nGET https://e.test/',
    'name Get one user | target https://e.test/',
    'name Get | target https://e.test/',
  ],
  [
    'a request line goes on, or is one line',
    'GET https://e.test/\n  ?a=1',
    'target https://e.test/ | target ?a=1',
    'target https://e.test/ | bad-header',
  ],
  [
    'a value goes on, or does not',
    'GET https://e.test/\nA: 1\n  2',
    'target https://e.test/ | field A',
    'target https://e.test/ | field A | bad-header',
  ],
  [
    'a comment may be indented, or not',
    'GET https://e.test/\n # c\nA: 1',
    'target https://e.test/ | field A',
    'target https://e.test/ | field A | bad-header',
  ],
  ['tokens stand apart, or one space apart', 'GET  https://e.test/', 'target https://e.test/', 'target https://e.test/ | bad-spacing'],
  [
    'a form is read, or content is text',
    `POST https://e.test/\n${FORM}\n\na=1\n# b`,
    'target https://e.test/ | field Content-Type | form "a=1" 0',
    'target https://e.test/ | field Content-Type | text "a=1\\n# b" 0',
  ],
  [
    'blank lines before content are dropped, or kept',
    'POST https://e.test/\n\n\n\na',
    'target https://e.test/ | text "a" 0',
    'target https://e.test/ | text "\\n\\na" 0',
  ],
  [
    'white space and a percent sign may stand in braces, or not',
    'GET https://e.test/{{a}}{{ b }}{{%c}}',
    'target https://e.test/{{a}}{{ b }}{{%c}} | {{a}} | {{ b }} | {{%c}}',
    'target https://e.test/{{a}}{{ b }}{{%c}} | {{a}} | bad-spacing',
  ],
  [
    'braces around more than a name are a reference that nobody defines, or text',
    'POST https://e.test/\n\n{{a+b}} {{$randomInt 1 9}} {{$uuid}} {{l.response.body.$.x}} \\{\\{a b\\}\\} \\{\\{a\\}\\}',
    'target https://e.test/ | text "{{a+b}} {{$randomInt 1 9}} {{$uuid}} {{l.response.body.$.x}} \\\\{\\\\{a b\\\\}\\\\} \\\\{\\\\{a\\\\}\\\\}" 0 | {{a+b}} | {{$randomInt 1 9}} | {{$uuid}} | {{l.response.body.$.x}} | \\{\\{a b\\}\\} | \\{\\{a\\}\\}',
    'target https://e.test/ | text "{{a+b}} {{$randomInt 1 9}} {{$uuid}} {{l.response.body.$.x}} \\\\{\\\\{a b\\\\}\\\\} \\\\{\\\\{a\\\\}\\\\}" 0 | {{$uuid}} | {{l.response.body.$.x}} | \\{\\{a\\}\\}',
  ],
  [
    'a name of a directive is all of its value, or its first word',
    '# @name get one\nGET https://e.test/',
    'name get one | target https://e.test/',
    'name get | target https://e.test/',
  ],
  [
    'a word before a target has to look like a method, or is one',
    'fetch example.test/a',
    'target fetch example.test/a',
    'target example.test/a',
  ],
  ['a target may have spaces, or not', 'GET https://e.test/a b', 'target https://e.test/a b', 'target https://e.test/a b | bad-spacing'],
  [
    'a reference with spaces is a token, or is not',
    '@m = GET\n{{ m }} https://e.test/',
    'target https://e.test/ | {{ m }}',
    'target https://e.test/ | bad-spacing',
  ],
  ['a request line may be indented, or not', '  GET https://e.test/', 'target https://e.test/', 'target https://e.test/ | bad-spacing'],
  [
    'a definition may be indented, or is none',
    ' @a=1\nGET https://e.test/',
    'target https://e.test/',
    'target @a=1 | bad-spacing | bad-header',
  ],
  [
    'versions have many spellings, or one',
    'GET https://e.test/ http/1.1',
    'target https://e.test/',
    'target https://e.test/ | bad-version',
  ],
  [
    'HTTP/2 may have a digit more, or not',
    'GET https://e.test/ HTTP/2.0',
    'target https://e.test/',
    'target https://e.test/ | bad-version',
  ],
  [
    'HTTP/2 may be known before, or not',
    'GET https://e.test/ HTTP/2 (Prior Knowledge)',
    'target https://e.test/',
    'target https://e.test/ | bad-version',
  ],
  [
    'content ends at a handler, or at the end',
    'POST https://e.test/\n\na\n> {% x %}\n\nHTTP/1.1 200 OK\n\n?? status == 200\n',
    'target https://e.test/ | text "a" 0',
    'target https://e.test/ | text "a\\n> {% x %}\\n\\nHTTP/1.1 200 OK\\n\\n?? status == 200" 0',
  ],
  [
    'without a blank line there is a handler, and no content',
    'GET https://e.test/\n> {% x %}\n\nb',
    'target https://e.test/',
    'target https://e.test/',
  ],
];

for (const [fact, source, postil, draft] of CASES)
  test(fact, () => {
    assert.equal(shown(source, 'postil'), postil);
    assert.equal(shown(source, 'http-2026'), draft);
  });

test('a text is edited in the profile that it was parsed in', () => {
  const before = parse('### a b\nGET /', 'http-2026');
  const after = edit(before, { range: { start: 8, end: 8 }, text: '# x\n' });
  assert.deepEqual(after, parse('### a b\n# x\nGET /', 'http-2026'));
});

const includesIn = (source: string, profile: Profile): string =>
  parse(source, profile)
    .document.blocks.map(({ block }) => block.request?.body?.includes.length ?? 0)
    .join();

test('a line < file is a file, or content', () => {
  const source = 'POST https://e.test/\n\n< ./a.txt';
  assert.equal(includesIn(source, 'postil'), '1');
  assert.equal(includesIn(source, 'http-2026'), '0');
});

test('any text parses in the draft as well, and its leaves give it back', () => {
  fc.assert(
    fc.property(text, (source) => {
      assert.equal(textOfLeaves(parse(source, 'http-2026').document), source);
    }),
    { numRuns: 200 },
  );
});
