// What Node, OpenSSL, llhttp and undici throw, as data: a kind, their own code, and the phase. Total: any value maps.
import type { Failure, Phase } from '../http/exchange.ts';

/** Makes a `Failure` of whatever was thrown while `phase` ran. */
export function failureOf(error: unknown, phase: Phase): Failure {
  const raw = facts(error);
  const errors = raw.errors ?? [];
  const causes = errors.map((one) => failureOf(one, phase));
  const code = raw.code ?? causes[0]?.code ?? opensslCode(raw.message) ?? (raw.name === 'AbortError' ? 'ABORT_ERR' : 'UNKNOWN');
  const place = errors.length === 0 ? raw : { ...facts(errors[0]), message: raw.message };
  return {
    kind: kindOf(code, phase, raw.syscall),
    code,
    message: raw.message !== '' ? raw.message : (causes[0]?.message ?? code),
    phase: raw.syscall === 'getaddrinfo' ? 'dns' : phase,
    ...(place.address === undefined ? {} : { address: place.address }),
    ...(place.port === undefined ? {} : { port: place.port }),
    ...(raw.syscall === undefined ? {} : { syscall: raw.syscall }),
    ...(causes.length === 0 ? {} : { causes }),
  };
}

/** A failure that this program found itself. */
export const failure = (kind: Failure['kind'], code: string, phase: Phase, message: string): Failure => ({ kind, code, phase, message });

const KINDS: readonly (readonly [RegExp, Failure['kind']])[] = [
  [/^(ENOTFOUND|EAI_|ENODATA$|ESERVFAIL$|DNS_)/, 'dns'],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_CONNECTION_TIMEOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'timeout'],
  [/^(ABORT_ERR|UND_ERR_ABORTED)$/, 'cancelled'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|ERR_STREAM_DESTROYED|ERR_STREAM_WRITE_AFTER_END)$/, 'reset'],
  [/^(HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_|ERR_HTTP2_)/, 'protocol'],
  [/^(UND_ERR_PRX_TLS|UND_ERR_SOCKS5|ERR_PROXY_TUNNEL)/, 'proxy'],
  [/^(ERR_INVALID_|ERR_UNESCAPED_CHARACTERS|ERR_SOCKET_BAD_PORT|ERR_HTTP_INVALID_|UND_ERR_INVALID_ARG|UND_ERR_REQ_)/, 'request'],
  [/^UND_ERR_NOT_SUPPORTED$/, 'unsupported'],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|DEPTH_ZERO_|SELF_SIGNED_)/, 'tls'],
  [/^(HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE|OUT_OF_MEM)$/, 'tls'],
];

const SYSTEM_CODE = /^E[A-Z0-9]+$/;

function kindOf(code: string, phase: Phase, syscall: string | undefined): Failure['kind'] {
  if (syscall === 'getaddrinfo') return 'dns';
  if (syscall === 'open' || syscall === 'read' || syscall === 'stat') if (phase === 'request') return 'request';
  const known = KINDS.find(([pattern]) => pattern.test(code));
  if (known !== undefined) return known[1];
  if (phase === 'tls') return 'tls';
  if (phase === 'request') return 'request';
  if (SYSTEM_CODE.test(code)) return phase === 'connect' || phase === 'dns' || phase === 'proxy' ? 'connect' : 'reset';
  return 'internal';
}

/** OpenSSL's texts hold the only code there is: `…:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:…`. */
function opensslCode(message: string): string | undefined {
  const reason = /error:[0-9A-F]+:SSL routines:[^:]*:([^:]+):/i.exec(message)?.[1];
  return reason === undefined ? undefined : `ERR_SSL_${reason.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
}

interface RawFacts {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly errors?: readonly unknown[];
}

function facts(error: unknown): RawFacts {
  if (!(error instanceof Error)) return { name: '', message: String(error) };
  const from: Readonly<Record<string, unknown>> = Object.fromEntries(
    ['code', 'syscall', 'address', 'port', 'errors'].map((key) => [key, Reflect.get(error, key)]),
  );
  return {
    name: error.name,
    message: error.message,
    ...(typeof from['code'] === 'string' ? { code: from['code'] } : {}),
    ...(typeof from['syscall'] === 'string' ? { syscall: from['syscall'] } : {}),
    ...(typeof from['address'] === 'string' ? { address: from['address'] } : {}),
    ...(typeof from['port'] === 'number' ? { port: from['port'] } : {}),
    ...(Array.isArray(from['errors']) ? { errors: from['errors'] } : {}),
  };
}
