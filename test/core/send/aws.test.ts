import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { type Field, firstOf } from '../../../src/core/http/field.ts';
import type { AwsCredentials } from '../../../src/core/http/request.ts';
import { signed } from '../../../src/core/send/aws.ts';
import { rawServer } from '../../support/raw-server.ts';
import { failureOf, request, responseOf, send, wireOf } from './sending.ts';

/** The keys and the time of AWS's published test suite. */
const KEYS: AwsCredentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  service: 'service',
  at: 99,
};
const EPOCH = Date.UTC(2015, 7, 30, 12, 36);
const HOST: Field = ['Host', 'example.amazonaws.com'];

const authorizationOf = async (line: string, fields: readonly Field[] = [HOST], content?: string): Promise<string> => {
  const made = await signed(
    request(80, line, fields, { host: 'example.amazonaws.com', ...(content !== undefined && { content }) }),
    KEYS,
    EPOCH,
  );
  assert.ok(made.ok);
  return firstOf(made.value.fields, 'authorization') ?? '';
};

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The four keys and the signature, as AWS describes them, of a canonical request that is written out. */
function signatureOf(canonical: string, { secretAccessKey, region = '', service = '' }: AwsCredentials): string {
  const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, '20150830'), region), service), 'aws4_request');
  return hmac(
    key,
    ['AWS4-HMAC-SHA256', '20150830T123600Z', `20150830/${region}/${service}/aws4_request`, sha256(canonical)].join('\n'),
  ).toString('hex');
}

const EMPTY = sha256('');
const PLAIN = ['host:example.amazonaws.com', 'x-amz-date:20150830T123600Z', ''];
const NAMES = 'host;x-amz-date';

// Requests of AWS's test suite; where its signature is known by heart it stands there, and each is computed again from its canonical request.
const suite: readonly {
  readonly name: string;
  readonly line: string;
  readonly fields?: readonly Field[];
  readonly content?: string;
  readonly canonical: readonly string[];
  readonly published?: string;
}[] = [
  {
    name: 'get-vanilla',
    line: 'GET /',
    canonical: ['GET', '/', '', ...PLAIN, NAMES, EMPTY],
    published: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    name: 'post-vanilla',
    line: 'POST /',
    canonical: ['POST', '/', '', ...PLAIN, NAMES, EMPTY],
    published: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    name: 'get-vanilla-query-order-key-case',
    line: 'GET /?Param2=value2&Param1=value1',
    canonical: ['GET', '/', 'Param1=value1&Param2=value2', ...PLAIN, NAMES, EMPTY],
    published: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    name: 'get-vanilla-query-order-value',
    line: 'GET /?Param1=value2&Param1=value1',
    canonical: ['GET', '/', 'Param1=value1&Param1=value2', ...PLAIN, NAMES, EMPTY],
  },
  { name: 'get-unreserved', line: 'GET /-._~0123456789azAZ', canonical: ['GET', '/-._~0123456789azAZ', '', ...PLAIN, NAMES, EMPTY] },
  { name: 'get-relative', line: 'GET /example1/example2/../..', canonical: ['GET', '/', '', ...PLAIN, NAMES, EMPTY] },
  { name: 'get-slashes', line: 'GET //example//', canonical: ['GET', '/example/', '', ...PLAIN, NAMES, EMPTY] },
  { name: 'what is escaped is escaped again', line: 'GET /a%20b', canonical: ['GET', '/a%2520b', '', ...PLAIN, NAMES, EMPTY] },
  {
    name: 'get-header-key-duplicate',
    line: 'GET /',
    fields: [HOST, ['My-Header1', 'value2'], ['My-Header1', 'value2'], ['My-Header1', 'value1']],
    canonical: [
      'GET',
      '/',
      '',
      'host:example.amazonaws.com',
      'my-header1:value2,value2,value1',
      'x-amz-date:20150830T123600Z',
      '',
      'host;my-header1;x-amz-date',
      EMPTY,
    ],
    published: 'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
  },
  {
    name: 'get-header-value-trim',
    line: 'GET /',
    fields: [HOST, ['My-Header1', '"a   b   c"']],
    canonical: [
      'GET',
      '/',
      '',
      PLAIN[0] ?? '',
      'my-header1:"a b c"',
      'x-amz-date:20150830T123600Z',
      '',
      'host;my-header1;x-amz-date',
      EMPTY,
    ],
  },
  {
    name: 'post-x-www-form-urlencoded',
    line: 'POST /',
    fields: [['Content-Type', 'application/x-www-form-urlencoded'], HOST],
    content: 'Param1=value1',
    canonical: [
      'POST',
      '/',
      '',
      'content-type:application/x-www-form-urlencoded',
      ...PLAIN,
      'content-type;host;x-amz-date',
      '9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e',
    ],
    published: 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  },
];
for (const { name, line, fields, content, canonical, published } of suite)
  test(`AWS's test suite: ${name}`, async () => {
    const found = await authorizationOf(line, fields, content);
    const signature = signatureOf(canonical.join('\n'), KEYS);
    assert.equal(
      found,
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${canonical.at(-2)}, Signature=${signature}`,
    );
    if (published !== undefined) assert.equal(signature, published);
  });

const sentBy = async (
  host: string,
  aws: Partial<AwsCredentials>,
  fields: readonly Field[] = [['Host', host]],
): Promise<readonly Field[]> => {
  const { accessKeyId, secretAccessKey } = KEYS;
  const made = await signed(
    request(443, 'PUT /a%20b/c', fields, { host, content: 'hi', scheme: 'https' }),
    { accessKeyId, secretAccessKey, at: 0, ...aws },
    EPOCH,
  );
  assert.ok(made.ok, JSON.stringify(made));
  assert.equal(made.value.fields.length, made.value.sources.length);
  return made.value.fields;
};

test('service and region come from the host where the line does not say them', async () => {
  assert.match(firstOf(await sentBy('ec2.eu-west-1.amazonaws.com', {}), 'authorization') ?? '', /\/20150830\/eu-west-1\/ec2\//);
  assert.match(firstOf(await sentBy('b.s3.eu-central-1.amazonaws.com', {}), 'authorization') ?? '', /\/eu-central-1\/s3\//);
  assert.match(firstOf(await sentBy('ec2.eu-west-1.amazonaws.com', { region: 'x', service: 'y' }), 'authorization') ?? '', /\/x\/y\//);
});

test('S3 gets the hash of the content, a session its token, both signed and in the place of the line', async () => {
  const fields = await sentBy('b.s3.amazonaws.com', { sessionToken: 'T0KEN', at: 1 }, [
    ['Host', 'b.s3.amazonaws.com'],
    ['X-Last', '1'],
  ]);
  assert.deepEqual(fields.slice(0, 4), [
    ['Host', 'b.s3.amazonaws.com'],
    ['X-Amz-Date', '20150830T123600Z'],
    ['X-Amz-Security-Token', 'T0KEN'],
    ['X-Amz-Content-Sha256', sha256('hi')],
  ]);
  assert.deepEqual(fields.map(([name]) => name).slice(4), ['Authorization', 'X-Last']);
  assert.match(fields[4]?.[1] ?? '', /SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token;x-last,/);
});

test('what the author has written of it is signed and stays', async () => {
  const fields = await sentBy('b.s3.amazonaws.com', {}, [
    ['Host', 'b.s3.amazonaws.com'],
    ['x-amz-date', '20150830T123600Z'],
    ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD'],
  ]);
  assert.deepEqual(
    fields.map(([name]) => name),
    ['Authorization', 'Host', 'x-amz-date', 'x-amz-content-sha256'],
  );
  const canonical = [
    'PUT',
    '/a%20b/c',
    '',
    'host:b.s3.amazonaws.com',
    'x-amz-content-sha256:UNSIGNED-PAYLOAD',
    'x-amz-date:20150830T123600Z',
    '',
    'host;x-amz-content-sha256;x-amz-date',
    'UNSIGNED-PAYLOAD',
  ];
  assert.ok(fields[0]?.[1].endsWith(signatureOf(canonical.join('\n'), { ...KEYS, service: 's3' })));
});

test('a signed request goes out signed, and the secret key nowhere', async (t) => {
  const server = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  const exchange = await send(t, request(server.port, 'GET /a', [['Host', 'test']]), { aws: { ...KEYS, at: 0 } });
  assert.equal(responseOf(exchange).status, 200);
  const wire = wireOf(exchange, 'out');
  assert.match(
    wire,
    /^GET \/a HTTP\/1\.1\r\nX-Amz-Date: \d{8}T\d{6}Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/.*\r\nHost: test\r\n/,
  );
  assert.ok(!JSON.stringify(exchange).includes(KEYS.secretAccessKey));
});

test('a redirect is signed again for the same origin, and not at all for another', async (t) => {
  const other = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  const server = await rawServer(t, (socket, whole) => {
    const to = whole.toString('latin1').startsWith('GET /a') ? '/b' : `http://127.0.0.1:${other.port}/c`;
    socket.end(`HTTP/1.1 307 Temporary Redirect\r\nLocation: ${to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  });
  const last = await send(t, request(server.port, 'GET /a', [['Host', 'test']]), {
    aws: { ...KEYS, sessionToken: 'T0KEN' },
    redirect: 'follow',
  });
  const second = last.redirectedFrom;
  const first = second?.redirectedFrom;
  const signatureIn = (wire: string): string | undefined => /Signature=(\w+)/.exec(wire)?.[1];
  assert.ok(first !== undefined && second !== undefined);
  assert.ok(signatureIn(wireOf(first, 'out')) !== signatureIn(wireOf(second, 'out')) && signatureIn(wireOf(second, 'out')) !== undefined);
  assert.equal(wireOf(second, 'out').match(/X-Amz-Date/g)?.length, 1);
  assert.doesNotMatch(wireOf(last, 'out'), /AWS4|X-Amz|T0KEN/);
});

test('a host that names no service blocks the request, with what to write', async (t) => {
  const { service: _, region: __, ...keys } = KEYS;
  const trouble = failureOf(await send(t, request(1, 'GET /'), { aws: keys }));
  assert.equal(trouble.code, 'AWS_SERVICE_UNKNOWN');
  assert.match(trouble.message, /service:NAME/);
});
