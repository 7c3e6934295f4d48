import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Authorization, readAuthorization } from '../../../src/core/resolve/authorization.ts';
import { resolved } from './world.ts';

const aws = (more: Readonly<Record<string, string>> = {}): Authorization => ({
  kind: 'aws',
  credentials: { accessKeyId: 'AKID', secretAccessKey: 'a/b+c', ...more },
});

const cases: readonly (readonly [why: string, value: string, expected: Authorization])[] = [
  ['two words', 'AWS AKID a/b+c', aws()],
  ['any case, any white space', '  aws\tAKID   a/b+c ', aws()],
  [
    'token, region and service in any order',
    'AWS AKID a/b+c service:s3 token:T== region:eu-west-1',
    aws({ sessionToken: 'T==', region: 'eu-west-1', service: 's3' }),
  ],
  ['the signature of old is sent as typed', 'AWS AKID:frJIUN8DYpKDtOLCwo//yllqDzg=', { kind: 'as-typed' }],
  ['a word that is none of these: as typed', 'AWS AKID a/b+c what', { kind: 'as-typed' }],
  ['what has no value yet: as typed', 'AWS {{id}} {{key}}', { kind: 'as-typed' }],
  ['a signature of version 4 is sent as typed', 'AWS4-HMAC-SHA256 Credential=AKID/x, Signature=y', { kind: 'as-typed' }],
  ['Basic', 'Basic ann secret', { kind: 'basic', value: 'Basic YW5uOnNlY3JldA==', user: 'ann' }],
  ['Digest', 'Digest ann:secret', { kind: 'digest', user: 'ann', password: 'secret' }],
];
for (const [why, value, expected] of cases)
  test(`an Authorization value: ${why}`, () => {
    assert.deepEqual(readAuthorization(value), expected);
  });

test('the place of an AWS line is that of its signature, and neither key is in a field', async () => {
  const aws = async (source: string): Promise<readonly unknown[]> => {
    const made = await resolved(source);
    assert.ok(made.kind === 'http');
    assert.doesNotMatch(JSON.stringify(made.request.fields), /KEY/);
    return [made.options.aws?.at, made.request.fields.map(([name]) => name).join(' ')];
  };
  assert.deepEqual(await aws('GET https://e.test/\nX-A: 1\nAuthorization: AWS KEYID KEY\nX-B: 2'), [2, 'Host X-A X-B']);
  assert.deepEqual(await aws('GET https://e.test/\nX-A: 1\nAuthorization: AWS KEYID KEY'), [2, 'Host X-A']);
  assert.deepEqual(await aws('GET https://e.test/\nAuthorization: AWS KEYID KEY'), [1, 'Host']);
  assert.deepEqual(await aws('GET https://e.test/\nAuthorization: AWS KEYID KEY\nHost: x'), [0, 'Host']);
});

test('a WebSocket is signed too', async () => {
  const made = await resolved('WEBSOCKET wss://e.test/\nAuthorization: AWS KEYID KEY service:execute-api');
  assert.ok(made.kind === 'websocket');
  assert.equal(made.options.aws?.service, 'execute-api');
});
