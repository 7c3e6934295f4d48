// Errors that come as words alone: a line copied from a console or a log, where the code was lost or never was. OpenSSL, llhttp, zlib
// and ws always use the same words, and browsers and curl have codes of their own: each leads to the code that Node uses.
import { chromeError } from '../pasted/chrome-errors.ts';
import { curlError } from '../pasted/curl-errors.ts';
import { known } from '../read-json.ts';
import type { ErrorFacts } from '../subject.ts';

/** The error with the code that its words stand for; as it was where it has a code that says enough, or unknown words. */
export function worded(given: ErrorFacts): ErrorFacts {
  const error = bare(given);
  const { message = '' } = error;
  const browser = BROWSER.exec(error.code ?? message)?.[1];
  const found = browser === undefined ? undefined : browserCode(browser);
  if (found !== undefined) return { ...error, code: found };
  if (error.code !== undefined) return error;
  const curl = curlError(message, []);
  if (curl !== undefined) return { ...error, ...curl };
  const code = CODES.find(([words]) => words.test(message))?.[1];
  return code === undefined ? error : { ...error, code };
}

/** `Uncaught (in promise) TypeError: fetch failed` is `fetch failed`. */
function bare(error: ErrorFacts): ErrorFacts {
  const message = error.message?.replace(/^(?:Uncaught (?:\(in promise\) )?)?(?:[A-Z][A-Za-z]*(?:Error|Exception)|Error): (?=\S)/, '');
  return known({ ...error, message });
}

const BROWSER = /\b((?:net::)?ERR_[A-Z0-9_]+|(?:NS|SEC|SSL|PR|MOZILLA_PKIX)_ERROR_[A-Z0-9_]+|PR_[A-Z_]+_ERROR)\b/;

function browserCode(name: string): string | undefined {
  const firefox = FIREFOX[name];
  if (firefox !== undefined) return firefox;
  const code = chromeError(name)?.code;
  return code === undefined || (code === name && !name.startsWith('net::')) ? undefined : code;
}

/** The codes of Necko, NSS and mozilla::pkix. */
const FIREFOX: Readonly<Record<string, string>> = {
  NS_ERROR_CONNECTION_REFUSED: 'ECONNREFUSED',
  NS_ERROR_UNKNOWN_HOST: 'ENOTFOUND',
  NS_ERROR_NET_TIMEOUT: 'ETIMEDOUT',
  NS_ERROR_NET_RESET: 'ECONNRESET',
  NS_ERROR_NET_INTERRUPT: 'ECONNRESET',
  NS_ERROR_NET_PARTIAL_TRANSFER: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  NS_ERROR_OFFLINE: 'ENETUNREACH',
  NS_ERROR_REDIRECT_LOOP: 'TOO_MANY_REDIRECTS',
  NS_ERROR_UNKNOWN_PROTOCOL: 'ERR_INVALID_PROTOCOL',
  NS_ERROR_MALFORMED_URI: 'ERR_INVALID_URL',
  NS_ERROR_INVALID_CONTENT_ENCODING: 'Z_DATA_ERROR',
  NS_ERROR_PROXY_CONNECTION_REFUSED: 'ERR_PROXY_CONNECTION_FAILED',
  SEC_ERROR_UNKNOWN_ISSUER: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  SEC_ERROR_UNTRUSTED_ISSUER: 'CERT_REJECTED',
  SEC_ERROR_EXPIRED_CERTIFICATE: 'CERT_HAS_EXPIRED',
  SEC_ERROR_REVOKED_CERTIFICATE: 'CERT_REVOKED',
  SEC_ERROR_BAD_SIGNATURE: 'CERT_SIGNATURE_FAILURE',
  SSL_ERROR_BAD_CERT_DOMAIN: 'ERR_TLS_CERT_ALTNAME_INVALID',
  SSL_ERROR_RX_RECORD_TOO_LONG: 'ERR_SSL_WRONG_VERSION_NUMBER',
  SSL_ERROR_UNSUPPORTED_VERSION: 'ERR_SSL_UNSUPPORTED_PROTOCOL',
  SSL_ERROR_NO_CYPHER_OVERLAP: '40',
  SSL_ERROR_HANDSHAKE_FAILURE_ALERT: '40',
  SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT: '116',
  MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE: 'CERT_NOT_YET_VALID',
  PR_CONNECT_RESET_ERROR: 'ECONNRESET',
  PR_END_OF_FILE_ERROR: 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING',
};

type Wording = readonly [words: RegExp, code: string];

/** X509_verify_cert_error_string of OpenSSL. */
const CERTIFICATES: readonly Wording[] = [
  [/self[- ]signed certificate in certificate chain/i, 'SELF_SIGNED_CERT_IN_CHAIN'],
  [/self[- ]signed certificate/i, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [/^unable to verify the first certificate/i, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/unable to get local issuer certificate/i, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  [/^unable to get issuer certificate/i, 'UNABLE_TO_GET_ISSUER_CERT'],
  [/^certificate has expired/i, 'CERT_HAS_EXPIRED'],
  [/^certificate is not yet valid/i, 'CERT_NOT_YET_VALID'],
  [/does not match certificate's altnames/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/^hostname mismatch/i, 'HOSTNAME_MISMATCH'],
  [/^certificate revoked/i, 'CERT_REVOKED'],
  [/^certificate signature failure/i, 'CERT_SIGNATURE_FAILURE'],
  [/^certificate chain too long/i, 'CERT_CHAIN_TOO_LONG'],
  [/^invalid CA certificate/i, 'INVALID_CA'],
  [/^path length constraint exceeded/i, 'PATH_LENGTH_EXCEEDED'],
  [/^(?:unsupported|unsuitable) certificate purpose/i, 'INVALID_PURPOSE'],
  [/^certificate not trusted/i, 'CERT_UNTRUSTED'],
  [/^certificate rejected/i, 'CERT_REJECTED'],
  [/^unable to get certificate CRL/i, 'UNABLE_TO_GET_CRL'],
  [/^CRL has expired/i, 'CRL_HAS_EXPIRED'],
  [/^CRL is not yet valid/i, 'CRL_NOT_YET_VALID'],
];

const KEYS: readonly Wording[] = [
  [/PEM routines.*no start line/i, 'ERR_OSSL_PEM_NO_START_LINE'],
  [/^(?:mac verify failure|bad decrypt)$|(?:mac verify failure|bad (?:decrypt|password read))$/i, 'ERR_OSSL_BAD_DECRYPT'],
  [/key values mismatch/i, 'ERR_OSSL_X509_KEY_VALUES_MISMATCH'],
  [/digital envelope routines.*unsupported|^unsupported$|Unsupported PKCS12 PFX data/i, 'ERR_OSSL_EVP_UNSUPPORTED'],
  [/^(?:wrong tag|not enough data)$|asn1 encoding routines.*(?:wrong tag|not enough data)/i, 'ERR_OSSL_PEM_NO_START_LINE'],
];

const CONNECTIONS: readonly Wording[] = [
  [/^socket hang up$/i, 'ECONNRESET'],
  [/before secure TLS connection was established/i, 'ECONNRESET'],
  [/^(?:terminated|aborted|premature close|Premature close|Response stream ended prematurely)$/i, 'ECONNRESET'],
  [/unexpected eof while reading/i, 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING'],
  [/dh key too small|ee key too small|ca md too weak|ca key too small/i, 'ERR_SSL_EE_KEY_TOO_SMALL'],
  [/unsafe legacy renegotiation disabled/i, 'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED'],
  [/:version too low|no protocols available/i, 'ERR_SSL_VERSION_TOO_LOW'],
  [/no shared cipher/i, 'ERR_SSL_NO_SHARED_CIPHER'],
  [/Proxy response \(\d+\)/, 'UND_ERR_ABORTED'],
  [/^Session closed with error code \d+/i, 'ERR_HTTP2_SESSION_ERROR'],
  [/error code NGHTTP2_/, 'ERR_HTTP2_STREAM_ERROR'],
  [/socks5? (?:proxy )?(?:authentication|connection|handshake)/i, 'UND_ERR_SOCKS5'],
  [/^(?:request |operation |connection )?(?:timed? ?out)\b|^timeout of \d+ ?ms exceeded|^timeout (?:was )?exceeded/i, 'TIMEOUT_ERR'],
];

/** llhttp, zlib, brotli. */
const PARSING: readonly Wording[] = [
  [/Parse Error: Expected HTTP\//i, 'HPE_INVALID_CONSTANT'],
  [/Parse Error: Invalid (?:header (?:value char|token|field char)|character in header)/i, 'HPE_INVALID_HEADER_TOKEN'],
  [/Parse Error: Missing expected CR\b/i, 'HPE_CR_EXPECTED'],
  [/Parse Error: (?:Missing )?expected LF\b/i, 'HPE_LF_EXPECTED'],
  [/Parse Error: Header overflow|^Headers Overflow Error/i, 'HPE_HEADER_OVERFLOW'],
  [/Parse Error: Data after/i, 'HPE_CLOSED_CONNECTION'],
  [/Parse Error: Invalid character in chunk size/i, 'HPE_INVALID_CHUNK_SIZE'],
  [/Parse Error: Content-Length can't be present/i, 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  [/Parse Error: Duplicate Content-Length/i, 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  [/Parse Error: Transfer-Encoding can't be present|Request has invalid `Transfer-Encoding`/i, 'HPE_INVALID_TRANSFER_ENCODING'],
  [/Parse Error: Invalid character in Content-Length/i, 'HPE_INVALID_CONTENT_LENGTH'],
  [/Parse Error: Invalid status code/i, 'HPE_INVALID_STATUS'],
  [/Parse Error: Invalid HTTP version/i, 'HPE_INVALID_VERSION'],
  [/Parse Error: Invalid (?:EOF|eof)/, 'HPE_INVALID_EOF_STATE'],
  [
    /^(?:incorrect (?:header|data|length) check|invalid (?:block type|stored block lengths|distance|code lengths|literal))/i,
    'Z_DATA_ERROR',
  ],
  [/^unexpected end of file$/i, 'Z_BUF_ERROR'],
];

const WEB_SOCKETS: readonly Wording[] = [
  [/^Unrecognized frame opcode|^invalid opcode \d+|unexpected continuation frame/i, 'WS_ERR_INVALID_OPCODE'],
  [/broken close frame|^invalid status code \d+/i, 'WS_ERR_INVALID_CLOSE_CODE'],
  [/^(?:Received )?(?:a )?fragmented control frame/i, 'WS_ERR_EXPECTED_FIN'],
  [/control frame payload.*(?:125|large|long)/i, 'WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH'],
  [/'Sec-WebSocket-Accept' header|Sec-WebSocket-Accept mismatch/i, 'WS_INVALID_ACCEPT'],
  [/'Upgrade' header (?:is missing|value is not)/i, 'WS_INVALID_UPGRADE'],
  [/'Connection' header (?:is missing|value)/i, 'WS_INVALID_CONNECTION'],
  [/'Sec-WebSocket-Protocol' header but no response/i, 'WS_NO_SUBPROTOCOL'],
  [/'Sec-WebSocket-Protocol' header (?:if not present|value '.*' in response does not match)/i, 'WS_INVALID_SUBPROTOCOL'],
];

const CODES: readonly Wording[] = [...CERTIFICATES, ...KEYS, ...CONNECTIONS, ...PARSING, ...WEB_SOCKETS];
