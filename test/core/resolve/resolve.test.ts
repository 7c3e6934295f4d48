import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolved, type World, wire } from './world.ts';

const HOST = 'Host: e.test';

interface Case {
  readonly fact: string;
  readonly source: string;
  /** Lines of the wire text; without the one for Host when it is `e.test`. */
  readonly sent: string;
  readonly world?: World;
}

const text = (...lines: readonly string[]): string => lines.join('\n');

const FORM = 'Content-Type: application/x-www-form-urlencoded';

const CASES: readonly Case[] = [
  { fact: 'a bare URL is a GET', source: 'https://e.test', sent: text('GET / HTTP/1.1', HOST, '', '') },
  {
    fact: 'a method in any case goes in upper case',
    source: 'pOsT https://e.test/',
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 0', '', ''),
  },
  { fact: 'a custom method goes as typed', source: 'FROB https://e.test/a', sent: text('FROB /a HTTP/1.1', HOST, '', '') },
  {
    fact: 'only what is illegal in a target is encoded',
    source: 'GET https://e.test/a b/%41/../ü?x=[1]|"<>\\^`{}',
    sent: text('GET /a%20b/%41/../%C3%BC?x=[1]%7C%22%3C%3E%5C%5E%60%7B%7D HTTP/1.1', HOST, '', ''),
  },
  {
    fact: '@no-auto-encoding sends the target as typed',
    source: '# @no-auto-encoding\nGET https://e.test/a|b',
    sent: text('GET /a|b HTTP/1.1', HOST, '', ''),
  },
  { fact: 'a fragment stays behind', source: 'GET https://e.test/a?b#c?d', sent: text('GET /a?b HTTP/1.1', HOST, '', '') },
  { fact: 'a query without a path has one', source: 'GET https://e.test?a', sent: text('GET /?a HTTP/1.1', HOST, '', '') },
  { fact: 'a written port stays in Host', source: 'GET http://e.test:80/', sent: text('GET / HTTP/1.1', 'Host: e.test:80', '', '') },
  {
    fact: 'a written Host is not added again, and stays where it is',
    source: 'GET https://e.test/\nA: 1\nhOsT: other',
    sent: text('GET / HTTP/1.1', 'A: 1', 'hOsT: other', '', ''),
  },
  {
    fact: 'order, case and duplicates are kept',
    source: 'GET https://e.test/\nX-a: 1\nx-A: 2\nB:3',
    sent: text('GET / HTTP/1.1', HOST, 'X-a: 1', 'x-A: 2', 'B: 3', '', ''),
  },
  { fact: 'HTTP/1.0 is asked for', source: 'GET https://e.test/ http/1.0', sent: text('GET / HTTP/1.0', HOST, '', '') },
  { fact: 'OPTIONS * goes to the host of Host', source: 'OPTIONS *\nHost: e.test', sent: text('OPTIONS * HTTP/1.1', HOST, '', '') },
  {
    fact: 'userinfo becomes Basic',
    source: 'GET https://u%20s:p@e.test/',
    sent: text('GET / HTTP/1.1', HOST, 'Authorization: Basic dSBzOnA=', '', ''),
  },
  {
    fact: 'a written Authorization wins over userinfo',
    source: 'GET https://u:p@e.test/\nAuthorization: Bearer x',
    sent: text('GET / HTTP/1.1', HOST, 'Authorization: Bearer x', '', ''),
  },
  {
    fact: 'Basic with a space is encoded',
    source: 'GET https://e.test/\nAuthorization: Basic ann pass word',
    sent: text('GET / HTTP/1.1', HOST, 'Authorization: Basic YW5uOnBhc3Mgd29yZA==', '', ''),
  },
  {
    fact: 'Basic with a colon is encoded',
    source: 'GET https://e.test/\nauthorization: basic ann:p:w',
    sent: text('GET / HTTP/1.1', HOST, 'authorization: basic YW5uOnA6dw==', '', ''),
  },
  {
    fact: 'Basic in base64 stays',
    source: 'GET https://e.test/\nAuthorization: Basic YW5uOnA6dw==',
    sent: text('GET / HTTP/1.1', HOST, 'Authorization: Basic YW5uOnA6dw==', '', ''),
  },
  {
    fact: 'Digest waits for the challenge',
    source: 'GET https://e.test/\nAuthorization: Digest ann pw',
    sent: text('GET / HTTP/1.1', HOST, '', ''),
  },
  {
    fact: 'SSE asks for an event stream',
    source: 'SSE https://e.test/',
    sent: text('GET / HTTP/1.1', HOST, 'Accept: text/event-stream', '', ''),
  },
  {
    fact: 'GraphQL is JSON',
    source: 'GRAPHQL https://e.test/\n\nquery A($n: Int) { a(n: $n) }\n\n{"n": {{n}}}',
    world: { variables: [{ source: 'option', label: '--var', secret: false, values: new Map([['n', '2']]) }] },
    sent: text(
      'POST / HTTP/1.1',
      HOST,
      'Content-Type: application/json',
      'Content-Length: 81',
      '',
      '{"query":"query A($n: Int) { a(n: $n) }","variables":{"n":2},"operationName":"A"}',
    ),
  },
  {
    fact: 'text keeps its inner white space and loses blank lines around it',
    source: 'POST https://e.test/\r\nContent-Type: text/plain\r\n\r\n\r\n  a \r\n\r\nb  \r\n\r\n',
    sent: text('POST / HTTP/1.1', HOST, 'Content-Type: text/plain', 'Content-Length: 9', '', '  a \n\nb  '),
  },
  {
    fact: 'bodyEol crlf sends CRLF',
    source: 'POST https://e.test/\n\na\nb',
    world: { settings: { bodyEol: 'crlf' } },
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 4', '', 'a\r\nb'),
  },
  {
    fact: 'bodyEol asFile leaves them',
    source: 'POST https://e.test/\n\na\r\nb\nc',
    world: { settings: { bodyEol: 'asFile' } },
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 6', '', 'a\r\nb\nc'),
  },
  {
    fact: 'comments in JSON are not sent',
    source: 'POST https://e.test/\nContent-Type: application/json\n\n# a\n{\n  // b\n  "c": "# d"\n}\n# e',
    sent: text('POST / HTTP/1.1', HOST, 'Content-Type: application/json', 'Content-Length: 16', '', '{\n  "c": "# d"\n}'),
  },
  {
    fact: 'bodyComments keep sends them',
    source: 'POST https://e.test/\nContent-Type: application/json\n\n{\n// b\n}',
    world: { settings: { bodyComments: 'keep' } },
    sent: text('POST / HTTP/1.1', HOST, 'Content-Type: application/json', 'Content-Length: 8', '', '{\n// b\n}'),
  },
  {
    fact: 'a raw file is streamed, its variables are not put in',
    source: 'POST https://e.test/\n\n< ./x.bin',
    world: { files: { '/work/api/x.bin': '{{a}}' } },
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 5', '', '</work/api/x.bin>'),
  },
  {
    fact: 'a file is looked for in the workspace too',
    source: 'POST https://e.test/\n\n< ./x.bin',
    world: { files: { '/work/x.bin': '1' } },
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 1', '', '</work/x.bin>'),
  },
  {
    fact: 'a text file has its variables put in',
    source: '@a = 1\nPOST https://e.test/\n\n<@ ../x.txt',
    world: { files: { '/work/x.txt': 'a={{a}}\r\n' } },
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 5', '', 'a=1\r\n'),
  },
  {
    fact: 'a text file is decoded as it says',
    source: 'POST https://e.test/\n\n<@latin1 x.txt',
    world: { files: { '/work/api/x.txt': Uint8Array.of(0xe9) } },
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 2', '', 'é'),
  },
  {
    fact: 'encodings have the names that other clients know as well',
    source: 'POST https://e.test/\n\n<@utf16le x.txt\n<@win1251 y.txt',
    world: { files: { '/work/api/x.txt': Uint8Array.of(0x61, 0), '/work/api/y.txt': Uint8Array.of(0xe6) } },
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 4', '', 'a', 'ж'),
  },
  { fact: 'a missing file blocks', source: 'POST https://e.test/\n\n< ./no', sent: 'file-not-found: ./no' },
  {
    fact: 'form lines are joined and encoded',
    source: `POST https://e.test/\n${FORM}\n\na=1 2\n&b = é&\nc=5%\n# no\nd`,
    sent: text('POST / HTTP/1.1', HOST, FORM, 'Content-Length: 25', '', 'a=1%202&b=%C3%A9&c=5%25&d'),
  },
  {
    fact: 'what is encoded in a form stays',
    source: `POST https://e.test/\n${FORM}\n\ntitle=test&sub%5B%5D=1&sub[]=2+3`,
    sent: text('POST / HTTP/1.1', HOST, FORM, 'Content-Length: 32', '', 'title=test&sub%5B%5D=1&sub[]=2+3'),
  },
  {
    fact: 'form escapes are literal characters',
    source: `# @form-escapes\nPOST https://e.test/\n${FORM}\n\na=1%&b%=2&c=%+%%`,
    sent: text('POST / HTTP/1.1', HOST, FORM, 'Content-Length: 20', '', 'a=1%26b%3D2&c=%2B%25'),
  },
  {
    fact: 'the JetBrains dialect has form escapes without a directive',
    source: `POST https://e.test/\n${FORM}\n\na=1%&b`,
    world: { settings: { formDialect: 'jetbrains' } },
    sent: text('POST / HTTP/1.1', HOST, FORM, 'Content-Length: 7', '', 'a=1%26b'),
  },
  {
    fact: 'NDJSON ends with a line break',
    source: 'POST https://e.test/\nContent-Type: application/x-ndjson\n\n{}\n{}',
    sent: text('POST / HTTP/1.1', HOST, 'Content-Type: application/x-ndjson', 'Content-Length: 6', '', '{}\n{}\n'),
  },
  {
    fact: 'multipart has CRLF, its missing ends are added',
    source: 'POST https://e.test/\nContent-Type: multipart/form-data\n\n--b c\nContent-Disposition: form-data; name="a"\n\n1\n2\n\n',
    sent: text(
      'POST / HTTP/1.1',
      HOST,
      'Content-Type: multipart/form-data; boundary="b c"',
      'Content-Length: 66',
      '',
      '--b c\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n2\r\n--b c--\r\n',
    ),
  },
  {
    fact: 'a boundary may be a variable',
    source:
      '@b = xyz\nPOST https://e.test/\nContent-Type: multipart/form-data; boundary={{b}}\n\n--{{b}}\nContent-Disposition: form-data; name="a"\n\n1\n--{{b}}--',
    sent: text(
      'POST / HTTP/1.1',
      HOST,
      'Content-Type: multipart/form-data; boundary=xyz',
      'Content-Length: 63',
      '',
      '--xyz\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--xyz--\r\n',
    ),
  },
  {
    fact: 'a hand-written Transfer-Encoding gets its chunks',
    source: 'POST https://e.test/\nTransfer-Encoding: chunked\n\nhello',
    sent: text('POST / HTTP/1.1', HOST, 'Transfer-Encoding: chunked', '', '5\r\nhello\r\n0\r\n\r\n'),
  },
  {
    fact: 'a hand-written Content-Length goes as typed',
    source: 'POST https://e.test/\nContent-Length: 3\n\nhello',
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 3', '', 'hello'),
  },
  { fact: 'a method that opens no WebSocket does not go to one', source: '@u = wss://e.test\nPOST {{u}}/\n\nx', sent: 'bad-target: ' },
  {
    fact: 'a script in the place of content is none',
    source: 'POST https://e.test/\n\na\n< {%\n  b\n%}',
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 1', '', 'a'),
  },
  {
    fact: 'values are put in everywhere, once',
    source: '@v = {{w\n@h = X-A\nPOST https://e.test/{{h}}?a={{h}}\n{{h}}-B: {{v}}}}\n\n{{h}}{{v}}',
    sent: text('POST /X-A?a=X-A HTTP/1.1', HOST, 'X-A-B: {{w}}', 'Content-Length: 6', '', 'X-A{{w'),
  },
  {
    fact: 'a value may bring the whole request line',
    source: '@line = put https://e.test/x HTTP/1.0\n{{line}}',
    sent: text('PUT /x HTTP/1.0', HOST, 'Content-Length: 0', '', ''),
  },
  { fact: 'a value may bring the method', source: '@m = DELETE\n{{m}} https://e.test/x', sent: text('DELETE /x HTTP/1.1', HOST, '', '') },
  {
    fact: 'a value may bring the Content-Type',
    source: '@t = application/x-www-form-urlencoded\nPOST https://e.test/\nContent-Type: {{t}}\n\na=1\nb=2',
    sent: text('POST / HTTP/1.1', HOST, FORM, 'Content-Length: 7', '', 'a=1&b=2'),
  },
  {
    fact: 'a value can not bring a line break into the head',
    source: 'GET https://e.test/\nX: {{v}}',
    world: { variables: [{ source: 'option', label: '--var', secret: false, values: new Map([['v', 'a\r\nB: c']]) }] },
    sent: 'line-break-in-head: ',
  },
  {
    fact: 'nor into the head of a part',
    source:
      'POST https://e.test/\nContent-Type: multipart/form-data; boundary=b\n\n--b\nContent-Disposition: form-data; name="{{v}}"\n\n1\n--b--',
    world: { variables: [{ source: 'option', label: '--var', secret: false, values: new Map([['v', 'a"\r\nX: 1']]) }] },
    sent: 'line-break-in-head: ',
  },
  {
    fact: 'a value can not end a part',
    source:
      'POST https://e.test/\nContent-Type: multipart/form-data; boundary=b\n\n--b\nContent-Disposition: form-data; name="x"\n\n{{v}}\n--b--',
    world: { variables: [{ source: 'option', label: '--var', secret: false, values: new Map([['v', 'a\r\n--b\r\n\r\nc']]) }] },
    sent: 'boundary-illegal: ',
  },
  {
    fact: 'a value can not begin another request',
    source: '@v = a\nPOST https://e.test/\n\n{{v}}',
    world: { variables: [{ source: 'option', label: '--var', secret: false, values: new Map([['v', '###\nGET /']]) }] },
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 9', '', '###\nGET /'),
  },
  { fact: 'an undefined variable blocks', source: 'GET https://e.test/{{nope}}', sent: 'undefined: nope' },
  { fact: 'an unknown dynamic variable blocks', source: 'GET https://e.test/\nX: {{$uuidd}}', sent: 'undefined: $uuidd' },
  {
    fact: 'percent encodes what is put in',
    source: '@a = x&y z\nGET https://e.test/?a={{%a}}',
    sent: text('GET /?a=x%26y%20z HTTP/1.1', HOST, '', ''),
  },
  {
    fact: 'escaped braces are braces',
    source: 'POST https://e.test/\n\n\\{\\{a\\}\\} {{#each}} {{}}',
    sent: text('POST / HTTP/1.1', HOST, 'Content-Length: 20', '', '{{a}} {{#each}} {{}}'),
  },
  {
    fact: 'definitions are bound where they stand',
    source: '@a = 1\n@b = {{a}}\n@c := {{a}}\n@a = 2\nGET https://e.test/{{a}}/{{b}}/{{c}}',
    sent: text('GET /2/1/2 HTTP/1.1', HOST, '', ''),
  },
  {
    fact: 'a definition may use the one it replaces',
    source: '@a = 1\n@a = {{a}}2\nGET https://e.test/{{a}}',
    sent: text('GET /12 HTTP/1.1', HOST, '', ''),
  },
  {
    fact: 'a definition further down is seen',
    source: 'GET https://e.test/{{a}}\n###\n@a = 1',
    sent: text('GET /1 HTTP/1.1', HOST, '', ''),
  },
  { fact: 'a circle blocks and is named', source: '@a = {{b}}\n@b = {{a}}\nGET https://e.test/{{a}}', sent: 'cyclic-definition: a' },
  {
    fact: 'a prompt is asked',
    source: '# @prompt who Your name\nGET https://e.test/{{who}}',
    world: { prompts: { who: 'ann' } },
    sent: text('GET /ann HTTP/1.1', HOST, '', ''),
  },
  {
    fact: 'a prompt wins over a definition',
    source: '@who = x\n# @prompt who\nGET https://e.test/{{who}}',
    world: { prompts: { who: 'ann' } },
    sent: text('GET /ann HTTP/1.1', HOST, '', ''),
  },
  { fact: 'a cancelled prompt cancels', source: '# @prompt who\nGET https://e.test/{{who}}', sent: 'prompt-cancelled: who' },
  {
    fact: 'an option wins over the file, the file over the environment',
    source: '@a = file\n@b = file\nGET https://e.test/{{a}}/{{b}}/{{c}}',
    world: {
      variables: [
        { source: 'option', label: '--var', secret: false, values: new Map([['a', 'option']]) },
        {
          source: 'public',
          label: 'env',
          secret: false,
          values: new Map([
            ['b', 'env'],
            ['c', 'env'],
          ]),
        },
      ],
    },
    sent: text('GET /option/file/env HTTP/1.1', HOST, '', ''),
  },
  {
    fact: 'environmentWins turns that around',
    source: '@b = file\nGET https://e.test/{{b}}',
    world: {
      settings: { environmentWins: true },
      variables: [{ source: 'public', label: 'env', secret: false, values: new Map([['b', 'env']]) }],
    },
    sent: text('GET /env HTTP/1.1', HOST, '', ''),
  },
  {
    fact: 'a definition that names itself takes the value of the environment',
    source: '@b = {{b}}/v1\nGET https://e.test/{{b}}',
    world: { variables: [{ source: 'public', label: 'env', secret: false, values: new Map([['b', 'env']]) }] },
    sent: text('GET /env/v1 HTTP/1.1', HOST, '', ''),
  },
  { fact: 'other protocols are not sent', source: 'GRPC e.test/a', sent: 'unsupported-protocol: ' },
  { fact: 'and their URLs are not judged', source: 'MQTT tcp://{{$uuid}}\n', sent: 'unsupported-protocol: ' },
  {
    fact: 'a Host with a scheme says where to send it, and goes as typed',
    source: 'OPTIONS *\nHost: http://e.test:8080',
    sent: text('OPTIONS * HTTP/1.1', 'Host: http://e.test:8080', '', ''),
  },
  {
    fact: 'CONNECT has host and port for a target',
    source: 'CONNECT e.test:443',
    sent: text('CONNECT e.test:443 HTTP/1.1', 'Host: e.test:443', '', ''),
  },
  {
    fact: 'the port as well where the scheme says it',
    source: 'CONNECT https://e.test',
    sent: text('CONNECT e.test:443 HTTP/1.1', HOST, '', ''),
  },
  { fact: 'and a path where one is written', source: 'CONNECT https://e.test/a', sent: text('CONNECT /a HTTP/1.1', HOST, '', '') },
  { fact: 'an empty Host names no host', source: 'GET /a\nHost:', sent: 'no-host: ' },
  {
    fact: 'white space of Unicode is a part of a value, that of HTTP around it is not',
    source: 'GET https://e.test/\nX: \t\u00a0a\u00a0 ',
    sent: text('GET / HTTP/1.1', HOST, 'X: \u00a0a\u00a0', '', ''),
  },
  {
    fact: 'an added boundary takes the place of an empty one',
    source: 'POST https://e.test/\nContent-Type: multipart/mixed; boundary=; charset=utf-8\n\n--b\n\na\n--b--',
    sent: text(
      'POST / HTTP/1.1',
      HOST,
      'Content-Type: multipart/mixed; charset=utf-8; boundary=b',
      'Content-Length: 17',
      '',
      '--b\r\n\r\na\r\n--b--\r\n',
    ),
  },
  { fact: 'a port beyond 65535 blocks', source: 'GET http://e.test:70000/', sent: 'bad-target: ' },
];

for (const { fact, source, sent, world } of CASES) test(fact, async () => assert.equal(await wire(source, world), sent));

const ANSWER = {
  request: { fields: [['X-Sent', 's']], body: '{"q": 1}' },
  response: {
    status: 201,
    fields: [['ETag', '"v1"']],
    body: '{"token": "t", "list": [{"id": 7}, {"id": 8, "name": "ann"}], "x-rate": 9, "deep": {"a b": true}}',
  },
} as const;

const REFERENCES: readonly (readonly [string, string])[] = [
  ["login.response.headers['ETag']", '"v1"'],
  ['login.response.headers["etag"]', '"v1"'],
  ["login.response.body['token']", 't'],
  ['login.response.body.$.token', 't'],
  ['login.response.body.token', 't'],
  ['login.response.body.$.list[0].id', '7'],
  ['login.response.body.$.list[:1]', '{"id":7}'],
  ["login.response.body.$.deep['a b']", 'true'],
  ['login.response.body.$..id', '7'],
  ['login.response.body.$.list[?@.id > 5].id', '7'],
  ["login.response.body.$.list[?length(@.name) == 3 && search(@.name, '^a')].id", '8'],
  ['login.response.body.$.x-rate', '9'],
  ['login.response.body.$.list[', 'reference-failed: login.response.body.$.list['],
  ['login.response.headers.etag', '"v1"'],
  ['login.response.status', '201'],
  ['login.request.headers.x-sent', 's'],
  ['login.request.body.$.q', '1'],
  ['login.response.body.$.nope', 'reference-failed: login.response.body.$.nope'],
];

for (const [reference, value] of REFERENCES)
  test(`{{${reference}}} is ${value}`, async () => {
    const source = `# @name login\nPOST https://e.test/login\n###\nPOST https://e.test/\n\n{{${reference}}}`;
    const sent = await wire(source, { nth: 1, answers: { login: ANSWER } });
    assert.equal(sent.split('\n').at(-1), value);
  });

test('a request that was not sent yet blocks', async () => {
  const source = '# @name login\nPOST https://e.test/login\n###\nGET https://e.test/{{login.response.body.$.token}}';
  assert.equal(await wire(source, { nth: 1 }), 'not-sent-yet: login');
});

test('a WebSocket has the fields of a handshake, its subprotocols and its messages', async () => {
  const source =
    'WS ws://e.test/chat\nContent-Type: application/json\nSec-WebSocket-Protocol: a, b\n\none\n=== wait-for-server\n=== wait-for-server\n< m.bin\n===\n\n=== wait-for-server';
  const made = await resolved(source, { files: { '/work/api/m.bin': Uint8Array.of(0xff) } });
  assert.equal(made.kind, 'websocket');
  if (made.kind !== 'websocket') return;
  const { handshake, subprotocols, messages } = made.request;
  assert.deepEqual(handshake.origin, { scheme: 'ws', host: 'e.test', port: 80 });
  assert.deepEqual(handshake.fields, [
    ['Host', 'e.test'],
    ['Sec-WebSocket-Protocol', 'a, b'],
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Key', 'AAECAwQFBgcICQoLDA0ODw=='],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits'],
  ]);
  assert.deepEqual(subprotocols, ['a', 'b']);
  assert.deepEqual(messages, [
    { data: { kind: 'text', text: 'one' }, waitFor: 0 },
    { data: { kind: 'binary', bytes: Uint8Array.of(0xff) }, waitFor: 2 },
    { data: undefined, waitFor: 1 },
  ]);
});

test('directives become options', async () => {
  const made = await resolved(
    '# @no-redirect\n# @timeout 600 ms\n# @connection-timeout 2 m\n# @insecure\n# @no-cookie-jar\n# @proxy none\nGET https://e.test/',
  );
  assert.ok(made.kind === 'http');
  assert.deepEqual(made.options, {
    redirect: 'manual',
    maxRedirects: 20,
    connectTimeout: 120_000,
    readTimeout: 600,
    insecure: true,
    cookieJar: false,
    proxy: 'none',
  });
});

test('each field says where it comes from', async () => {
  const made = await resolved('GET https://e.test/\nX: 1', { settings: { userAgent: 'u' } });
  assert.ok(made.kind === 'http');
  assert.deepEqual(
    made.request.sources.map((s) => (s.kind === 'text' ? s.range : s.kind)),
    ['added', { start: 20, end: 24 }, 'added'],
  );
});

test('a Digest shorthand is kept for the challenge', async () => {
  const made = await resolved('GET https://e.test/\nAuthorization: Digest ann:pw');
  assert.ok(made.kind === 'http');
  assert.deepEqual(made.digest, { user: 'ann', password: 'pw' });
});

test('a chain and a circle of ten thousand definitions end', async () => {
  const chain = Array.from({ length: 10_000 }, (_, i) => `@v${i + 1} = {{v${i}}}`).join('\n');
  assert.equal((await wire(`@v0 = x\n${chain}\nGET https://e.test/{{v10000}}`)).split('\n')[0], 'GET /x HTTP/1.1');
  assert.match(await wire(`@v0 = {{v10000}}\n${chain}\nGET https://e.test/{{v10000}}`), /^cyclic-definition: /);
  assert.match(await wire(`@v0 := {{v10000}}\n${chain.replaceAll(' =', ' :=')}\nGET https://e.test/{{v10000}}`), /^cyclic-definition: /);
});

test('in the profile http-2026 content goes as typed, https is meant, and definitions come first', async () => {
  const world = { profile: 'http-2026' } as const;
  const source = `POST e.test/\n${FORM}\n\na=1\r\n# b\n{{ c }}`;
  assert.equal(await wire(source, world), text('POST / HTTP/1.1', HOST, FORM, 'Content-Length: 16', '', 'a=1\r\n# b\n{{ c }}'));
  const made = await resolved('GET e.test/', world);
  assert.ok(made.kind === 'http');
  assert.equal(made.request.url, 'https://e.test/');
  assert.equal(await wire('GET https://e.test/{{a}}\n###\n@a = 1', world), 'late-definition: a\nundefined: a');
});

test('a directive may hold a variable, and an undefined one blocks', async () => {
  const made = await resolved('@p = http://127.0.0.1:3128\n# @proxy {{p}}\nGET https://e.test/');
  assert.ok(made.kind === 'http');
  assert.equal(made.options.proxy, 'http://127.0.0.1:3128');
  assert.equal(await wire('# @proxy {{p}}\nGET https://e.test/'), 'undefined: p');
});

test('what is added is as the settings say: fields are left out, and others added where none of the name is written', async () => {
  const settings = {
    leaveOut: ['host', 'content-length'],
    more: [
      ['X-Team', 'blue'],
      ['x-own', 'setting'],
    ] as const,
  };
  assert.equal(await wire('POST https://e.test/\nX-Own: file\n\nhi', { settings }), 'POST / HTTP/1.1\nX-Own: file\nX-Team: blue\n\nhi');
  const made = await resolved('GET https://e.test/', { settings: { more: [['X-Team', 'blue']] } });
  assert.ok(made.kind === 'http');
  assert.deepEqual(made.request.sources.at(-1), { kind: 'added', why: 'From the setting postil.defaultHeaders.' });
});

test('a Content-Length that is wrong is told, also where there is no content', async () => {
  const said = async (source: string): Promise<readonly string[]> =>
    (await resolved(source)).problems.filter((p) => p.code === 'bad-content-length').map((p) => p.message.slice(0, 60));
  const head = 'POST https://e.test/\nContent-Length: 5';
  assert.deepEqual(await said(head), ['Content-Length says 5, and there is no content. It is sent a']);
  assert.deepEqual(await said(`${head}\n\na`), ['Content-Length says 5, and the content has 1 octet. It is se']);
  assert.deepEqual(await said(`${head}\n\n😀a`), []);
});
