import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolve } from '../../../src/core/resolve/resolve.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { portsOf, scopeOf, type World, wire } from './world.ts';

interface Case {
  readonly fact: string;
  /** What stands after `POST https://e.test/`. */
  readonly source: string;
  /** The content as it goes on the wire, or the errors of a blocked request. */
  readonly sent: string;
  readonly world?: World;
}

const FORM = '\nContent-Type: application/x-www-form-urlencoded\n\n';
const LINES = '\nContent-Type: application/x-ndjson\n\n';
const JSON_TYPE = '\nContent-Type: application/json\n\n';
const PART = '--b\nContent-Disposition: form-data; name="x"\n\n';
const MULTIPART = '\nContent-Type: multipart/form-data; boundary=b\n\n';
const FILES = { '/work/api/a.txt': 'a\n', '/work/api/q.graphql': 'query Q { a }\n', '/work/api/v.json': '{"b": "{{c}}"}' };

/** `PART` as it is sent, with the content. */
const part = (content: string): string => `--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n${content}\r\n`;

const CASES: readonly Case[] = [
  { fact: 'lines get the break of the last one', source: `${LINES}{"a":1}\n{"b":2}`, sent: '{"a":1}\n{"b":2}\n' },
  {
    fact: 'a type with the suffix of lines gets it as well',
    source: '\nContent-Type: application/vnd.elasticsearch+x-ndjson; compatible-with=8\n\n# no\n{}',
    sent: '{}\n',
  },
  {
    fact: 'what a file has at its end is its own affair, also in lines',
    source: `${LINES}{}\n< ./a.txt`,
    world: { files: FILES },
    sent: '{}\n</work/api/a.txt>',
  },
  { fact: 'a text file with a break at its end gets no second one', source: `${LINES}<@ ./a.txt`, world: { files: FILES }, sent: 'a\n' },
  {
    fact: 'kept comments are sent, the first and the last line too',
    source: `${JSON_TYPE}# a\n{\n// b\n}\n# c`,
    world: { settings: { bodyComments: 'keep' } },
    sent: '# a\n{\n// b\n}\n# c',
  },
  {
    fact: 'comments between the head and the content stay out of it',
    source: '\nContent-Type: application/json\n# head\n// head\n\n# a\n{}',
    world: { settings: { bodyComments: 'keep' } },
    sent: '# a\n{}',
  },
  {
    fact: 'kept comments are content where there is nothing else',
    source: `${JSON_TYPE}// a`,
    world: { settings: { bodyComments: 'keep' } },
    sent: '// a',
  },
  {
    fact: "httpYac's scripts after the content are none of it",
    source: `${JSON_TYPE}{}\n\n{{\n  test.status(200);\n}}`,
    sent: '{}',
  },
  { fact: 'nor are those right behind the head', source: '\n{{@response\n  ok();\n}}', sent: '' },
  { fact: 'braces that nothing closes are content', source: '\n\n{{\na\n}} b', sent: '{{\na\n}} b' },
  { fact: 'comments alone are no content', source: `${JSON_TYPE}// a`, sent: '' },
  {
    fact: 'a comment among the fields of a part is none of its content, also where comments are kept',
    source: `${MULTIPART}--b\n# a\nContent-Disposition: form-data; name="x"\n\n# b\nc\n--b--`,
    world: { settings: { bodyComments: 'keep' } },
    sent: `${part('# b\r\nc')}--b--\r\n`,
  },
  {
    fact: 'a line like a handler inside of a part is content',
    source: `${MULTIPART}${PART}> ./a.js\n?? status == 200\n\nHTTP/1.1 200 OK\n--b--\n\n> ./b.js`,
    sent: `${part('> ./a.js\r\n?? status == 200\r\n\r\nHTTP/1.1 200 OK')}--b--\r\n`,
  },
  {
    fact: 'and a handler after the parts is one, the closing delimiter on the line of a file too',
    source: `${MULTIPART}${PART}< ./a.txt --b--\n> ./b.js`,
    world: { files: FILES },
    sent: `--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n</work/api/a.txt>\r\n--b--\r\n`,
  },
  {
    fact: 'multipart content from a file is that file',
    source: `${MULTIPART}< ./a.txt`,
    world: { files: FILES },
    sent: '</work/api/a.txt>',
  },
  {
    fact: 'a boundary may be named by a variable and written out in the delimiters',
    source: `\nContent-Type: multipart/form-data; boundary={{v}}\n\n${PART}c\n--b--`,
    world: { variables: [{ source: 'public', label: 'env', secret: false, values: new Map([['v', 'b']]) }] },
    sent: `${part('c')}--b--\r\n`,
  },
  {
    fact: 'a variable that names another boundary blocks',
    source: `\nContent-Type: multipart/form-data; boundary={{v}}\n\n${PART}c\n--b--`,
    world: { variables: [{ source: 'public', label: 'env', secret: false, values: new Map([['v', 'other']]) }] },
    sent: 'boundary-mismatch: ',
  },
  {
    fact: 'a folded Content-Type is read as a whole',
    source: `\nContent-Type: multipart/form-data;\n  boundary=b\n\n${PART}c\n--b--`,
    sent: `${part('c')}--b--\r\n`,
  },
  {
    fact: 'a query may come from a file, its variables too',
    source: '\nX-Request-Type: GraphQL\n\n< ./q.graphql\n\n<@ ./v.json',
    world: { files: FILES, variables: [{ source: 'public', label: 'env', secret: false, values: new Map([['c', 'd']]) }] },
    sent: '{"query":"query Q { a }\\n","variables":{"b":"d"},"operationName":"Q"}',
  },
  { fact: 'a query from a file that is not there blocks', source: '\nX-Request-Type: GraphQL\n\n< ./no', sent: 'file-not-found: ./no' },
  {
    fact: 'a blank line before the selection begins no variables',
    source: '\nX-Request-Type: GraphQL\n\nquery Q\n\n{ a }',
    sent: '{"query":"query Q\\n\\n{ a }","operationName":"Q"}',
  },
  {
    fact: 'a selection after a fragment is no variables',
    source: '\nX-Request-Type: GraphQL\n\nfragment F on X { a }\n\n{ ...F }',
    sent: '{"query":"fragment F on X { a }\\n\\n{ ...F }"}',
  },
  { fact: 'variables that are no JSON block', source: '\nX-Request-Type: GraphQL\n\n{ a }\n\n{b: 1}', sent: 'json-syntax: ' },
  {
    fact: 'comment lines in variables are not sent, those of a query are a part of it',
    source: '\nX-Request-Type: GraphQL\n\n# a\n{ a }\n\n{\n# b\n"c": 1\n// d\n}\n# e',
    sent: '{"query":"# a\\n{ a }","variables":{"c":1}}',
  },
];

const contentOf = (sent: string): string => (sent.startsWith('POST ') ? sent.slice(sent.indexOf('\n\n') + 2) : sent);

for (const { fact, source, sent, world } of CASES)
  test(fact, async () => assert.equal(contentOf(await wire(`POST https://e.test/${source}`, world)), sent));

test('without encoding a form goes as typed, its lines joined', async () => {
  const sent = await wire(`# @no-auto-encoding\nPOST https://e.test/${FORM}a = b c & d=%&\n&e = ü\nf`);
  assert.equal(contentOf(sent), 'a = b c & d=%&e = ü&f');
});

test('a boundary that is made when it is sent is one and the same in the field and in the delimiters', async () => {
  const source = `POST https://e.test/\nContent-Type: multipart/mixed; boundary=b{{$uuid}}\n\n--b{{$uuid}}\n\na\n--b{{$uuid}}--`;
  const { document } = parse(source);
  const [placed] = document.blocks;
  assert.ok(placed);
  let made = 0;
  const ports = { ...portsOf({}), random: (count: number) => new Uint8Array(count).fill(made++) };
  const answer = await resolve(document, placed, scopeOf({}), ports);
  assert.equal(answer.kind, 'http');
  if (answer.kind !== 'http') return;
  const { fields, content = [] } = answer.request;
  const said = /boundary=(\S+)/.exec(fields.find(([name]) => name === 'Content-Type')?.[1] ?? '')?.[1];
  const sent = content.map((piece) => (piece.kind === 'bytes' ? new TextDecoder().decode(piece.bytes) : '')).join('');
  assert.equal(sent, `--${said}\r\n\r\na\r\n--${said}--\r\n`);
});
