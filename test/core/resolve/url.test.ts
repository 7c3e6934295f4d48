import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf } from '../../../src/core/resolve/url.ts';

const address = (target: string, host?: string, webSocket = false): string => {
  const { url, origin, target: sent, host: named, fault } = addressOf(target, { host, scheme: 'http', webSocket, encode: true });
  return fault === undefined ? `${url} | ${origin?.scheme} ${origin?.host} ${origin?.port} | ${sent} | ${named}` : `${url} | ${fault}`;
};

const CASES: readonly (readonly [string, string, (string | undefined)?, boolean?])[] = [
  ['https://e.test', 'https://e.test | https e.test 443 | / | e.test'],
  ['HTTPS://E.Test:8443/A', 'HTTPS://E.Test:8443/A | https E.Test 8443 | /A | E.Test:8443'],
  ['http://[::1]:8080/h', 'http://[::1]:8080/h | http ::1 8080 | /h | [::1]:8080'],
  ['http://a@b:c@e.test/x@y', 'http://a@b:c@e.test/x@y | http e.test 80 | /x@y | e.test'],
  ['e.test:81?a=b/c@d', 'http://e.test:81?a=b/c@d | http e.test 81 | /?a=b/c@d | e.test:81'],
  ['//e.test/', '//e.test/ | no-host'],
  ['/p', 'http://e.test/p | http e.test 80 | /p | e.test', 'e.test'],
  ['/p', 'http://e.test:81/p | http e.test 81 | /p | http://e.test:81', 'http://e.test:81'],
  ['/p', 'https://e.test:443/p | https e.test 443 | /p | e.test:443', 'e.test:443'],
  ['?q', 'http://e.test?q | http e.test 80 | /?q | e.test', 'e.test'],
  ['/p', 'wss://e.test:8443/p | wss e.test 8443 | /p | e.test:8443', 'e.test:8443', true],
  ['*', '* | http e.test 8080 | * | e.test:8080', 'e.test:8080'],
  ['/p', '/p | no-host'],
  ['*', '* | no-host'],
  ['', ' | no-target'],
  ['http://', 'http:// | no-host'],
  ['http:///x', 'http:///x | no-host'],
  ['ftp://e.test/', 'ftp://e.test/ | bad-target'],
  ['http://e.test:port/', 'http://e.test:port/ | bad-target'],
  ['http://a b/', 'http://a b/ | bad-target'],
  ['ws://e.test/s', 'ws://e.test/s | ws e.test 80 | /s | e.test', undefined, true],
  ['https://e.test/s', 'https://e.test/s | wss e.test 443 | /s | e.test', undefined, true],
  ['http://bücher.test/', 'http://bücher.test/ | http xn--bcher-kva.test 80 | / | xn--bcher-kva.test'],
];

for (const [target, expected, host, webSocket] of CASES)
  test(`${JSON.stringify(target)} goes to ${expected}`, () => assert.equal(address(target, host, webSocket), expected));
