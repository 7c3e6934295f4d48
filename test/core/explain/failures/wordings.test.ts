// Errors whose code was lost are told by their words, and a code is not said to have been reported then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../../../src/core/text/prose.ts';
import { explained } from '../told.ts';

const idOf = (error: unknown, url = 'https://api.example.com/'): string =>
  (
    explained({ request: { method: 'GET', url, headers: [] }, error }).annotations.find((note) => note.anchor === 'error')?.id ?? ''
  ).replace('failure/', '');

test('words alone lead to the failure that they stand for', () => {
  const rows: readonly (readonly [words: string, id: string])[] = [
    ['self-signed certificate', 'depth-zero-self-signed-cert'],
    ['Error: self-signed certificate in certificate chain', 'self-signed-cert-in-chain'],
    ['certificate has expired', 'cert-has-expired'],
    ['unable to verify the first certificate', 'unable-to-verify-leaf-signature'],
    ['SSL certificate problem: unable to get local issuer certificate', 'unable-to-get-issuer-cert-locally'],
    ["Hostname/IP does not match certificate's altnames: IP: 192.0.2.1 is not in the cert's list", 'err-tls-cert-altname-invalid'],
    ['Error: socket hang up', 'econnreset'],
    ['error:0A000126:SSL routines::unexpected eof while reading', 'err-ssl-unexpected-eof-while-reading'],
    ['error:0A00018A:SSL routines::dh key too small', 'err-ssl-dh-key-too-small'],
    ['bad decrypt', 'err-ossl-bad-decrypt'],
    ['net::ERR_CONNECTION_REFUSED', 'econnrefused'],
    ['GET https://a.example/ net::ERR_CERT_AUTHORITY_INVALID', 'unable-to-get-issuer-cert-locally'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'err-proxy-connection-failed'],
    ['net::ERR_BLOCKED_BY_CLIENT', 'err-blocked-by-client'],
    ['net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin', 'err-blocked-by-response'],
    ['net::ERR_UNSAFE_PORT', 'bad-port'],
    ['net::ERR_FAILED', 'fetch-failed'],
    ['Uncaught (in promise) TypeError: Failed to fetch', 'fetch-failed'],
    ['NetworkError when attempting to fetch resource.', 'fetch-failed'],
    ['NS_ERROR_UNKNOWN_HOST', 'enotfound'],
    ['SSL_ERROR_RX_RECORD_TOO_LONG', 'err-ssl-wrong-version-number'],
    ['curl: (6) Could not resolve host: api.exmaple.com', 'enotfound'],
    ['curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received', 'timeout-err'],
    ['timeout of 5000ms exceeded', 'timeout-err'],
    ['incorrect data check', 'z-data-error'],
    ['unexpected end of file', 'z-buf-error'],
    ['Parse Error: Invalid character in chunk size', 'hpe-invalid-chunk-size'],
    ['Stream closed with error code NGHTTP2_ENHANCE_YOUR_CALM', 'err-http2-stream-error'],
    ['Proxy response (407) !== 200 when HTTP Tunneling', 'und-err-aborted'],
    ['Unexpected token < in JSON at position 0', 'not-json'],
    ['SyntaxError: Unexpected end of JSON input', 'not-json'],
    ['invalid redirect URL', 'redirect-url'],
    ['queryA ENOTFOUND api.example.com', 'enotfound'],
  ];
  for (const [words, id] of rows) assert.equal(idOf({ message: words }), id, words);
});

test('what browsers say of WebSockets leads to the check that failed', () => {
  const before = "WebSocket connection to 'wss://a.example/' failed: Error during WebSocket handshake: ";
  const rows: readonly (readonly [words: string, id: string])[] = [
    [`${before}Incorrect 'Sec-WebSocket-Accept' header value`, 'ws-invalid-accept'],
    [`${before}'Upgrade' header is missing`, 'ws-invalid-upgrade'],
    [`${before}Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received`, 'ws-no-subprotocol'],
    ['WebSocket is already in CLOSING or CLOSED state.', 'ws-not-open'],
    ['WebSocket was closed before the connection was established', 'ws-closed-early'],
  ];
  for (const [words, id] of rows) assert.match(idOf({ message: words }, 'wss://a.example/'), new RegExp(`^(?:${id}|ws-.*)$`), words);
  for (const [words, id] of rows.slice(3)) assert.equal(idOf({ message: words }, 'wss://a.example/'), id);
});

test('a code that came with the error stays, whatever its words', () => {
  assert.equal(idOf({ code: 'ECONNREFUSED', message: 'certificate has expired' }), 'econnrefused');
  assert.equal(idOf({ message: 'Something else entirely' }), 'unknown');
});

test('only a code that the error came with is said to have been reported', () => {
  const detail = (error: object): string =>
    plain(
      explained({ request: { method: 'GET', url: 'https://a.example/' }, error }).annotations.find((n) => n.anchor === 'error')?.detail ??
        [],
    );
  assert.doesNotMatch(detail({ message: 'certificate has expired' }), /Reported as/);
  assert.match(detail({ code: 'CERT_HAS_EXPIRED', message: '' }), /Reported as CERT_HAS_EXPIRED/);
});
