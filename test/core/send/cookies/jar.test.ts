import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CookieJar as Library } from 'tough-cookie';
import { explainCookies } from '../../../../src/core/explain/cookies/cookies.ts';
import type { CookieRecord, JarUse } from '../../../../src/core/http/cookie-record.ts';
import { CookieJar } from '../../../../src/core/send/cookies/jar.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const HOST = 'https://www.example.com';

function jarOf(at: { now: number } = { now: NOW }): CookieJar {
  return new CookieJar(() => at.now);
}

/** `stored a`, `refused a domain-mismatch`: what became of each Set-Cookie of an answer from there. */
async function set(jar: CookieJar, url: string, lines: readonly string[], use: JarUse = 'asked'): Promise<readonly string[]> {
  const visit = await jar.visit(url, use);
  const verdicts = await visit.keep(lines.map((line) => ['Set-Cookie', line] as const));
  return verdicts.map((one) => [one.outcome, one.name, ...(one.outcome === 'refused' ? [one.why] : [])].join(' '));
}

/** The Cookie field, and `name: why` for what was considered. */
async function ask(jar: CookieJar, url: string, use: JarUse = 'asked'): Promise<readonly [string, ...string[]]> {
  const { value, considered } = await jar.visit(url, use);
  return [value, ...considered.map(({ name, verdict }) => `${name}: ${verdict}`)];
}

const big = 'x'.repeat(4096);
const SET: readonly (readonly [line: string, outcome: string, url?: string])[] = [
  ['a=1', 'stored a'],
  ['a', 'stored '],
  ['', 'refused  no-pair'],
  ['; Path=/', 'refused  no-pair'],
  ['a=1; Domain=example.com', 'stored a'],
  ['a=1; Domain=.EXAMPLE.com', 'stored a'],
  ['a=1; Domain=', 'stored a'],
  ['a=1; Domain=other.test', 'refused a domain-mismatch'],
  ['a=1; Domain=sub.www.example.com', 'refused a domain-mismatch'],
  ['a=1; Domain=ww.example.com', 'refused a domain-mismatch'],
  ['a=1; Domain=com', 'refused a domain-too-wide'],
  ['a=1; Domain=co.uk', 'refused a domain-too-wide', 'https://shop.co.uk/'],
  ['a=1; Domain=k12.ma.us', 'refused a domain-too-wide', 'https://school.k12.ma.us/'],
  ['a=1; Domain=github.io', 'stored a', 'https://github.io/'],
  ['a=1; Domain=github.io', 'refused a domain-too-wide', 'https://ann.github.io/'],
  ['a=1; Domain=localhost', 'stored a', 'http://localhost:3000/'],
  ['a=1; Domain=127.0.0.1', 'stored a', 'http://127.0.0.1:3000/'],
  ['a=1; Domain=0.0.1', 'refused a domain-mismatch', 'http://127.0.0.1:3000/'],
  ['a=1; Domain=bücher.example', 'stored a', 'https://www.bücher.example/'],
  ['a=1; Secure', 'stored a'],
  ['a=1; Secure', 'refused a secure-over-http', 'http://www.example.com/'],
  ['a=1; Secure', 'stored a', 'http://localhost:3000/'],
  ['a=1; Secure', 'stored a', 'http://[::1]:3000/'],
  ['a=1; Secure', 'refused a secure-over-http', 'http://127.example.com/'],
  ['__Secure-a=1', 'refused __Secure-a secure-prefix'],
  ['__secure-a=1', 'refused __secure-a secure-prefix'],
  ['__Host-a=1; Secure', 'refused __Host-a host-prefix'],
  ['__Host-a=1; Secure; Path=/; Domain=www.example.com', 'refused __Host-a host-prefix'],
  ['__Host-a=1; Secure; Path=/', 'stored __Host-a'],
  ['=__Host-a=1; Secure; Path=/', 'refused  nameless-prefix'],
  ['=__HOST-', 'refused  nameless-prefix'],
  ['__secure-a', 'refused  nameless-prefix'],
  ['=__Http-a=1; Secure; HttpOnly', 'refused  nameless-prefix'],
  ['=x__Host-a', 'stored '],
  ['a=1; Domain=www.example.com.', 'refused a domain-mismatch'],
  ['a=1; Domain=.example.com.', 'refused a domain-mismatch'],
  ['a=1; Domain=..example.com', 'refused a domain-mismatch'],
  ['a=1; Domain=other.test; Domain=', 'refused a domain-mismatch'],
  ['a=1; Domain=www.example.com.', 'stored a', 'https://www.example.com./'],
  ['a=1; Domain=www.example.com', 'refused a domain-mismatch', 'https://www.example.com./'],
  [`a=1; Domain=${big}`, 'stored a'],
  [`__Host-a=1; Path=/; Secure=${big}`, 'refused __Host-a host-prefix'],
  [`a=${big}`, 'refused a too-large'],
  [`${big}=`, `stored ${big}`],
  [`${big}=a`, `refused ${big} too-large`],
  [`a=${big.slice(1)}`, 'stored a'],
  ['a=x\u0001y', 'refused a control-character'],
  ['a=1; SameSite=None', 'stored a'],
  ['a=1; SameSite=Strict', 'stored a'],
  ['a=1; Partitioned', 'stored a'],
  ['a=1; Max-Age=0', 'absent a'],
  ['a=1; Max-Age=-5', 'absent a'],
  ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'absent a'],
  ['a=1; Max-Age=99999999999999999999999999', 'stored a'],
  ['a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'stored a'],
];

for (const [line, outcome, url = HOST] of SET)
  test(`${line.slice(0, 60)} from ${url}: ${outcome}`, async () => assert.deepEqual(await set(jarOf(), url, [line]), [outcome]));

test('the note at a Set-Cookie says what the jar did, also where the jar is not known', async () => {
  for (const [line, outcome, url = HOST] of SET) {
    if (outcome.startsWith('absent')) continue;
    const visit = await jarOf().visit(url, 'asked');
    const set = await visit.keep([['Set-Cookie', line]]);
    const hop = { request: { method: 'GET', url, fields: [] }, response: { status: 200, fields: [['Set-Cookie', line]] as const } };
    const ids = (cookies?: CookieRecord): readonly string[] =>
      explainCookies({ ...hop, context: { now: NOW }, ...(cookies && { cookies }) }).map(({ id }) => id);
    const [one] = set;
    const id = one?.outcome === 'refused' ? `cookies/${one.why}` : 'cookies/set';
    // What browsers refuse because of pages of other sites is told, and not enforced here.
    if (/SameSite=None|Partitioned/.test(line)) continue;
    assert.ok(ids({ use: 'asked', considered: [], set }).includes(id), `${line.slice(0, 80)}: ${id}`);
    // The whole list of public suffixes is the jar's alone.
    if (!line.includes('k12')) assert.ok(ids().includes(id), `${line.slice(0, 80)}: ${id}`);
  }
});

test('the same name, domain and path is replaced, and removed by a lifetime in the past; one for the host alone is another', async () => {
  const jar = jarOf();
  assert.deepEqual(await set(jar, HOST, ['a=1', 'a=2', 'a=3; Path=/x', 'a=4; Domain=example.com', 'a=5; Domain=www.example.com']), [
    'stored a',
    'replaced a',
    'stored a',
    'stored a',
    'stored a',
  ]);
  assert.deepEqual(await set(jar, HOST, ['a=; Max-Age=0', 'a=; Max-Age=0']), ['removed a', 'absent a']);
  assert.deepEqual((await ask(jar, `${HOST}/x`))[0], 'a=3; a=4; a=5');
});

const PLAIN = 'http://www.example.com/login/in';
const SAFE: readonly (readonly [over: string, line: string, outcome: string, url?: string])[] = [
  ['the same', 'a=2; Path=/login', 'refused a overlays-secure'],
  ['below its path', 'a=2; Path=/login/en', 'refused a overlays-secure'],
  ['by the path of the page', 'a=2', 'refused a overlays-secure'],
  ['for the domain above', 'a=2; Path=/login; Domain=example.com', 'refused a overlays-secure'],
  ['of a host below', 'a=2; Path=/login', 'refused a overlays-secure', 'http://a.www.example.com/'],
  ['to remove it', 'a=; Path=/login; Max-Age=0', 'refused a overlays-secure'],
  ['above its path', 'a=2; Path=/', 'stored a'],
  ['beside its path', 'a=2; Path=/loginx', 'stored a'],
  ['of another name', 'A=2; Path=/login', 'stored A'],
  ['of another host', 'a=2; Path=/login', 'stored a', 'http://api.example.com/'],
  ['over TLS', 'a=2; Path=/login', 'replaced a', HOST],
  ['which is Secure itself', 'a=2; Path=/login; Secure', 'refused a secure-over-http'],
];
for (const [over, line, outcome, url = PLAIN] of SAFE)
  test(`a Secure cookie is left alone: ${over}, ${outcome}`, async () => {
    const jar = jarOf();
    await set(jar, HOST, ['a=1; Path=/login; Secure', 'b=1; Path=/login']);
    assert.deepEqual(await set(jar, url, [line]), [outcome]);
    if (outcome.startsWith('refused')) assert.equal((await ask(jar, `${HOST}/login`))[0], 'a=1; b=1');
  });

test('a Secure cookie of a domain covers the hosts below; one whose time is over keeps nothing away', async () => {
  const at = { now: NOW };
  const jar = jarOf(at);
  await set(jar, HOST, ['a=1; Path=/; Secure; Domain=example.com; Max-Age=60']);
  assert.deepEqual(await set(jar, 'http://api.example.com/', ['a=2']), ['refused a overlays-secure']);
  at.now += 60_000;
  assert.deepEqual(await set(jar, 'http://api.example.com/', ['a=2']), ['stored a']);
});

test('this computer may change its Secure cookies: browsers trust it without TLS', async () => {
  const jar = jarOf();
  await set(jar, 'https://localhost/', ['a=1; Secure']);
  assert.deepEqual(await set(jar, 'http://localhost:3000/', ['a=2']), ['replaced a']);
});

const PAGE = `${HOST}/app/page`;
const KEPT = [
  'host=1; Path=/',
  'wide=1; Path=/; Domain=example.com',
  'deep=1',
  'only=1; Path=/app/page',
  'safe=1; Path=/; Secure',
  'brief=1; Path=/; Max-Age=60',
];
const SENT: readonly (readonly [url: string, answer: readonly string[]])[] = [
  [
    PAGE,
    [
      'only=1; deep=1; host=1; wide=1; safe=1; brief=1',
      'only: sent',
      'deep: sent',
      'host: sent',
      'wide: sent',
      'safe: sent',
      'brief: sent',
    ],
  ],
  [
    `${HOST}/app/page/2`,
    [
      'only=1; deep=1; host=1; wide=1; safe=1; brief=1',
      'only: sent',
      'deep: sent',
      'host: sent',
      'wide: sent',
      'safe: sent',
      'brief: sent',
    ],
  ],
  [
    `${HOST}/app/pages`,
    ['deep=1; host=1; wide=1; safe=1; brief=1', 'deep: sent', 'host: sent', 'wide: sent', 'safe: sent', 'brief: sent', 'only: path'],
  ],
  [
    `${HOST}/apps`,
    ['host=1; wide=1; safe=1; brief=1', 'host: sent', 'wide: sent', 'safe: sent', 'brief: sent', 'deep: path', 'only: path'],
  ],
  [
    'http://www.example.com/',
    ['host=1; wide=1; brief=1', 'host: sent', 'wide: sent', 'brief: sent', 'deep: path', 'only: path', 'safe: secure'],
  ],
  [
    'https://api.example.com/',
    ['wide=1', 'wide: sent', 'host: host-only', 'deep: host-only', 'only: host-only', 'safe: host-only', 'brief: host-only'],
  ],
  [
    'https://example.com/',
    ['wide=1', 'wide: sent', 'host: host-only', 'deep: host-only', 'only: host-only', 'safe: host-only', 'brief: host-only'],
  ],
  ['https://example.org/', ['']],
  ['https://com/', ['']],
];

for (const [url, answer] of SENT)
  test(`to ${url} go ${answer[0] === '' ? 'no cookies' : answer[0]}`, async () => {
    const jar = jarOf();
    await set(jar, PAGE, KEPT);
    assert.deepEqual(await ask(jar, url), answer);
  });

test('hosts under one public suffix have nothing to do with each other', async () => {
  const jar = jarOf();
  await set(jar, 'https://ann.github.io/', ['a=1']);
  await set(jar, 'https://shop.co.uk/', ['b=1']);
  assert.deepEqual(await ask(jar, 'https://bob.github.io/'), ['']);
  assert.deepEqual(await ask(jar, 'https://bank.co.uk/'), ['']);
});

test('a cookie for another name below the same domain is told of', async () => {
  const jar = jarOf();
  await set(jar, 'https://a.b.example.com/', ['x=1; Domain=b.example.com']);
  assert.deepEqual(await ask(jar, 'https://c.example.com/'), ['', 'x: domain']);
});

test('an expired cookie is told of once, and then gone', async () => {
  const at = { now: NOW };
  const jar = jarOf(at);
  await set(jar, PAGE, KEPT);
  at.now += 60_000;
  assert.equal(jar.all().length, 5);
  assert.equal((await ask(jar, PAGE)).at(-1), 'brief: expired');
  assert.doesNotMatch((await ask(jar, PAGE)).join(), /brief/);
});

test('being used does not prolong a cookie', async () => {
  const at = { now: NOW };
  const jar = jarOf(at);
  await set(jar, HOST, ['a=1; Max-Age=60']);
  at.now += 40_000;
  assert.equal((await ask(jar, HOST))[0], 'a=1');
  at.now += 40_000;
  assert.equal((await ask(jar, HOST))[0], '');
});

test('beside an authored Cookie the jar adds nothing and goes on keeping; switched off it does neither', async () => {
  const jar = jarOf();
  await set(jar, HOST, ['a=1']);
  assert.deepEqual(await ask(jar, HOST, 'authored'), ['', 'a: authored']);
  assert.deepEqual(await set(jar, HOST, ['b=1', 'c=1; Domain=com'], 'authored'), ['stored b', 'refused c domain-too-wide']);
  assert.deepEqual(await ask(jar, `${HOST}/`, 'off'), ['', 'a: off', 'b: off']);
  assert.deepEqual(await set(jar, HOST, ['d=1', 'a=; Max-Age=0', 'e=1; Domain=com'], 'off'), ['off d', 'off a', 'off e']);
  assert.deepEqual((await ask(jar, HOST))[0], 'a=1; b=1');
});

test('the older cookie goes first, also when it was given a new value', async () => {
  const at = { now: NOW };
  const jar = jarOf(at);
  await set(jar, HOST, ['a=1']);
  at.now += 1000;
  await set(jar, HOST, ['b=1']);
  at.now += 1000;
  await set(jar, HOST, ['a=2']);
  assert.equal((await ask(jar, HOST))[0], 'a=2; b=1');
});

test('what a person changes is kept over what was there, and told', () => {
  const told: number[] = [];
  const jar = new CookieJar(
    () => NOW,
    () => void told.push(jar.all().length),
  );
  const cookie = {
    name: 'a',
    value: '1',
    domain: 'x.test',
    hostOnly: true,
    path: '/',
    pathByDefault: false,
    secure: false,
    httpOnly: false,
  };
  const stored = { ...cookie, sameSite: undefined, expires: undefined, created: NOW, from: undefined };
  jar.put([stored]);
  jar.put([{ ...stored, value: '2' }]);
  jar.remove([stored]);
  jar.remove([stored]);
  assert.deepEqual(told, [1, 1, 0]);
});

const HOSTS = ['example.com', 'www.example.com', 'a.www.example.com', 'example.co.uk', 'other.test', '127.0.0.1', 'localhost'];
const PATHS = ['/', '/a', '/a/', '/a/b', '/ab'];
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];

/** A number for a number, the same each time. */
const mixed = (n: number): number => Math.imul(n ^ (n >>> 15), 0x2c1b3c6d) >>> 4;

test('tough-cookie’s own jar sends the same cookies to the same places, 4,000 times', async () => {
  let sent = 0;
  for (let round = 0; round < 200; round++) {
    const [own, library] = [new CookieJar(Date.now), new Library()];
    for (let n = 0; n < 8; n++) {
      const m = mixed(round * 100 + n + 1);
      const url = `${m % 3 === 0 ? 'http' : 'https'}://${pick(HOSTS, m >> 3)}${pick(PATHS, m >> 7)}`;
      const domain = m % 5 < 2 ? `; Domain=${pick(HOSTS, m >> 9)}` : '';
      const path = m % 7 < 4 ? `; Path=${pick(PATHS, m >> 11)}` : '';
      const secure = m % 11 < 3;
      // The library lets plain HTTP cover Secure cookies, and takes a host's own cookie for that of its domain: here they have other names.
      const name = `c${m % 4}${domain === '' ? '' : 'd'}${secure ? 's' : ''}`;
      const line = `${name}=${n}${domain}${path}${secure ? '; Secure' : ''}${m % 13 < 2 ? '; Max-Age=100' : ''}`;
      await set(own, url, [line]);
      await library.setCookie(line, url, { ignoreError: true });
    }
    for (let n = 0; n < 20; n++) {
      const m = mixed(round * 777 + n + 5);
      const url = `${m % 2 === 0 ? 'http' : 'https'}://${pick(HOSTS, m >> 3)}${pick(PATHS, m >> 7)}`;
      const pairs = (value: string): readonly string[] => value.split('; ').sort();
      const expected = pairs(await library.getCookieString(url));
      assert.deepEqual(pairs((await ask(own, url))[0]), expected, url);
      sent += expected.filter(Boolean).length;
    }
  }
  assert.ok(sent > 1000, String(sent));
});

test('of one domain, and of all, only so many are kept: the oldest go', async () => {
  const at = { now: NOW };
  const jar = jarOf(at);
  await set(jar, `${HOST}/`, ['expired=1; Max-Age=1', 'first=1', 'second=1']);
  for (let i = 0; i < 178; i++) {
    at.now++;
    await set(jar, `${HOST}/`, [`a${i}=1`]);
  }
  at.now += 2000;
  const names = (): readonly string[] => jar.all().map(({ name }) => name);
  assert.deepEqual([names().length, names()[0]], [180, 'first']);
  await set(jar, `${HOST}/`, ['last=1']);
  assert.deepEqual([names().length, names()[0], names().at(-1)], [180, 'second', 'last']);
  const [one] = jar.all();
  assert.ok(one !== undefined);
  jar.put(Array.from({ length: 3400 }, (_, i) => ({ ...one, domain: `h${i}.test`, created: at.now + i })));
  assert.deepEqual([names().length, jar.all().at(-1)?.domain], [3300, 'h3399.test']);
});

test('a cookie that is set anew while the jar is asked is not sent twice', async () => {
  const jar = jarOf();
  await set(jar, `${HOST}/`, ['a=1']);
  await set(jar, 'https://other.example.com/', ['b=1']);
  const asked = jar.visit(`${HOST}/`, 'asked');
  const [cookie] = jar.all();
  assert.ok(cookie !== undefined);
  jar.remove([cookie]);
  jar.put([cookie]);
  assert.equal((await asked).value, 'a=1');
});
