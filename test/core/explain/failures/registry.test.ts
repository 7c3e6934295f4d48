// Every failure that the shared list of errors names has an entry, found by its code or by what its message says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureFacts } from '../../../../src/core/explain/failures/facts.ts';
import { entryFor, FAILURES, findFailure } from '../../../../src/core/explain/failures/registry.ts';

const CODES =
  'ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA ECONNREFUSED ETIMEDOUT UND_ERR_CONNECT_TIMEOUT EHOSTUNREACH ENETUNREACH EADDRNOTAVAIL EMFILE EACCES ECONNRESET ECONNABORTED EPIPE UND_ERR_SOCKET EPROTO UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT ERR_SOCKET_CONNECTION_TIMEOUT ABORT_ERR UND_ERR_ABORTED DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_GET_ISSUER_CERT CERT_HAS_EXPIRED CERT_NOT_YET_VALID ERR_TLS_CERT_ALTNAME_INVALID HOSTNAME_MISMATCH CERT_REVOKED CERT_SIGNATURE_FAILURE CERT_CHAIN_TOO_LONG INVALID_CA PATH_LENGTH_EXCEEDED INVALID_PURPOSE CERT_UNTRUSTED CERT_REJECTED UNABLE_TO_GET_CRL CRL_HAS_EXPIRED CRL_NOT_YET_VALID CRL_SIGNATURE_FAILURE UNABLE_TO_DECRYPT_CERT_SIGNATURE UNABLE_TO_DECRYPT_CRL_SIGNATURE UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD ERROR_IN_CRL_LAST_UPDATE_FIELD ERROR_IN_CRL_NEXT_UPDATE_FIELD OUT_OF_MEM ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_PACKET_LENGTH_TOO_LONG ERR_SSL_UNSUPPORTED_PROTOCOL ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED HPE_INVALID_CONSTANT HPE_INVALID_VERSION HPE_INVALID_STATUS HPE_INVALID_HEADER_TOKEN HPE_CR_EXPECTED HPE_LF_EXPECTED HPE_HEADER_OVERFLOW UND_ERR_HEADERS_OVERFLOW HPE_INVALID_CONTENT_LENGTH HPE_UNEXPECTED_CONTENT_LENGTH HPE_INVALID_TRANSFER_ENCODING HPE_INVALID_CHUNK_SIZE HPE_STRICT HPE_INVALID_EOF_STATE HPE_CLOSED_CONNECTION HPE_INVALID_METHOD HPE_INVALID_URL UND_ERR_RES_CONTENT_LENGTH_MISMATCH UND_ERR_RES_EXCEEDED_MAX_SIZE Z_DATA_ERROR Z_BUF_ERROR ERR__ERROR_FORMAT_PADDING_1 ERR_INVALID_URL ERR_INVALID_PROTOCOL ERR_INVALID_HTTP_TOKEN ERR_INVALID_CHAR ERR_HTTP_INVALID_HEADER_VALUE ERR_UNESCAPED_CHARACTERS ERR_SOCKET_BAD_PORT UND_ERR_INVALID_ARG UND_ERR_REQ_CONTENT_LENGTH_MISMATCH ERR_HTTP_INVALID_STATUS_CODE ERR_TLS_CERT_ALTNAME_FORMAT ERR_OSSL_EVP_UNSUPPORTED ERR_OSSL_PEM_NO_START_LINE ENOENT UND_ERR_PRX_TLS UND_ERR_SOCKS5 ERR_PROXY_TUNNEL ERR_HTTP2_STREAM_ERROR ERR_HTTP2_GOAWAY_SESSION ERR_HTTP2_ERROR UND_ERR_DESTROYED UND_ERR_CLOSED UND_ERR_INFO UND_ERR_NOT_SUPPORTED WS_ERR_UNEXPECTED_MASK WS_ERR_EXPECTED_MASK WS_ERR_UNEXPECTED_RSV_1 WS_ERR_UNEXPECTED_RSV_2_3 WS_ERR_INVALID_OPCODE WS_ERR_EXPECTED_FIN WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH WS_ERR_INVALID_UTF8 WS_ERR_INVALID_CLOSE_CODE WS_ERR_UNSUPPORTED_MESSAGE_LENGTH WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH WS_ERR_TOO_MANY_BUFFERED_PARTS';

const MESSAGES: readonly string[] = [
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 40',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 42',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 43',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 44',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 45',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 46',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 47',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 48',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 49',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 50',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 51',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 70',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 71',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 80',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 86',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 109',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 112',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 113',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 115',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 116',
  'write EPROTO 80:error:0A000410:SSL routines:ssl3_read_bytes:alert:...:SSL alert number 120',
  'Unexpected server response: 101',
  'Unexpected server response: 200',
  'Unexpected server response: 302',
  'Unexpected server response: 403',
  'Unexpected server response: 502',
  'Invalid Upgrade header',
  'Invalid Sec-WebSocket-Accept header',
  'Server sent a subprotocol but none was requested',
  'Server sent an invalid subprotocol',
  'Server sent no subprotocol',
  'Server sent a Sec-WebSocket-Extensions header but no extension was requested',
  'Server indicated an extension that was not requested',
  'Invalid Sec-WebSocket-Extensions header',
  'Opening handshake has timed out',
  'Maximum redirects exceeded',
  'socket hang up',
  'An invalid or duplicated subprotocol was specified',
  'The URL contains a fragment identifier',
  'WebSocket is not open: readyState 0 (CONNECTING)',
  'First argument must be a valid error code number',
  'The message must not be greater than 123 bytes',
];

for (const code of CODES.split(' '))
  test(`${code} is known`, () => {
    assert.ok(findFailure(code));
    assert.ok(findFailure(code.toLowerCase()));
  });

for (const message of MESSAGES)
  test(`"${message.slice(-60)}" is known`, () => {
    assert.ok(entryFor(failureFacts({ context: {} }, { message })));
  });

test('ids and codes stand only once', () => {
  for (const all of [FAILURES.map((entry) => entry.id), FAILURES.flatMap((entry) => entry.codes)])
    assert.equal(new Set(all).size, all.length);
});

test('every entry has a cause, a next step and a title that fits a margin', () => {
  for (const { id, name, cause, next } of FAILURES) {
    assert.match(cause, /^\S.*[.!?]$/s, id);
    assert.match(next, /^\S.*[.!?]$/s, id);
    assert.ok(name.length <= 90, id);
  }
});

test('a word that names no failure finds none', () => {
  assert.equal(findFailure('EVERYTHING_FINE'), undefined);
  assert.equal(findFailure(''), undefined);
});
