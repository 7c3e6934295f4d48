// The answer to a Digest challenge (RFC 7616): the strongest is not guessed, the server's first that is known here is taken.
import { createHash } from 'node:crypto';
import { type Fields, sameName, valuesOf } from '../http/field.ts';
import type { Credentials, HttpRequest } from '../http/request.ts';
import { readQuoted, split } from '../http/token.ts';

export interface Challenge {
  /** Lower case. */
  readonly scheme: string;
  /** Names in lower case, values unquoted. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The challenges of all fields of that name, in order; a field may hold several. */
export function challengesIn(fields: Fields, name: string): readonly Challenge[] {
  const found: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const value of valuesOf(fields, name))
    for (const { text } of split(value)) {
      const begins = /^([!#$%&'*+\-.^_`|~\w]+)(?:[ \t]+(?!=)(.*))?$/s.exec(text);
      if (begins !== null) found.push({ scheme: (begins[1] ?? '').toLowerCase(), parameters: new Map() });
      const [, parameter = '', raw = ''] = /^([\w*-]+)[ \t]*=[ \t]*(.*)$/s.exec(begins === null ? text : (begins[2] ?? '')) ?? [];
      if (parameter !== '') found.at(-1)?.parameters.set(parameter.toLowerCase(), readQuoted(raw, 0)?.value ?? raw);
    }
  return found;
}

export interface DigestOptions {
  readonly credentials: Credentials;
  /** Chosen by the client, never used twice. */
  readonly cnonce: string;
  /** How often the nonce was used, this time included; 1 unless told. */
  readonly count?: number;
  /** For `auth-int`; `undefined` when the content is not at hand. */
  readonly content: Uint8Array | undefined;
}

const HASHES: Readonly<Record<string, string>> = { md5: 'md5', 'sha-256': 'sha256', 'sha-512-256': 'sha512-256' };

const base = (algorithm: string): string => algorithm.toLowerCase().replace(/-sess$/, '');

/** The first Digest challenge whose algorithm and quality are known here. */
export const answerable = (challenges: readonly Challenge[]): Challenge | undefined =>
  challenges.find(
    ({ scheme, parameters }) =>
      scheme === 'digest' &&
      parameters.has('nonce') &&
      base(parameters.get('algorithm') ?? 'MD5') in HASHES &&
      qopOf(parameters) !== 'unknown',
  );

/** The value of Authorization for this request (sections 3.4.1 to 3.4.4). */
export function answer(
  { parameters }: Challenge,
  { method, target }: Pick<HttpRequest, 'method' | 'target'>,
  options: DigestOptions,
): string {
  const { credentials, cnonce, content } = options;
  const uses = (options.count ?? 1).toString(16).padStart(8, '0');
  const algorithm = parameters.get('algorithm');
  const hash = hasher(algorithm ?? 'MD5');
  const [realm, nonce] = [parameters.get('realm') ?? '', parameters.get('nonce') ?? ''];
  const offered = qopOf(parameters);
  const qop = offered === 'unknown' ? undefined : offered;
  const plain = hash(`${credentials.user}:${realm}:${credentials.password}`);
  const ha1 = /-sess$/i.test(algorithm ?? '') ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
  const ha2 = hash(qop === 'auth-int' ? `${method}:${target}:${hash(content ?? new Uint8Array(0))}` : `${method}:${target}`);
  const response = hash(qop === undefined ? `${ha1}:${nonce}:${ha2}` : `${ha1}:${nonce}:${uses}:${cnonce}:${qop}:${ha2}`);
  const opaque = parameters.get('opaque');
  return `Digest ${[
    userName(credentials.user, parameters, hash),
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(target)}`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    `response="${response}"`,
    ...(qop === undefined ? [] : [`qop=${qop}`, `nc=${uses}`, `cnonce=${quoted(cnonce)}`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(hidesUser(parameters) ? ['userhash=true'] : []),
  ].join(', ')}`;
}

type Hash = (input: string | Uint8Array) => string;

const hasher =
  (algorithm: string): Hash =>
  (input) =>
    createHash(HASHES[base(algorithm)] ?? 'md5')
      .update(input)
      .digest('hex');

/** `undefined`: the server speaks RFC 2069, without a quality of protection. */
function qopOf(parameters: ReadonlyMap<string, string>): 'auth' | 'auth-int' | 'unknown' | undefined {
  const offered = parameters
    .get('qop')
    ?.split(',')
    .map((one) => one.trim().toLowerCase());
  if (offered === undefined) return undefined;
  return offered.includes('auth') ? 'auth' : offered.includes('auth-int') ? 'auth-int' : 'unknown';
}

const hidesUser = (parameters: ReadonlyMap<string, string>): boolean => parameters.get('userhash')?.toLowerCase() === 'true';

function userName(user: string, parameters: ReadonlyMap<string, string>, hash: Hash): string {
  if (hidesUser(parameters)) return `username="${hash(`${user}:${parameters.get('realm') ?? ''}`)}"`;
  return /^[\x20-\x7e]*$/.test(user) ? `username=${quoted(user)}` : `username*=UTF-8''${encodeURIComponent(user)}`;
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** The same request with this Authorization, in the place of one that was there. */
export function authorized(request: HttpRequest, value: string): HttpRequest {
  const at = request.fields.findIndex(([name]) => sameName(name, 'authorization'));
  const field = ['Authorization', value] as const;
  const source = { kind: 'added', why: 'digest' } as const;
  if (at < 0) return { ...request, fields: [...request.fields, field], sources: [...request.sources, source] };
  return { ...request, fields: request.fields.with(at, field), sources: request.sources.with(at, source) };
}
