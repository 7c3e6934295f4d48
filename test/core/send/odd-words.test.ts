// What odd servers do, in the words that a person reads: one cause is told once, with what was really seen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Annotation } from '../../../src/core/explain/annotation.ts';
import { explain } from '../../../src/core/explain/explain.ts';
import { explainFraming } from '../../../src/core/explain/framing/framing.ts';
import { fromExchange } from '../../../src/core/explain/from-exchange.ts';
import type { SendOptions } from '../../../src/core/http/request.ts';
import { plain } from '../../../src/core/text/prose.ts';
import { always, rawServer, type Scope } from '../../support/raw-server.ts';
import { client, OPTIONS, request, send } from './sending.ts';

const H = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${H}Transfer-Encoding: chunked\r\n\r\n`;

async function told(scope: Scope, answer: string, end: boolean, options: Partial<SendOptions> = {}): Promise<readonly Annotation[]> {
  const server = await rawServer(scope, always(answer, end));
  const exchange = await send(scope, request(server.port, 'GET /'), options);
  return explain(fromExchange(exchange, { now: Date.now() })).annotations;
}

const findings = (annotations: readonly Annotation[]): readonly string[] =>
  annotations.flatMap(({ level, title }) => (level === 'warning' || level === 'error' ? [plain(title)] : []));

const ENDS = true;
const STAYS = false;

const cases: readonly (readonly [why: string, answer: string, end: boolean, findings: readonly (string | RegExp)[]])[] = [
  ['text alone', 'just text\n', ENDS, ['The answer begins with just text\\n, not with HTTP/']],
  ['frames of HTTP/2', '\0\0\0\x04\0\0\0\0\0', ENDS, [/^Not HTTP\/1 but HTTP\/2 without TLS, on port \d+$/]],
  ['mail', '220 mail.test ESMTP\r\n', STAYS, [/^Not HTTP\/1 but a mail server/]],
  [
    'interim answers without end',
    'HTTP/1.1 102 P\r\n\r\n'.repeat(1001),
    STAYS,
    ['127.0.0.1 sent more than 1,000 interim responses, and no final one'],
  ],
  [
    'fields without end',
    `${H}${`X: ${'y'.repeat(1000)}\r\n`.repeat(1100)}`,
    STAYS,
    ['The header section from 127.0.0.1 has more than 1 MB'],
  ],
  ['CR alone', 'HTTP/1.1 200 OK\rX: y\r\r', ENDS, ["The response's lines end with CR alone, so its head has no end"]],
  ['half a head', `${H}X: y\r\n`, ENDS, ["127.0.0.1 closed the connection inside of the response's head"]],
  ['content cut short', `${H}Content-Length: 10\r\n\r\nhell`, ENDS, ['Incomplete: 4 of 10 octets came, 6 are missing']],
  ['chunks cut short', `${CHUNKED}2\r\nok\r\n`, ENDS, ['Incomplete: 2 octets came, but no last chunk of size 0']],
  ['a broken chunk size', `${CHUNKED}2\r\nok\r\nzz\r\nmore\r\n`, ENDS, ['Bad chunk size zz: hexadecimal digits were expected']],
  [
    'a chunk that is too long',
    `${CHUNKED}2\r\nokay\r\n0\r\n\r\n`,
    ENDS,
    ['A chunk is longer than its size: no line end at octet 5 of the body'],
  ],
  ['two lengths in one line', `${H}Content-Length: 2, 3\r\n\r\nok`, ENDS, ['Two lengths that differ: 2 and 3 octets']],
  ['one length twice in a line', `${H}Content-Length: 2, 2\r\n\r\nok`, STAYS, ['Content-Length repeats the same number; one is enough']],
  [
    'one length in two lines',
    `${H}Content-Length: 2\r\nContent-Length: 2\r\n\r\nok`,
    STAYS,
    ['Content-Length is repeated, each time as 2'],
  ],
  ['no line after the last chunk', `${CHUNKED}2\r\nok\r\n0\r\n`, ENDS, ['The empty line after the last chunk is missing']],
  ['white space beside a chunk size', `${CHUNKED}2  \r\nok\r\n0\r\n\r\n`, STAYS, ['White space stands beside a chunk size']],
  [
    'another transfer coding',
    `${H}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
    STAYS,
    ['The content is not in the transfer coding that it is said to be in'],
  ],
  ['NUL in a value', `${H}X-N: a\0b\r\nContent-Length: 0\r\n\r\n`, STAYS, ['X-N holds the control character \\0']],
  [
    'UTF-8 in a value',
    `${H}X-U: \xc3\xa9\r\nContent-Length: 0\r\n\r\n`,
    STAYS,
    ['X-U holds characters outside of ASCII, and nothing says their encoding'],
  ],
  ['a field without a name', `${H}: a\r\nContent-Length: 0\r\n\r\n`, STAYS, ['A field without a name']],
  [
    'white space before the first field',
    `${H} X: a\r\nContent-Length: 0\r\n\r\n`,
    STAYS,
    ['The first line below the status line begins with white space'],
  ],
  [
    'a coding that nobody knows',
    `${H}Content-Encoding: snappy\r\nContent-Length: 2\r\n\r\nok`,
    STAYS,
    ['snappy is not a registered content coding'],
  ],
];
for (const [why, answer, end, expected] of cases)
  test(`in words: ${why}`, async (t) => {
    const found = findings(await told(t, answer, end));
    assert.equal(found.length, expected.length, found.join('\n'));
    for (const [i, one] of expected.entries())
      if (typeof one === 'string') assert.equal(found[i], one);
      else assert.match(found[i] ?? '', one);
  });

test('in words: no length and an open connection', async (t) => {
  assert.deepEqual(findings(await told(t, `${H}\r\nok`, STAYS, { readTimeout: 400 })), [
    'No length was announced, and the connection stays open: the content has no end',
  ]);
});

test('a second answer that nobody asked for is told by its first octets, and the length is not blamed', async (t) => {
  const idle = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';
  const [surplus] = (await told(t, `${H}Content-Length: 2\r\n\r\nok${idle}`, STAYS)).filter(({ id }) => id === 'framing/surplus');
  assert.match(plain(surplus?.detail ?? []), /They begin with HTTP\/1\.1 408 Request Timeout/);
  assert.doesNotMatch(plain(surplus?.detail ?? []), /counts Content-Length wrongly/);
});

test('what comes behind a 101 is the new protocol, and no fault of framing', async (t) => {
  const server = await rawServer(t, always('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: foo/2\r\n\r\nhello'));
  const asked = request(server.port, 'GET /', [
    ['Host', 'test'],
    ['Connection', 'Upgrade'],
    ['Upgrade', 'foo/2'],
  ]);
  const { annotations } = explain(fromExchange(await send(t, asked), { now: Date.now() }));
  assert.deepEqual(findings(annotations), []);
  const [next] = annotations.filter(({ id }) => id === 'framing/next-protocol');
  assert.equal(plain(next?.title ?? []), '5 octets of foo/2 came behind the 101');
  assert.match(plain(next?.detail ?? []), /They begin with hello\./);
});

test('a redirect that leads to itself is a loop, and is not said to have reached a limit', async (t) => {
  const found = findings(await told(t, 'HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n', STAYS, { redirect: 'follow' }));
  assert.ok(found.includes('A redirect loop, left after 2 redirects'), found.join('\n'));
  assert.ok(!found.some((one) => /Gave up|limit/.test(one)), found.join('\n'));
});

test('a 408 on a kept connection may be about the connection alone', async (t) => {
  const server = await rawServer(t, (socket, whole, read) =>
    whole.length === read.length
      ? socket.write(`${H}Content-Length: 0\r\n\r\n`)
      : socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
  );
  const http = client(t);
  await http.send(request(server.port, 'GET /'), OPTIONS);
  const { annotations } = explain(fromExchange(await http.send(request(server.port, 'GET /'), OPTIONS), { now: Date.now() }));
  assert.ok(annotations.some(({ detail }) => /servers answer an idle connection so/.test(plain(detail))));
});

test('each oddity that sending notes has words', () => {
  const folder = join(import.meta.dirname, '../../../src/core/send');
  const lines = ['response-reader.ts', 'head-lines.ts', 'framing.ts', 'turn.ts'].flatMap((name) =>
    readFileSync(join(folder, name), 'utf8').split('\n'),
  );
  const noting = lines.filter((line) => /\bnote\(|#note\(|oddity\(|found\.push|return \[\[|\{ code: /.test(line));
  const codes = noting.flatMap((line) => [...line.matchAll(/'([a-z]+(?:-[a-z0-9.]+)+)'/g)].map(([, code = '']) => code));
  assert.ok(codes.length >= 18, codes.join());
  for (const code of codes.filter((one) => !/^(?:utf-8|latin-1)$/.test(one))) {
    const notes = explainFraming({ response: { status: 200, fields: [], oddities: [{ code, start: 0, end: 1 }] }, context: {} });
    assert.ok(!notes.some(({ title }) => plain(title).startsWith('The response departs from the grammar')), code);
  }
});
