// The failures of curl, by number and by what it tells, as the codes that Node uses for them.
import { known } from '../read-json.ts';
import type { ErrorFacts } from '../subject.ts';

/** `line` is `curl: (7) Failed to connect to …`; `told` are the lines that begin with an asterisk. */
export function curlError(line: string | undefined, told: readonly string[]): ErrorFacts | undefined {
  const said = /^curl: \((\d+)\) (.*)$/.exec(line ?? '');
  if (said === null) return undefined;
  const [, number = '', message = ''] = said;
  const all = [message, ...told].join('\n');
  const attempts = [...all.matchAll(/connect to (\S+) port (\d+)(?: from .*?)? failed: (.+)/g)].map((m) =>
    known({ address: m[1], port: Number(m[2]), code: socketCode(m[3] ?? '') }),
  );
  const place = /(?:connect to|connection to) (\S+?),? (?:port |\()?(\d+)/i.exec(message);
  return known({
    code:
      CERTIFICATE_CODES.find(([pattern]) => (number === '60' || number === '51') && pattern.test(all))?.[1] ??
      tlsCode(number, all) ??
      (number === '28' && /^operation timed out/i.test(message) ? 'TIMEOUT_ERR' : undefined) ??
      (number === '7' ? socketCode(all) : CODES[number]) ??
      `CURLE_${number}`,
    message: number === '52' ? 'socket hang up' : message,
    hostname: /resolve (?:host|proxy): (\S+)/.exec(message)?.[1],
    address: attempts[0]?.address ?? place?.[1],
    port: attempts[0]?.port ?? (place?.[2] === undefined ? undefined : Number(place[2])),
    errors: attempts.length > 1 ? attempts : undefined,
  });
}

const CODES: Readonly<Record<string, string>> = {
  '1': 'ERR_INVALID_PROTOCOL',
  '3': 'ERR_INVALID_URL',
  '5': 'ENOTFOUND',
  '6': 'ENOTFOUND',
  '8': 'HPE_INVALID_CONSTANT',
  '18': 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  '26': 'ENOENT',
  '28': 'ETIMEDOUT',
  '47': 'TOO_MANY_REDIRECTS',
  '52': 'ECONNRESET',
  '55': 'EPIPE',
  '56': 'ECONNRESET',
  '58': 'ERR_OSSL_PEM_NO_START_LINE',
  '61': 'Z_DATA_ERROR',
  '92': 'ERR_HTTP2_STREAM_ERROR',
  '16': 'ERR_HTTP2_ERROR',
  '97': 'UND_ERR_SOCKS5',
};

function socketCode(words: string): string {
  if (/timed? ?out/i.test(words)) return 'ETIMEDOUT';
  if (/no route to host|host is (?:down|unreachable)/i.test(words)) return 'EHOSTUNREACH';
  if (/network is unreachable/i.test(words)) return 'ENETUNREACH';
  return 'ECONNREFUSED';
}

const CERTIFICATE_CODES: readonly (readonly [RegExp, string])[] = [
  [/has expired/i, 'CERT_HAS_EXPIRED'],
  [/not yet valid/i, 'CERT_NOT_YET_VALID'],
  [/self[- ]signed certificate in certificate chain/i, 'SELF_SIGNED_CERT_IN_CHAIN'],
  [/self[- ]signed certificate/i, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [/unable to get local issuer/i, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  [/no alternative certificate subject name|does not match target host name/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/revoked/i, 'CERT_REVOKED'],
  [/./, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
];

function tlsCode(number: string, words: string): string | undefined {
  if (number !== '35') return undefined;
  if (/wrong version number|unknown protocol|packet length too long/i.test(words)) return 'ERR_SSL_WRONG_VERSION_NUMBER';
  return 'EPROTO';
}
