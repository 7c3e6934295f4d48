// An error as it was reported → the facts that a diagnosis needs: unwrapped, with what only stands in its message taken out of it.
import { known } from '../read-json.ts';
import { escaped } from '../shown.ts';
import type { ErrorFacts, Subject } from '../subject.ts';
import { worded } from './wordings.ts';

export interface FailureFacts {
  /** `ECONNREFUSED`, `HPE_INVALID_CONSTANT`; empty when the error has none. */
  readonly code: string;
  /** The code that the error itself came with: empty where only its words told which one is meant. */
  readonly reported: string;
  readonly message: string;
  /** The error that says most: the innermost cause. */
  readonly error: ErrorFacts;
  readonly subject: Subject;
  readonly url: URL | undefined;
  /** The URL as it was written, also where it does not parse. */
  readonly address: string | undefined;
  readonly port: number | undefined;
  /** The name that was asked for, without port; `the server` when it is not known. */
  readonly host: string;
  readonly syscall: string | undefined;
  /** The single failures of a joint one. */
  readonly attempts: readonly ErrorFacts[];
  /** What OpenSSL says, in lower case: `wrong version number`, `tlsv1 alert protocol version`. */
  readonly reason: string | undefined;
  /** The number of the TLS alert that the peer sent. */
  readonly alert: number | undefined;
  /** `https`, `wss`. */
  readonly secure: boolean | undefined;
  readonly webSocket: boolean;
}

export function failureFacts(subject: Subject, outer: ErrorFacts): FailureFacts {
  const said = innermost(outer);
  const error = worded(said);
  const message = error.message ?? '';
  const found = fromMessage(message);
  const attempts = error.errors ?? [];
  const first = attempts[0];
  const url = targetOf(subject);
  const code = codeOf(error, first);
  const reason = reasonOf(code, message);
  return {
    code,
    reported: said.code ?? (error.code === undefined ? code : ''),
    message,
    error,
    subject,
    url,
    address: error.address ?? found.address ?? first?.address,
    port: error.port ?? found.port ?? first?.port ?? portOf(url),
    host: escaped(error.hostname ?? found.hostname ?? error.host ?? hostOf(url) ?? 'the server', 60),
    syscall: error.syscall ?? found.syscall,
    attempts,
    reason,
    alert: alertOf(message, reason),
    secure: url === undefined ? undefined : /^(?:https|wss):$/.test(url.protocol),
    webSocket: subject.webSocket !== undefined || /^wss?:$/.test(url?.protocol ?? ''),
  };
}

/** "fetch failed" and other wrappers say nothing: the cause does. */
function innermost(error: ErrorFacts): ErrorFacts {
  let at = error;
  for (let depth = 0; depth < 8 && at.cause !== undefined; depth++) {
    const wrapper = at.code === undefined || /^(?:fetch failed|terminated)$/i.test(at.message ?? '') || at.message === '';
    const says =
      at.cause.code !== undefined || (at.cause.message ?? '') !== '' || at.cause.errors !== undefined || at.cause.cause !== undefined;
    if (!wrapper || !says) break;
    at = {
      ...known({ input: at.input, contentEncoding: at.contentEncoding, phase: at.phase, afterResponse: at.afterResponse }),
      ...at.cause,
    };
  }
  return at;
}

function codeOf(error: ErrorFacts, first: ErrorFacts | undefined): string {
  if (error.code !== undefined) return error.code;
  if (first?.code !== undefined) return first.code;
  const inMessage = /\b(E[A-Z]{3,}[A-Z0-9]*|EAI_[A-Z]+|HPE_[A-Z_]+|UND_ERR_[A-Z_]+|ERR_[A-Z0-9_]+|WS_ERR_[A-Z0-9_]+|Z_[A-Z]+_ERROR)\b/.exec(
    error.message ?? '',
  );
  if (inMessage?.[1] !== undefined) return inMessage[1];
  if (error.name === 'AbortError') return 'ABORT_ERR';
  if (/^other side closed$/i.test(error.message ?? '')) return 'ECONNRESET';
  return '';
}

interface InMessage {
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

/** `connect ECONNREFUSED ::1:3000`, `getaddrinfo ENOTFOUND a.example`, `(attempted address: a.example:443, timeout: 10000ms)`. */
function fromMessage(message: string): InMessage {
  const call = /^(connect|read|write|getaddrinfo|queryA{1,4}|bind|open)\s+E[A-Z0-9_]+(?:\s+(\S+))?/.exec(message);
  const syscall = call?.[1];
  const place = call?.[2];
  if (syscall === 'getaddrinfo' || syscall?.startsWith('queryA') === true) return known({ syscall, hostname: place });
  const attempted = /attempted address(?:es)?: ([^,)]+)/.exec(message)?.[1];
  const split = /^(.*):(\d{1,5})$/.exec(place ?? attempted ?? '');
  return known({
    syscall,
    address: syscall === 'connect' ? (split?.[1] ?? place) : undefined,
    port: split?.[2] === undefined ? undefined : Number(split[2]),
    hostname: attempted === undefined ? undefined : split?.[1],
  });
}

function targetOf(subject: Subject): URL | undefined {
  const url = subject.request?.url ?? subject.webSocket?.handshake?.request?.url;
  return url === undefined ? undefined : (URL.parse(url) ?? undefined);
}

const hostOf = (url: URL | undefined): string | undefined =>
  url === undefined || url.hostname === '' ? undefined : url.hostname.replace(/^\[|\]$/g, '');

function portOf(url: URL | undefined): number | undefined {
  if (url === undefined) return undefined;
  if (url.port !== '') return Number(url.port);
  return /^(?:https|wss):$/.test(url.protocol) ? 443 : /^(?:http|ws):$/.test(url.protocol) ? 80 : undefined;
}

/** OpenSSL's words, from `error:0A00010B:SSL routines:ssl3_get_record:wrong version number` or `ERR_SSL_WRONG_VERSION_NUMBER`. */
function reasonOf(code: string, message: string): string | undefined {
  const routine = /SSL routines:[^:]*:([^:]+)/i.exec(message)?.[1]?.trim();
  if (routine !== undefined) return routine.toLowerCase().replace(/^ssl\/tls /, '');
  if (code.startsWith('ERR_SSL_')) return code.slice(8).toLowerCase().replaceAll('_', ' ');
  return /\b(?:wrong version number|packet length too long|alert [a-z ]+|unsupported protocol)\b/i.exec(message)?.[0]?.toLowerCase();
}

/** RFC 8446 section 6, with the names that OpenSSL gives to alerts. */
const ALERT_NAMES: Readonly<Record<string, number>> = {
  'unexpected message': 10,
  'bad record mac': 20,
  'handshake failure': 40,
  'no certificate': 41,
  'bad certificate': 42,
  'unsupported certificate': 43,
  'certificate revoked': 44,
  'certificate expired': 45,
  'certificate unknown': 46,
  'illegal parameter': 47,
  'unknown ca': 48,
  'access denied': 49,
  'decode error': 50,
  'decrypt error': 51,
  'protocol version': 70,
  'insufficient security': 71,
  'internal error': 80,
  'inappropriate fallback': 86,
  'user cancelled': 90,
  'missing extension': 109,
  'unsupported extension': 110,
  'unrecognized name': 112,
  'bad certificate status response': 113,
  'unknown psk identity': 115,
  'certificate required': 116,
  'no application protocol': 120,
};

function alertOf(message: string, reason: string | undefined): number | undefined {
  const number = /alert number (\d+)/i.exec(message)?.[1];
  if (number !== undefined) return Number(number);
  const name = /\balert (.+)$/.exec(reason ?? '')?.[1]?.trim();
  return name === undefined ? undefined : ALERT_NAMES[name];
}
