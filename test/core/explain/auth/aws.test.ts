import assert from 'node:assert/strict';
import { test } from 'node:test';
import aws4 from 'aws4';
import { explainAuth } from '../../../../src/core/explain/auth/auth.ts';
import { awsProof, readSignature } from '../../../../src/core/explain/auth/aws-canonical.ts';
import { parseCredentials } from '../../../../src/core/http/challenge.ts';
import { type Field, firstOf } from '../../../../src/core/http/field.ts';
import { masked } from '../../../../src/core/http/secrets.ts';
import { signed } from '../../../../src/core/send/aws.ts';
import { request as made } from '../../send/sending.ts';
import { type Given, said, subject, words } from '../said.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const notes = (given: Given) => explainAuth(subject(given));

/** What the library signs, and what is computed again from what it made of the request. */
async function both(service: string, target: string, fields: readonly Field[], content: string): Promise<readonly [string, string]> {
  const host = 'e.amazonaws.com';
  const request = made(443, 'PUT /', [['Host', host], ...fields], { host, scheme: 'https', content });
  const whole = { ...request, target, url: `https://${host}${target}` };
  const keys = { accessKeyId: 'AKID', secretAccessKey: SECRET, region: 'r', service };
  const sent = await signed(whole, { ...keys, at: 1 }, Date.UTC(2015, 7, 30, 12, 36));
  assert.ok(sent.ok);
  const signature = readSignature(parseCredentials(firstOf(sent.value.fields, 'authorization') ?? '')?.rest ?? '');
  assert.ok(signature !== undefined);
  const proof = awsProof({ ...sent.value, content: Buffer.from(content) }, signature);
  const headers = Object.fromEntries(sent.value.fields.map(([name, value]) => [name.toLowerCase(), value]));
  const signer = new aws4.RequestSigner({ host, method: 'PUT', path: target, headers, service, region: 'r' }, keys);
  signer.prepareRequest();
  signer.request.body = content;
  return [proof?.toSign.join('\n') ?? 'nothing', signer.stringToSign().replace(/\n\d{8}T\d{6}Z\n/, '\n20150830T123600Z\n')];
}

const targets = [
  '/',
  '/a/b',
  '/a//b/./c/../d',
  '/a%20b/%C3%BC',
  '/a+b',
  '/?b=2&a=1&b=1',
  '/?a',
  '/?a=%2B+x&=y',
  "/x!'()*~",
  '/[x]?y=[1]',
  '/%zz',
];
for (const service of ['s3', 'execute-api'])
  for (const target of targets)
    test(`the string to sign of ${service}, computed again, is what was signed: ${target}`, async () => {
      if (target === '/%zz' && service === 's3') return assert.equal((await signedOrNot(target)).ok, false);
      const [again, library] = await both(service, target, [['X-A', '  1   2 ']], 'body');
      assert.equal(again, library);
    });

const signedOrNot = (target: string): Promise<{ readonly ok: boolean }> =>
  signed({ ...made(443, 'GET /'), target }, { accessKeyId: 'a', secretAccessKey: 'b', service: 's3', at: 0 }, 0);

const CREDENTIAL = 'Credential=AKID/20150830/us-east-1/sts/aws4_request';
const LINE = `Authorization: AWS4-HMAC-SHA256 ${CREDENTIAL}, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=0123456789abcdef`;
const FIELDS = ['Host: www.example.com', 'X-Amz-Date: 20150830T123600Z', 'X-Amz-Security-Token: T0KENT0KEN', LINE];

test('the canonical request and the string to sign are told, with secrets as dots', () => {
  const given: Given = { sent: FIELDS, url: 'https://www.example.com/a?b=1&access_token=s3cret' };
  const found = subject(given);
  const told = explainAuth({ ...found, request: { ...found.request, content: new Uint8Array(0) } });
  assert.deepEqual(said(told), ['info auth/aws']);
  const text = words(told);
  assert.match(text, /Signed for sts in us-east-1, with the key AKID/);
  assert.match(
    text,
    /GET ⏎ \/a ⏎ access_token=•••••&b=1 ⏎ host:www\.example\.com ⏎ x-amz-date:20150830T123600Z ⏎ x-amz-security-token:••••• ⏎ {2}⏎ host;/,
  );
  assert.match(text, /AWS4-HMAC-SHA256 ⏎ 20150830T123600Z ⏎ 20150830\/us-east-1\/sts\/aws4_request ⏎ [0-9a-f]{64}/);
  assert.doesNotMatch(text, /T0KEN|s3cret|0123456789abcdef/);
});

test('without the content nothing is computed', () => {
  const text = words(notes({ sent: FIELDS }));
  assert.match(text, /Signed for sts/);
  assert.doesNotMatch(text, /canonical/);
});

test('a signed field that was not sent is a warning, a signature without its parts an error', () => {
  assert.deepEqual(said(notes({ sent: FIELDS.slice(1) })), ['info auth/aws', 'warning auth/aws-missing-field']);
  assert.deepEqual(said(notes({ sent: [`Authorization: AWS4-HMAC-SHA256 ${CREDENTIAL}`] })), ['error auth/aws-incomplete']);
});

test('the signature is dots on a shown line, the rest may be read', () => {
  const [, value = ''] = LINE.split(': ');
  assert.equal(masked('Authorization', value), value.replace('0123456789abcdef', '•••••'));
});
