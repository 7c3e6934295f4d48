// What the cookie jar did, as `postil send --json` writes it → CookieRecord. What is not of the right shape counts as absent.
import type { ConsideredCookie, CookieRecord, JarUse, SetCookieVerdict, Withheld } from '../http/cookie-record.ts';
import type { Refusal } from '../http/cookie-rules.ts';
import { boolean, known, list, oneOf, record, string } from './read-json.ts';

export function cookieRecord(value: unknown): CookieRecord | undefined {
  const given = record(value);
  const use = oneOf(USES, given?.['use']);
  if (given === undefined || use === undefined) return undefined;
  return {
    use,
    considered: (list(given['considered']) ?? []).flatMap((one) => considered(one) ?? []),
    set: (list(given['set']) ?? []).flatMap((one) => verdict(one) ?? []),
    ...known({ interim: list(given['interim'])?.flatMap((one) => verdict(one) ?? []) }),
  };
}

function considered(value: unknown): ConsideredCookie | undefined {
  const given = record(value) ?? {};
  const [name, domain, path] = [string(given['name']), string(given['domain']), string(given['path'])];
  const said = oneOf(VERDICTS, given['verdict']);
  if (name === undefined || domain === undefined || path === undefined || said === undefined) return undefined;
  const from = string(given['from']);
  return {
    name,
    domain,
    hostOnly: boolean(given['hostOnly']) ?? false,
    path,
    pathByDefault: boolean(given['pathByDefault']) ?? false,
    ...(from !== undefined && { from }),
    verdict: said,
  };
}

function verdict(value: unknown): SetCookieVerdict | undefined {
  const given = record(value) ?? {};
  const [name, outcome, why] = [string(given['name']), oneOf(OUTCOMES, given['outcome']), oneOf(REFUSALS, given['why'])];
  if (name === undefined || outcome === undefined) return undefined;
  if (outcome !== 'refused') return { name, outcome };
  return why && { name, outcome, why };
}

const USES: Readonly<Record<JarUse, true>> = { asked: true, authored: true, off: true };

const VERDICTS: Readonly<Record<'sent' | Withheld, true>> = {
  sent: true,
  'host-only': true,
  domain: true,
  path: true,
  secure: true,
  expired: true,
  authored: true,
  off: true,
};

const OUTCOMES: Readonly<Record<SetCookieVerdict['outcome'], true>> = {
  stored: true,
  replaced: true,
  removed: true,
  absent: true,
  off: true,
  refused: true,
};

const REFUSALS: Readonly<Record<Refusal, true>> = {
  'samesite-none-insecure': true,
  'secure-prefix': true,
  'host-prefix': true,
  'http-prefix': true,
  'nameless-prefix': true,
  'secure-over-http': true,
  'overlays-secure': true,
  'domain-mismatch': true,
  'domain-too-wide': true,
  'partitioned-insecure': true,
  'too-large': true,
  'no-pair': true,
  'control-character': true,
};
