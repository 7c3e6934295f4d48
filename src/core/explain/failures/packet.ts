// What the first octets of something that is no HTTP/1 response look like.

export interface Recognised {
  /** `an HTTP/2 server`, to follow "it looks like". */
  readonly what: string;
  readonly next: string;
}

type Test = readonly [matches: (octets: Uint8Array, words: string) => boolean, what: string, next: string];

const starts =
  (prefix: RegExp) =>
  (_octets: Uint8Array, words: string): boolean =>
    prefix.test(words);
const octet =
  (...first: readonly number[]) =>
  (octets: Uint8Array): boolean =>
    first.every((one, i) => octets[i] === one);

const TESTS: readonly Test[] = [
  [
    isHttp2,
    'HTTP/2 without TLS (h2c): a SETTINGS frame, with which an HTTP/2 server greets a client that has prior knowledge, as gRPC servers do',
    'Ask for HTTP/2 (prior knowledge), or use a gRPC client, or the port that speaks HTTP/1.1.',
  ],
  [octet(0x15, 0x03), 'a TLS alert: the port speaks TLS', 'Use https:// (or wss://).'],
  [octet(0x16, 0x03), 'a TLS handshake: the port speaks TLS', 'Use https:// (or wss://).'],
  [starts(/^SSH-/), 'an SSH server', 'Port 22 and the like are not for HTTP: check the port.'],
  [starts(/^220[ -].*(?:SMTP|ESMTP|mail)/i), 'a mail server (SMTP)', 'Check the port.'],
  [starts(/^220[ -]/), 'an FTP or SMTP server', 'Check the port.'],
  [starts(/^\+OK/), 'a POP3 or Redis server', 'Check the port.'],
  [starts(/^-(?:ERR|NOAUTH|DENIED)/), 'a Redis server', 'Check the port; Redis has its own protocol.'],
  [starts(/^\* OK/), 'an IMAP server', 'Check the port.'],
  [starts(/^RTSP\//), 'an RTSP server', 'Check the port.'],
  [starts(/^AMQP/), 'an AMQP broker', 'Check the port; RabbitMQ has its HTTP interface on another one.'],
  [starts(/^RFB /), 'a VNC server', 'Check the port.'],
  [(octets) => octets[3] === 0 && octets[4] === 0x0a, 'a MySQL or MariaDB server', 'Check the port.'],
  [
    starts(/^(?:GET|POST|PUT|HEAD|OPTIONS|PATCH|DELETE) \S+ HTTP\//),
    'a request, not a response: the other end echoes what it gets, or is a client too',
    'Check the port: an echo server sends everything back.',
  ],
  [
    starts(/^\s*<(?:!doctype|html|\?xml)/i),
    'a document without a status line, as HTTP/0.9 had it',
    'The server must send a status line and header fields first.',
  ],
  [
    starts(/^\s*[[{]/),
    'JSON without a status line and header fields',
    'The server writes to the raw socket: it must send a status line and header fields first.',
  ],
  [
    starts(/^HTTP\/?\s|^HTTP [\d.]/i),
    'a status line with a misspelt protocol name',
    'A status line begins with HTTP/1.1, a space, and the status.',
  ],
  [
    starts(/^\r?\n/),
    'an empty line before the status line: often the rest of a previous response',
    'Check the Content-Length of the response before.',
  ],
];

export function recognise(octets: Uint8Array): Recognised | undefined {
  const words = new TextDecoder('latin1').decode(octets.subarray(0, 200));
  const found = TESTS.find(([matches]) => matches(octets, words));
  return found && { what: found[1], next: found[2] };
}

/** A frame of type SETTINGS on stream 0 (RFC 9113 section 3.4), its length a multiple of six. */
function isHttp2(octets: Uint8Array): boolean {
  if (octets.length < 9 || octets[3] !== 0x04) return false;
  const length = ((octets[0] ?? 0) << 16) | ((octets[1] ?? 0) << 8) | (octets[2] ?? 0);
  return length % 6 === 0 && octets.subarray(5, 9).every((one) => one === 0);
}
