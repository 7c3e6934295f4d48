import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { answer, answerable, challengesIn } from '../../../src/core/send/digest.ts';
import { rawServer } from '../../support/raw-server.ts';
import { request, responseOf, send, text } from './sending.ts';

const NONCE = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
const CNONCE = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
const WWW = 'www-authenticate';
const MUFASA = { user: 'Mufasa', password: 'Circle of Life' };

const challenge = (algorithm: string, more = ', qop="auth, auth-int"'): string =>
  `Digest realm="http-auth@example.org"${more}, algorithm=${algorithm}, nonce="${NONCE}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;

function answered(value: string, options: { user?: string; password?: string; content?: Buffer } = {}): string {
  const found = answerable(challengesIn([[WWW, value]], WWW));
  assert.ok(found !== undefined);
  const { content, ...credentials } = options;
  return answer(
    found,
    { method: 'GET', target: '/dir/index.html' },
    { credentials: { ...MUFASA, ...credentials }, cnonce: CNONCE, content },
  );
}

test('the answers of RFC 7616 section 3.9.1', () => {
  assert.match(answered(challenge('MD5')), /response="8ca523f5e9506fed4657c9700eebdbec"/);
  assert.match(answered(challenge('SHA-256')), /response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"/);
  assert.equal(
    answered(challenge('SHA-256')),
    `Digest username="Mufasa", realm="http-auth@example.org", nonce="${NONCE}", uri="/dir/index.html", algorithm=SHA-256, response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", qop=auth, nc=00000001, cnonce="${CNONCE}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
  );
});

test('the user name is hashed where the server asks for it (RFC 7616 section 3.4.4)', () => {
  const value = 'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="x", charset=UTF-8, userhash=true';
  const found = answered(value, { user: 'J\u00e4s\u00f8n Doe' });
  const hash = createHash('sha512-256').update('J\u00e4s\u00f8n Doe:api@example.org').digest('hex');
  assert.ok(found.startsWith(`Digest username="${hash}"`));
  assert.ok(found.endsWith('userhash=true'));
});

test('a user name that is not ASCII is written as RFC 8187 has it', () => {
  assert.match(answered(challenge('MD5'), { user: 'J\u00e4s\u00f8n' }), /^Digest username\*=UTF-8''J%C3%A4s%C3%B8n,/);
});

const md5 = (input: string): string => createHash('md5').update(input).digest('hex');

test('without qop the old way of RFC 2069, with -sess and auth-int their own', () => {
  const plain = md5('Mufasa:http-auth@example.org:Circle of Life');
  const ha2 = md5('GET:/dir/index.html');
  assert.match(answered(challenge('MD5', '')), new RegExp(`response="${md5(`${plain}:${NONCE}:${ha2}`)}", opaque`));
  const session = md5(`${plain}:${NONCE}:${CNONCE}`);
  assert.match(answered(challenge('MD5-sess', ', qop=auth')), new RegExp(md5(`${session}:${NONCE}:00000001:${CNONCE}:auth:${ha2}`)));
  const whole = md5(`GET:/dir/index.html:${md5('abc')}`);
  assert.match(
    answered(challenge('MD5', ', qop="auth-int"'), { content: Buffer.from('abc') }),
    new RegExp(md5(`${plain}:${NONCE}:00000001:${CNONCE}:auth-int:${whole}`)),
  );
});

test('several challenges in one field and in several are told apart', () => {
  const found = challengesIn(
    [
      [WWW, 'Negotiate, Basic realm="a, b", Digest realm="c", nonce="d", qop="auth,auth-int"'],
      [WWW.toUpperCase(), 'Bearer'],
    ],
    WWW,
  );
  assert.deepEqual(
    found.map(({ scheme, parameters }) => [scheme, ...parameters.entries()].join(' ')),
    ['negotiate', 'basic realm,a, b', 'digest realm,c nonce,d qop,auth,auth-int', 'bearer'],
  );
});

test('the server’s first that is known is answered, and none when none is', () => {
  const find = (value: string): string | undefined => answerable(challengesIn([[WWW, value]], WWW))?.parameters.get('algorithm');
  assert.equal(find(`${challenge('SHA-999')}, ${challenge('SHA-256')}, ${challenge('MD5')}`), 'SHA-256');
  assert.equal(find(challenge('SHA-999')), undefined);
  assert.equal(find('Basic realm="x"'), undefined);
  assert.equal(find('Digest realm="x"'), undefined);
});

const chain = (exchange: Exchange): readonly number[] => [
  ...(exchange.redirectedFrom === undefined ? [] : chain(exchange.redirectedFrom)),
  responseOf(exchange).status,
];
const unauthorized = (nonce: string, more = ''): string =>
  `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm="r", qop="auth", algorithm=SHA-256, nonce="${nonce}"${more}\r\nContent-Length: 0\r\n\r\n`;
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const options = { digest: { user: 'u', password: 'p' } };

test('the 401 is a hop; the answer goes out with the same request, marked as added', async (t) => {
  const server = await rawServer(t, (socket, _whole, read) =>
    socket.write(text(read).includes('Authorization: Digest ') ? OK : unauthorized('n1')),
  );
  const exchange = await send(
    t,
    request(
      server.port,
      'POST /a?b',
      [
        ['X', '1'],
        ['Content-Length', '3'],
      ],
      { content: 'abc' },
    ),
    options,
  );
  assert.deepEqual(chain(exchange), [401, 200]);
  assert.deepEqual(exchange.request.sources.at(-1), { kind: 'added', why: 'digest' });
  assert.match(exchange.request.fields.at(-1)?.[1] ?? '', /uri="\/a\?b"/);
  assert.equal(exchange.connection?.use, 2);
  assert.ok(text(server.received[0] ?? Buffer.alloc(0)).endsWith('\r\n\r\nabc'));
});

test('a stale nonce is answered once more, a wrong password is not', async (t) => {
  const stale = await rawServer(t, (socket, _whole, read) => {
    const said = text(read);
    socket.write(!said.includes('Digest ') ? unauthorized('n1') : said.includes('nonce="n1"') ? unauthorized('n2', ', stale=TRUE') : OK);
  });
  assert.deepEqual(chain(await send(t, request(stale.port, 'GET /'), options)), [401, 401, 200]);
  const wrong = await rawServer(t, (socket) => socket.write(unauthorized('n1')));
  assert.deepEqual(chain(await send(t, request(wrong.port, 'GET /'), options)), [401, 401]);
});

test('without credentials a 401 is the answer', async (t) => {
  const server = await rawServer(t, (socket) => socket.write(unauthorized('n1')));
  assert.deepEqual(chain(await send(t, request(server.port, 'GET /'))), [401]);
});

test('an answer is not taken along to another target: its own challenge is answered there', async (t) => {
  const seen: string[] = [];
  const server = await rawServer(t, (socket, _whole, read) => {
    const said = text(read);
    seen.push(`${said.split(' ')[1] ?? ''}${said.includes('Digest ') ? ' answered' : ''}`);
    if (!said.includes('Digest ')) socket.write(unauthorized('n1'));
    else socket.write(said.startsWith('GET /a') ? 'HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n' : OK);
  });
  assert.deepEqual(chain(await send(t, request(server.port, 'GET /a'), options)), [401, 302, 401, 200]);
  assert.deepEqual(seen, ['/a', '/a answered', '/b', '/b answered']);
});

test('another origin that a redirect leads to gets no answer: the credentials are not for it', async (t) => {
  const other = await rawServer(t, (socket) => socket.write(unauthorized('theirs')));
  const server = await rawServer(t, (socket) =>
    socket.write(`HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${other.port}/\r\nContent-Length: 0\r\n\r\n`),
  );
  assert.deepEqual(chain(await send(t, request(server.port, 'GET /'), options)), [302, 401]);
  assert.equal(other.received.length, 1);
  assert.doesNotMatch(text(other.received[0] ?? Buffer.alloc(0)), /authorization/i);
});
