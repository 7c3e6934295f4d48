// Digest access authentication, the server's side (RFC 7616): one nonce per challenge, counts that only go up.
import { createHash, randomBytes } from 'node:crypto';
import type { Fields } from '../../core/http/field.ts';
import { json, problem } from '../reply.ts';
import type { Call } from '../route.ts';
import { PASSWORD, USER } from './credentials.ts';

export type DigestAlgorithm = 'MD5' | 'SHA-256';

const REALM = 'playground';
const NONCE_LIFE = 300_000;
const MOST_NONCES = 1000;

interface Nonce {
  readonly made: number;
  readonly count: number;
}

export class DigestGate {
  readonly #nonces = new Map<string, Nonce>();
  readonly #opaque = randomBytes(12).toString('base64url');

  answer(call: Call, algorithms: readonly DigestAlgorithm[]): void {
    const { authorization } = call.request.headers;
    const given = /^Digest\s/i.test(authorization ?? '') ? parameters(authorization ?? '') : undefined;
    const verdict =
      given === undefined ? 'Send Authorization: Digest with the answer to this challenge.' : this.#judge(call, given, algorithms);
    if (verdict === 'right')
      json(call, { user: USER, scheme: 'Digest', algorithm: given?.['algorithm'] ?? 'MD5' }, { fields: info(given) });
    else
      problem(
        call,
        401,
        verdict === 'stale' ? 'The nonce is too old: use the new one.' : verdict,
        this.#challenges(algorithms, verdict === 'stale'),
      );
  }

  /** RFC 7616 section 3.3: the preferred algorithm comes first. */
  #challenges(algorithms: readonly DigestAlgorithm[], stale: boolean): Fields {
    if (this.#nonces.size > MOST_NONCES) this.#nonces.clear();
    const nonce = randomBytes(18).toString('base64url');
    this.#nonces.set(nonce, { made: Date.now(), count: 0 });
    const end = `qop="auth", nonce="${nonce}", opaque="${this.#opaque}"${stale ? ', stale=true' : ''}`;
    return algorithms.map((algorithm) => ['WWW-Authenticate', `Digest realm="${REALM}", algorithm=${algorithm}, ${end}`]);
  }

  #judge(call: Call, given: Readonly<Record<string, string>>, algorithms: readonly DigestAlgorithm[]): string {
    const algorithm = algorithms.find((one) => one === (given['algorithm'] ?? 'MD5').toUpperCase());
    if (algorithm === undefined) return `The algorithm ${given['algorithm'] ?? 'MD5'} was not offered.`;
    const nonce = this.#nonces.get(given['nonce'] ?? '');
    if (nonce === undefined || Date.now() - nonce.made > NONCE_LIFE) return 'stale';
    if (given['uri'] !== call.request.url)
      return `The answer is for ${given['uri'] ?? 'no uri'}, the request is for ${call.request.url ?? ''}.`;
    if (given['response']?.toLowerCase() !== answerTo(given, algorithm, call.request.method ?? '')) return 'The answer is wrong.';
    const count = Number.parseInt(given['nc'] ?? '', 16);
    if (given['qop'] !== undefined && !(count > nonce.count)) return `The count nc=${given['nc'] ?? ''} was used before.`;
    this.#nonces.set(given['nonce'] ?? '', { ...nonce, count });
    return 'right';
  }
}

const hash = (algorithm: DigestAlgorithm, text: string): string =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex');

/** RFC 7616 section 3.4.1; an empty method makes the server's own proof (section 3.5). */
function answerTo(given: Readonly<Record<string, string>>, algorithm: DigestAlgorithm, method: string): string {
  const user = given['username'] === USER ? hash(algorithm, `${USER}:${REALM}:${PASSWORD}`) : '';
  const what = hash(algorithm, `${method}:${given['uri'] ?? ''}`);
  const middle = given['qop'] === undefined ? [] : [given['nc'], given['cnonce'], given['qop']];
  return hash(algorithm, [user, given['nonce'], ...middle, what].join(':'));
}

/** RFC 7616 section 3.5: the server shows that it knows the password too. */
function info(given: Readonly<Record<string, string>> | undefined): Fields {
  if (given?.['qop'] === undefined) return [];
  const algorithm = given['algorithm']?.toUpperCase() === 'SHA-256' ? 'SHA-256' : 'MD5';
  const proof = answerTo(given, algorithm, '');
  return [['Authentication-Info', `rspauth="${proof}", qop=${given['qop']}, nc=${given['nc'] ?? ''}, cnonce="${given['cnonce'] ?? ''}"`]];
}

function parameters(value: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const m of value.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g))
    found[(m[1] ?? '').toLowerCase()] = m[2]?.replaceAll(/\\(.)/g, '$1') ?? m[3] ?? '';
  return found;
}
