import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../src/cli/parse-json.ts';
import { DEFAULT_SETTINGS, type Ports, type Scope } from '../../src/core/resolve/scope.ts';
import { parse } from '../../src/core/syntax/parse.ts';

const SCOPE: Scope = { file: '/w/a.http', workspace: '/w', variables: [], settings: DEFAULT_SETTINGS };

const FILES: Readonly<Record<string, Uint8Array>> = { '/w/text': new TextEncoder().encode('t\n'), '/w/octets': Uint8Array.of(0xff, 0) };

const PORTS: Ports = {
  files: { read: (path) => Promise.resolve(FILES[path]), size: (path) => Promise.resolve(FILES[path]?.length) },
  now: () => 0,
  random: (octets) => new Uint8Array(octets),
  prompt: () => Promise.resolve(undefined),
  environment: () => undefined,
  responses: { get: () => undefined },
};

async function first(source: string): Promise<Readonly<Record<string, unknown>>> {
  const { document, problems } = parse(source);
  const { json } = await parseJson(document, problems, SCOPE, PORTS);
  return Object.fromEntries(Object.entries(json.requests[0] ?? {}));
}

/** The keys that a case names; the rest is left alone. */
const CASES: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  [
    'a request says where it stands',
    '\n### n\n\nGET https://e.test/ http/1.1',
    { line: 4, name: 'n', method: 'GET', url: 'https://e.test/', httpVersion: 'HTTP/1.1', headers: {} },
  ],
  ['a repeated field is a list under its first name', 'GET https://e.test/\nA: 1\na: 2\nB:', { headers: { A: ['1', '2'], B: '' } }],
  ['prior knowledge is told', 'GET http://e.test/ HTTP/2 (Prior Knowledge)', { httpVersion: 'HTTP/2', priorKnowledge: true }],
  [
    'directives are told without the name',
    '# @name x\n# @no-log\n# @ref a\n# @ref b\nGET https://e.test/',
    { name: 'x', directives: { 'no-log': true, ref: ['a', 'b'] } },
  ],
  [
    'what needs a run stays as typed and is listed once',
    '# @prompt p\nGET https://e.test/{{$uuid}}/{{$uuid}}/{{p}}',
    { url: 'https://e.test/{{$uuid}}/{{$uuid}}/{{p}}', runtime: ['$uuid', 'p'] },
  ],
  ['an undefined variable stays as typed', 'GET {{h}}/x?{{h}}', { url: '{{h}}/x?{{h}}', errors: ['undefined:h'] }],
  ['an unknown dynamic variable is undefined', 'GET https://e.test/\nA: {{$what}}', { errors: ['undefined:$what'] }],
  ['its arguments are not a part of the name', 'GET https://e.test/\nA: {{$what 1 2}}', { errors: ['undefined:$what'] }],
  [
    'arguments that can not be are told of before anything is sent',
    'GET https://e.test/\nA: {{$randomInt 5}}\nB: {{$processEnv}}\nC: {{$processEnv X}}',
    { errors: ['bad-dynamic'], runtime: ['$randomInt 5', '$processEnv', '$processEnv X'] },
  ],
  [
    'what needs a run stays as typed where its surroundings are encoded',
    'POST https://e.test/\nContent-Type: application/x-www-form-urlencoded\n\na b={{$randomInt 1 5}} %&c={{d e}}',
    { body: 'a%20b={{$randomInt 1 5}}%20%25&c={{d e}}', errors: ['undefined:d e'] },
  ],
  [
    'a host that needs a run is no bad one',
    'GET /a\nHost: {{$env.HOST}}:443',
    { url: 'https://{{$env.HOST}}:443/a', errors: undefined, runtime: ['$env.HOST'] },
  ],
  [
    'a file whose name needs a run is not looked for',
    '# @name a\nPOST https://e.test/\n\n< ./{{a.response.body.$.file}}',
    { errors: undefined, runtime: ['a.response.body.$.file'] },
  ],
  ['another protocol is told of, and its URL is not judged', 'AMQP amqp://{{x}}', { method: 'AMQP', errors: ['undefined:x'] }],
  ['octets that are no text come in base64', 'POST https://e.test/\n\n< ./octets', { body: undefined, bodyBase64: '/wA=' }],
  ['a file stands in the body', 'POST https://e.test/\n\na\n< ./text\nb', { body: 'a\nt\n\nb' }],
  [
    'comments behind a request that has no content are none',
    'GET https://e.test/\n\n# a\n// {{b}}\n\n?? status == 200',
    { body: undefined, errors: undefined, after: [{ assert: 'status == 200' }] },
  ],
  ['but they are where there is more', 'GET https://e.test/\n\n# a\nb', { body: '# a\nb' }],
  ['or where the method brings content', 'POST https://e.test/\n\n# a', { body: '# a' }],
  ['or where a type says what they are', 'GET https://e.test/\nContent-Type: text/markdown\n\n# a', { body: '# a' }],
  [
    'what follows the content is listed in order',
    'GET https://e.test/\n\n> ./x.js\n> {% %}\n>> a/b\n>>! {{d}}/c\n<> old\n?? status == 200',
    {
      body: undefined,
      after: [
        { script: './x.js' },
        { script: 'inline' },
        { saveTo: 'a/b', overwrite: false },
        { saveTo: '{{d}}/c', overwrite: true },
        { reference: 'old' },
        { assert: 'status == 200' },
      ],
    },
  ],
  ['scripts before the request are listed', '< {% %}\n< ./a.js\nGET https://e.test/', { preScript: ['inline', './a.js'] }],
  [
    'notices about a boundary count as errors',
    'POST https://e.test/\nContent-Type: multipart/form-data\n\n--b\nContent-Disposition: form-data; name="a"\n\n1',
    {
      errors: ['boundary-inferred', 'closing-boundary-added'],
      headers: { 'Content-Type': 'multipart/form-data' },
      parts: [{ headers: ['Content-Disposition: form-data; name="a"'], body: '1' }],
    },
  ],
  [
    'messages have their waits',
    'WS ws://e.test/\n\n=== wait-for-server\na\n===\n\n=== wait-for-server\n=== wait-for-server',
    { method: 'WEBSOCKET', messages: [{ text: 'a', waitFor: 1 }, { waitFor: 2 }] },
  ],
];

for (const [fact, source, expected] of CASES)
  test(fact, async () => {
    const found = await first(source);
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]])), expected);
  });

test('what needs a run stays as typed in a target', async () => {
  const { wire } = await first('GET https://e.test/ä?q={{$randomInt 1 5}}&{{}}');
  assert.equal(Object.entries(wire ?? {}).find(([key]) => key === 'target')?.[1], '/%C3%A4?q={{$randomInt 1 5}}&%7B%7B%7D%7D');
});

test('GraphQL shows what is written, and on the wire what is sent', async () => {
  const { method, body, wire } = await first('GRAPHQL https://e.test/\n\nquery Q { a }\n\n{"b": 1}');
  assert.deepEqual([method, body], ['GRAPHQL', 'query Q { a }\n\n{"b": 1}']);
  assert.deepEqual(
    Object.entries(wire ?? {}).filter(([key]) => key === 'json' || key === 'method' || key === 'contentType'),
    [
      ['method', 'POST'],
      ['contentType', 'application/json'],
      ['json', { query: 'query Q { a }', variables: { b: 1 }, operationName: 'Q' }],
    ],
  );
});

test('commands and problems stand beside the requests', async () => {
  const { document, problems } = parse('import ./a.http\nrun ./b.http (@x=1)\nrun #login\nGET');
  const { json } = await parseJson(document, problems, SCOPE, PORTS);
  assert.deepEqual(json.commands, [{ import: './a.http' }, { run: './b.http', variables: { x: '1' } }, { run: '#login' }]);
  assert.deepEqual(json.problems.at(-1), {
    code: 'no-target',
    severity: 'error',
    message: 'A request needs a target: write a URL after the method, as in GET https://example.com/.',
    start: { line: 4, column: 1 },
    end: { line: 4, column: 4 },
  });
});

test('what a run line gives is undefined in its request alone, not in the file', async () => {
  const { document, problems } = parse('### get\nGET https://e.test/{{id}}\n###\nrun #get (@id=1)\n');
  const read = await parseJson(document, problems, SCOPE, PORTS);
  assert.deepEqual(Reflect.get(read.json.requests[0] ?? {}, 'errors'), ['undefined:id']);
  assert.deepEqual([read.problems, read.json.problems], [[], []]);
});
