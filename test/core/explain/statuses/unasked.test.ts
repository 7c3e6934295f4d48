// Statuses that answer what the request never said.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { answer, linesOf } from '../told.ts';

type Headers = readonly (readonly [string, string])[];

/** Of the notes on statuses, those that are findings. */
const check = (status: number, headers: Headers, request: object, expected: readonly string[]): void =>
  assert.deepEqual(
    linesOf(answer(headers, { request, response: { status } }), 'status/').filter((line) => /^(?:warning|error)/.test(line)),
    expected,
  );

test('a status that answers a field of the request is odd without it', () => {
  const put = { method: 'PUT', url: 'https://a.example/d' };
  check(412, [], { ...put, headers: [] }, ['warning response.status status/412/not-asked: A 412, but the request set no condition']);
  check(416, [['Content-Range', 'bytes */9']], { headers: [] }, [
    'warning response.status status/416/not-asked: A 416, but the request asked for no range',
  ]);
  check(417, [], { method: 'POST', headers: [] }, ['warning response.status status/417/not-asked: A 417, but the request sent no Expect']);
  check(428, [], { ...put, headers: [['If-Match', '"1"']] }, [
    'warning response.status status/428/condition-sent: A 428 although the request is conditional: If-Match was sent',
  ]);
  check(
    226,
    [
      ['IM', 'vcdiff'],
      ['ETag', '"2"'],
    ],
    { headers: [] },
    ['error response.status status/226/not-asked: A 226 to a request without A-IM: nobody asked for a delta'],
  );
});

test('with the field there is nothing odd; the conditions of WebDAV count too', () => {
  check(412, [], { method: 'MOVE', headers: [['Overwrite', 'F']] }, []);
  check(412, [], { method: 'PUT', headers: [['If', '(<urn:uuid:1>)']] }, []);
  check(416, [['Content-Range', 'bytes */9']], { headers: [['Range', 'bytes=10-']] }, []);
  check(417, [], { method: 'POST', headers: [['Expect', '100-continue']] }, []);
  check(428, [], { method: 'PUT', headers: [] }, []);
  check(226, [['IM', 'vcdiff']], { headers: [['A-IM', 'vcdiff']] }, []);
  // What was sent is not known.
  check(412, [], { headers: undefined }, []);
});

test('a safe method that creates is warned of, and not told about the URL it posted to', () => {
  check(201, [], { method: 'GET', headers: [] }, [
    'warning response.status status/201/safe-method: GET is a safe method, and yet something was created',
  ]);
});

test('credentials that were refused are a finding; a round of several is not', () => {
  const basic = { headers: [['Authorization', 'Basic dTpw']] };
  check(401, [['WWW-Authenticate', 'Basic realm="x"']], basic, [
    'warning response.status status/401: The Basic credentials for /r were not accepted',
  ]);
  check(401, [['WWW-Authenticate', 'Basic realm="x"']], { headers: [] }, []);
  check(401, [['WWW-Authenticate', 'Negotiate']], { headers: [['Authorization', 'Negotiate YII=']] }, []);
  check(
    401,
    [['WWW-Authenticate', 'Digest realm="x", nonce="b", stale=true']],
    { headers: [['Authorization', 'Digest username="u"']] },
    [],
  );
});

test('a scheme that the server does not offer is named', () => {
  const lines = linesOf(
    answer([['WWW-Authenticate', 'Bearer realm="x", scope="a, b", Digest realm="y", nonce="z"']], {
      request: { headers: [['Authorization', 'Basic dTpw']] },
      response: { status: 401 },
    }),
    'status/401/',
  );
  assert.deepEqual(lines, [
    'warning request.header:Authorization status/401/other-scheme: Basic was sent, but the server offers only bearer, digest',
  ]);
});

test('a 304 repeats the tag that matched', () => {
  check(304, [], { headers: [['If-None-Match', '"a"']] }, [
    'warning response.status status/304/no-etag: A 304 without ETag: it does not say which copy is current',
  ]);
  check(304, [], { headers: [['If-Modified-Since', 'Thu, 19 Nov 2026 12:00:00 GMT']] }, []);
});

test('a redirect that was not followed is told where it leaves https', () => {
  check(302, [['Location', 'http://api.example.com/in']], { headers: [] }, [
    'warning response.header:Location status/redirect/downgrade: The redirect leads from https down to http: http://api.example.com/in',
  ]);
  check(302, [['Location', 'http://localhost:3000/in']], { headers: [] }, []);
  check(302, [['Location', 'https://api.example.com/in']], { url: 'http://api.example.com/r', headers: [] }, []);
});

test('a redirect into a scheme that no client follows is told, one into an application is not', () => {
  check(302, [['Location', 'javascript:alert(1)']], { headers: [] }, [
    'warning response.header:Location status/redirect/scheme: Location leads to javascript:, where no client goes by a redirect',
  ]);
  check(302, [['Location', 'com.example.app:/callback']], { headers: [] }, []);
});

test('a tunnel is no content', () => {
  const connect = { method: 'CONNECT', url: 'api.example.com:443', headers: [] };
  const lines = linesOf(answer([['Content-Length', '0']], { request: connect }), 'status/');
  assert.deepEqual(lines, [
    'good response.status status/200: The tunnel to api.example.com:443 is open: octets pass through both ways',
    'error response.header:Content-Length status/connect/framing: A 200 to CONNECT must not carry Content-Length; clients ignore it',
  ]);
});
