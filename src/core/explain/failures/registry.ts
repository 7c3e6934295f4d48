// All entries of the knowledge base of failures, and how one is found for an error.
import { BROWSERS } from './browsers.ts';
import { CERTIFICATES } from './certificates.ts';
import { DNS } from './dns.ts';
import type { FailureEntry } from './entry.ts';
import type { FailureFacts } from './facts.ts';
import { PARSING } from './parse.ts';
import { PROXIES } from './proxies.ts';
import { REQUESTS } from './requests.ts';
import { TCP } from './tcp.ts';
import { TIMEOUTS } from './timeouts.ts';
import { TLS, TLS_ALERTS } from './tls.ts';
import { WS_FRAMES, WS_HANDSHAKES } from './websockets.ts';

export const FAILURES: readonly FailureEntry[] = [
  ...DNS,
  ...TCP,
  ...TIMEOUTS,
  ...CERTIFICATES,
  ...TLS,
  ...TLS_ALERTS,
  ...PARSING,
  ...REQUESTS,
  ...BROWSERS,
  ...PROXIES,
  ...WS_FRAMES,
  ...WS_HANDSHAKES,
];

const BY_CODE: ReadonlyMap<string, FailureEntry> = new Map(
  FAILURES.flatMap((entry) => entry.codes.map((code) => [code.toUpperCase(), entry] as const)),
);
const BY_MESSAGE = FAILURES.filter((entry) => entry.match !== undefined);

/** The alert of the peer says most, then OpenSSL's reason, then the code, then the message. */
export function entryFor({ alert, reason, code, message }: FailureFacts): FailureEntry | undefined {
  if (alert !== undefined && alert !== 116) return BY_CODE.get(String(alert)) ?? BY_CODE.get(code);
  const byReason = reason === undefined ? undefined : BY_MESSAGE.find((entry) => entry.layer === 'tls' && entry.match?.test(reason));
  return (
    byReason ??
    BY_CODE.get(alert === undefined ? code.toUpperCase() : String(alert)) ??
    BY_MESSAGE.find((entry) => entry.match?.test(message))
  );
}

/** What somebody asks for by name: a code in any case, `alert 40`, or a message. */
export function findFailure(word: string): FailureEntry | undefined {
  const asked = word.trim();
  const alert = /^(?:tls[ -]?)?(?:ssl )?alert(?: number)? (\d+)$/i.exec(asked)?.[1];
  return BY_CODE.get(alert ?? asked.toUpperCase()) ?? BY_MESSAGE.find((entry) => entry.match?.test(asked));
}
