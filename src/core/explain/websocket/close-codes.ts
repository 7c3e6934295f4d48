// WebSocket close codes: the registry of IANA and the ranges of RFC 6455 section 7.4, in our own words.
import type { Level, SpecReference } from '../annotation.ts';
import { document, rfc } from '../spec.ts';

export interface CloseCode {
  readonly code: number;
  readonly name: string;
  /** How a closing with this code is to be taken. */
  readonly level: Level;
  /** `local`: made up by the receiving end, never sent; `client`: only clients send it. */
  readonly sentBy: 'both' | 'client' | 'server' | 'local' | 'nobody';
  readonly meaning: string;
  readonly next: string;
  readonly specs: readonly SpecReference[];
}

/** A registered code, or what the range says of a number; total. */
export const closeCode = (code: number): CloseCode => REGISTERED.get(code) ?? fromRange(code);

export const registeredCloseCodes = (): readonly CloseCode[] => [...REGISTERED.values()];

/** May stand in a close frame: RFC 6455 sections 7.4.1 and 7.4.2. */
export function mayBeSent(code: number): boolean {
  const known = REGISTERED.get(code);
  if (known !== undefined) return known.sentBy !== 'local' && known.sentBy !== 'nobody';
  return code >= 3000 && code <= 4999;
}

const DEFINED = [rfc(6455, '7.4.1')];
const IANA = [
  document(
    'IANA WebSocket registries',
    'close-code-number',
    'https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number',
  ),
];

type Row = readonly [
  code: number,
  name: string,
  level: Level,
  sentBy: CloseCode['sentBy'],
  meaning: string,
  next: string,
  specs?: readonly SpecReference[],
];

const ROWS: readonly Row[] = [
  [
    1000,
    'Normal Closure',
    'info',
    'both',
    'the purpose of the connection is fulfilled',
    'Nothing to do; reconnect only when there is more to say.',
  ],
  [
    1001,
    'Going Away',
    'info',
    'both',
    'the end is leaving: a server shutting down or restarting, or a browser navigating away from the page',
    'Reconnect after a short pause; after a server restart spread the reconnections of many clients in time.',
  ],
  [
    1002,
    'Protocol Error',
    'error',
    'both',
    'the sender of the code received something that violates a rule of the protocol: a malformed or invalid frame, a wrong mask, a reserved bit, fragments out of order',
    'Look at the frames that went the other way just before: one of them breaks a rule.',
  ],
  [
    1003,
    'Unsupported Data',
    'warning',
    'both',
    'the sender of the code cannot accept this type of data, for example binary where it understands only text',
    'Send the other type (text or binary) that the other end expects.',
  ],
  [
    1004,
    'Reserved',
    'error',
    'nobody',
    'the code is reserved and has no meaning yet',
    'Do not use it; 1000 or a code from 4000 on serves.',
  ],
  [
    1005,
    'No Status Received',
    'info',
    'local',
    'the close frame had an empty payload, so no code was given',
    'Ask the other end for a code (1000) if the reason matters.',
    [rfc(6455, '7.4.1'), rfc(6455, '7.1.5')],
  ],
  [
    1006,
    'Abnormal Closure',
    'warning',
    'local',
    'the connection ended without a close frame: it was cut, timed out or the process died, or the handshake failed',
    'Look at proxies and timeouts between the two ends and at the server log of that moment; reconnect with growing pauses.',
  ],
  [
    1007,
    'Invalid Frame Payload Data',
    'error',
    'both',
    'a message does not hold what its type promises, usually a text message that is not UTF-8',
    'Send raw octets as binary messages, or encode the text as UTF-8.',
  ],
  [
    1008,
    'Policy Violation',
    'warning',
    'both',
    'a message or the connection breaks a policy of the other end; the code is generic, and the reason text is the only detail',
    'Read the reason; often credentials, permissions or a rate limit.',
  ],
  [
    1009,
    'Message Too Big',
    'error',
    'both',
    'a message is too big for the limit of the end that closed',
    'Send smaller messages or split the data, or raise the limit (maxPayload in ws, max_size and the like elsewhere).',
  ],
  [
    1010,
    'Mandatory Extension',
    'warning',
    'client',
    'the client needs an extension that the server did not agree to; only a client sends this, the reason lists the extensions',
    'Enable the extension at the server, or make the client work without it.',
  ],
  [
    1011,
    'Internal Error',
    'error',
    'both',
    'the end that closed met an unexpected condition and could not go on, much like status 500',
    "Read that end's log: its handler most likely threw.",
  ],
  [
    1012,
    'Service Restart',
    'info',
    'both',
    'the service is restarting',
    'Reconnect after a random pause of 5 to 30 s, so that not all clients come back at once.',
    IANA,
  ],
  [
    1013,
    'Try Again Later',
    'info',
    'both',
    'the server is overloaded or temporarily takes nobody, and asks to try again later',
    'Reconnect later, backing off with growing pauses, or to another address.',
    IANA,
  ],
  [
    1014,
    'Bad Gateway',
    'error',
    'both',
    'a gateway or proxy got an invalid answer from the server behind it, like status 502',
    'Check the backend behind the gateway.',
    IANA,
  ],
  [
    1015,
    'TLS Handshake',
    'error',
    'local',
    'the TLS handshake failed, for example because the certificate could not be verified',
    'Open the same host with https:// to see the TLS failure itself.',
  ],
  [
    3000,
    'Unauthorized',
    'warning',
    'both',
    'the endpoint wants authentication first, as status 401 does',
    'Authenticate (again) and reconnect; retrying unchanged does not help.',
    IANA,
  ],
  [
    3003,
    'Forbidden',
    'warning',
    'both',
    'the endpoint understood what is asked and refuses it, as status 403 does',
    'Other permissions are needed; retrying unchanged does not help.',
    IANA,
  ],
  [
    3008,
    'Timeout',
    'warning',
    'both',
    'an operation took too long, as status 408 says',
    'Answer sooner, or ask for a longer limit; then reconnect.',
    IANA,
  ],
];

const REGISTERED: ReadonlyMap<number, CloseCode> = new Map(
  ROWS.map(([code, name, level, sentBy, meaning, next, specs = DEFINED]) => [code, { code, name, level, sentBy, meaning, next, specs }]),
);

function fromRange(code: number): CloseCode {
  const ranges = [rfc(6455, '7.4.2')];
  if (code >= 4000 && code <= 4999)
    return {
      code,
      name: 'Private use',
      level: 'info',
      sentBy: 'both',
      meaning: `codes from 4000 to 4999 are for private use: the application that runs on this server defines its own meaning${hinted(code)}`,
      next: "Look into the documentation of the server's API.",
      specs: ranges,
    };
  if (code >= 3000 && code <= 3999)
    return {
      code,
      name: 'Library or framework',
      level: 'info',
      sentBy: 'both',
      meaning: 'codes from 3000 to 3999 are for libraries and frameworks and are registered with IANA; this one is not registered',
      next: 'Look into the documentation of the library at the other end.',
      specs: [...ranges, ...IANA],
    };
  if (code >= 1000 && code <= 2999)
    return {
      code,
      name: 'Unassigned',
      level: 'error',
      sentBy: 'nobody',
      meaning: 'codes from 1000 to 2999 are reserved for the protocol and its extensions, and this one is not defined',
      next: 'Use 1000, or a code of your own from 4000 to 4999.',
      specs: ranges,
    };
  return {
    code,
    name: 'Invalid',
    level: 'error',
    sentBy: 'nobody',
    meaning: code < 1000 ? 'codes from 0 to 999 are not used' : 'codes end at 4999',
    next: 'Use 1000, or a code of your own from 4000 to 4999.',
    specs: ranges,
  };
}

/** Many applications put an HTTP status behind the 4. */
const hinted = (code: number): string => {
  const status = STATUS_LIKE[code - 4000];
  return status === undefined ? '' : `; many copy HTTP, where ${code - 4000} is ${status}`;
};

const STATUS_LIKE: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};
