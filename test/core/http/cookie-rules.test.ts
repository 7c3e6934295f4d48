import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSetCookie, type SetCookie } from '../../../src/core/http/cookie.ts';
import {
  domainMatches,
  domainOf,
  has,
  isLoopback,
  isTrustworthy,
  lifetimeOf,
  pathMatches,
  pathOf,
} from '../../../src/core/http/cookie-rules.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

function parsed(line: string): SetCookie {
  const cookie = parseSetCookie(line);
  assert.ok(cookie);
  return cookie;
}

const PATHS: readonly (readonly [path: string, prefix: string, matches: boolean])[] = [
  ['/', '/', true],
  ['/a', '/', true],
  ['/a', '/a', true],
  ['/a/', '/a', true],
  ['/a/b', '/a', true],
  ['/a/b', '/a/', true],
  ['/a', '/a/', false],
  ['/ab', '/a', false],
  ['/b', '/a', false],
];
for (const [path, prefix, matches] of PATHS)
  test(`${path} is ${matches ? '' : 'not '}under ${prefix}`, () => assert.equal(pathMatches(path, prefix), matches));

const DOMAINS: readonly (readonly [host: string, domain: string, matches: boolean])[] = [
  ['example.com', 'example.com', true],
  ['www.example.com', 'example.com', true],
  ['example.com', 'www.example.com', false],
  ['badexample.com', 'example.com', false],
  ['1.2.3.4', '3.4', false],
  ['1.2.3.4', '1.2.3.4', true],
  ['[::1]', ':1]', false],
];
for (const [host, domain, matches] of DOMAINS)
  test(`${host} is ${matches ? '' : 'not '}of ${domain}`, () => assert.equal(domainMatches(host, domain), matches));

test('a domain is read without its dot, in lower case, as URLs write it', () => {
  assert.equal(domainOf(parsed('a=1; Domain=.Example.COM')), 'example.com');
  assert.equal(domainOf(parsed('a=1; Domain=b\u00fccher.example')), 'xn--bcher-kva.example');
  assert.equal(domainOf(parsed('a=1; Domain=b\u00fc cher')), 'b\u00fc cher');
  assert.equal(domainOf(parsed('a=1; Domain=x.test; Domain=')), 'x.test');
  assert.equal(domainOf(parsed('a=1; Domain=')), undefined);
  assert.equal(domainOf(parsed('a=1; Domain=x.test.')), 'x.test.');
});

test('the path is that of the attribute, else the directory of the page', () => {
  const of = (line: string, path: string): string => pathOf(parsed(line), new URL(path, 'http://x.test/'));
  assert.deepEqual(
    [of('a=1', '/'), of('a=1', '/b'), of('a=1', '/b/'), of('a=1', '/b/c?d=/e'), of('a=1; Path=c', '/b/'), of('a=1; Path=/c', '/b/')],
    ['/', '/', '/b', '/b', '/b', '/c'],
  );
});

test('of several attributes the last counts that can be read, and none of more than 1024 octets', () => {
  const long = 'x'.repeat(1025);
  const page = new URL('https://x.test/a/b');
  assert.equal(domainOf(parsed(`a=1; Domain=x.test; Domain=${long}`)), 'x.test');
  assert.equal(pathOf(parsed(`a=1; Path=/${long}`), page), '/a');
  assert.equal(pathOf(parsed(`a=1; Path=/${'x'.repeat(1023)}`), page).length, 1024);
  assert.equal(pathOf(parsed(`a=1; Path=/${'é'.repeat(512)}`), page), '/a');
  assert.equal(has(parsed(`a=1; Secure=${long}`), 'secure'), false);
  assert.equal(lifetimeOf(parsed('a=1; Max-Age=60; Max-Age=soon'), NOW).until, NOW + 60_000);
  assert.equal(lifetimeOf(parsed(`a=1; Max-Age=60; Max-Age=${'9'.repeat(1025)}`), NOW).until, NOW + 60_000);
  assert.equal(lifetimeOf(parsed('a=1; Expires=Fri, 20 Nov 2026 13:00:00 GMT; Expires=never'), NOW).until, NOW + 3_600_000);
});

test('a lifetime that no date can hold is one that a date can', () => {
  for (const [age, until] of [
    ['9'.repeat(400), Date.UTC(9999, 11, 31, 23, 59, 59)],
    [`-${'9'.repeat(400)}`, 0],
    ['60', NOW + 60_000],
  ] as const)
    assert.equal(lifetimeOf(parsed(`a=1; Max-Age=${age}`), NOW).until, until);
});

const PLACES: readonly (readonly [url: string, loopback: boolean, trustworthy: boolean])[] = [
  ['http://localhost:1/', true, true],
  ['http://a.localhost/', true, true],
  ['http://127.1.2.3/', true, true],
  ['http://[::1]/', true, true],
  ['http://127.example.com/', false, false],
  ['http://example.com/', false, false],
  ['https://example.com/', false, true],
  ['wss://example.com/', false, true],
];
for (const [url, loopback, trustworthy] of PLACES)
  test(`${url}: ${loopback ? 'this computer' : 'elsewhere'}, ${trustworthy ? 'for' : 'not for'} Secure`, () =>
    assert.deepEqual([isLoopback(new URL(url)), isTrustworthy(new URL(url))], [loopback, trustworthy]));
