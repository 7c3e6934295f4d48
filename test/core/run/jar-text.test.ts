import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CookieJar as Library } from 'tough-cookie';
import { jarText, readJar } from '../../../src/core/run/jar-text.ts';
import { CookieJar } from '../../../src/core/send/cookies/jar.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const URL = 'https://www.example.com/app/page?code=1';

async function filled(): Promise<CookieJar> {
  const jar = new CookieJar(() => NOW);
  const lines = ['a=1', 'b=ü "2"; Domain=example.com; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60', 'bare'];
  await (await jar.visit(URL, 'asked')).keep(lines.map((line) => ['Set-Cookie', line] as const));
  return jar;
}

test('a jar comes back from its text as it was', async () => {
  const jar = await filled();
  assert.deepEqual(readJar(jarText(jar.all())), { ok: true, value: jar.all() });
});

test('the address that set a cookie is kept without its query', async () => {
  assert.doesNotMatch(jarText((await filled()).all()), /code=1/);
});

test('tough-cookie reads the text, and its text is read', async () => {
  const library = await Library.deserialize(jarText((await filled()).all()));
  assert.equal((await library.getCookies(URL, { expire: false })).length, 3);
  await library.setCookie('c=3; Max-Age=60', URL);
  await library.setCookie('d=4; Expires=Fri, 01 Jan 2100 00:00:00 GMT', URL);
  const read = readJar(JSON.stringify(await library.serialize()));
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.map(({ name, value, expires }) => [name, value, expires === undefined ? 'session' : expires > NOW]),
    [
      ['a', '1', 'session'],
      ['b', 'ü "2"', true],
      ['', 'bare', 'session'],
      ['c', '3', true],
      ['d', '4', true],
    ],
  );
});

test('an empty file is an empty jar', () => assert.deepEqual(readJar(' \n'), { ok: true, value: [] }));

const cookie = (members: string): string => `{"cookies": [{"key": "a", "value": "1", "domain": "x.test"}, {${members}}]}`;
const DAMAGED: readonly (readonly [text: string, message: RegExp, at?: readonly [line: number, character: number]])[] = [
  ['{\n  "cookies": [\n', /end/, [2, 0]],
  ['{"cookies": [],}', /comma/i, [0, 14]],
  ['# Netscape HTTP Cookie File\n.x.test\tTRUE\t/\tFALSE\t0\ta\t1\n', /cookies\.txt as curl writes it/, [0, 0]],
  ['[]', /no list "cookies"/],
  ['{"name": "postil"}', /no list "cookies"/],
  [cookie('"domain": "x.test"'), /^cookies\[1\] has no "key"/],
  [cookie('"key": "b"'), /^cookies\[1\] has no "domain"/],
  [cookie('"key": "b", "domain": "x.test", "path": "x"'), /^cookies\[1\] has the "path" "x"/],
  [cookie('"key": "b", "domain": "x.test", "expires": "soon"'), /^cookies\[1\] has "expires" that is no date: "soon"/],
  [cookie('"key": "b", "domain": "x.test", "value": "1; c=2"'), /^cookies\[1\] has a control character or a semicolon/],
  ['{"cookies": [7]}', /^cookies\[0\] has no "key"/],
];

for (const [text, message, at] of DAMAGED)
  test(`no jar: ${text.slice(0, 80).replaceAll('\n', '⏎')}`, () => {
    const read = readJar(text);
    assert.ok(!read.ok);
    assert.match(read.error.message, message);
    assert.deepEqual(read.error.at && [read.error.at.line, read.error.at.character], at);
  });

const DATES: readonly (readonly [members: string, expires: number | undefined])[] = [
  ['"maxAge": 60, "creation": "2026-11-20T12:00:00.000Z"', NOW + 60_000],
  ['"maxAge": 1e300, "creation": "2026-11-20T12:00:00.000Z"', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ['"maxAge": -1e300, "creation": "2026-11-20T12:00:00.000Z"', 0],
  ['"expires": "Infinity"', undefined],
];

for (const [members, expires] of DATES)
  test(`${members} is read, and can be written again`, () => {
    const read = readJar(cookie(`"key": "b", "domain": ".x.test", ${members}`));
    assert.ok(read.ok);
    assert.deepEqual([read.value[1]?.expires, read.value[1]?.domain], [expires, 'x.test']);
    assert.deepEqual(readJar(jarText(read.value)), read);
  });
