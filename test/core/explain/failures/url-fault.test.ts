import assert from 'node:assert/strict';
import { test } from 'node:test';
import { urlFault } from '../../../../src/core/explain/failures/url-fault.ts';

const TABLE: readonly (readonly [url: string, id: string | undefined])[] = [
  ['http://{{host}}/', 'variable'],
  ['example.com/a', 'scheme'],
  ['localhost:3000/a', 'scheme'],
  ['http:/a', 'slashes'],
  ['http:///a', 'host'],
  ['http://:80/', 'host'],
  ['http://[::1/', 'bracket'],
  ['http://::1:80/', 'ipv6'],
  ['http://[::zz]/', 'ipv6'],
  ['http://a:b/', 'port'],
  ['http://a:70000/', 'port'],
  ['http://a b/', 'host'],
  ['http://1.2.3.400/', 'host'],
  ['http://user:pw@a:70000/', 'port'],
  ['http://a.example:8080/x?y#z', undefined],
];

for (const [url, id] of TABLE)
  test(`${url} is wrong in: ${id ?? 'nothing'}`, () => {
    assert.equal(urlFault(url)?.id, id);
  });
