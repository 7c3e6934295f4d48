// The canonical request and the string to sign of AWS Signature Version 4, computed again from a request as it was sent. Needs no key.
import { createHash } from 'node:crypto';
import { type Fields, firstOf, has, valuesOf } from '../../http/field.ts';
import { parameter, parseParameters } from '../../http/parameters.ts';
import { masked, secretsInUrl } from '../../http/secrets.ts';
import type { RequestFacts } from '../subject.ts';

export interface AwsSignature {
  readonly accessKeyId: string;
  /** `20150830`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** In lower case, in order. */
  readonly signedHeaders: readonly string[];
}

/** What stands after `AWS4-HMAC-SHA256`; `undefined` where a part of it is missing. */
export function readSignature(rest: string): AwsSignature | undefined {
  const parameters = parseParameters(rest, { separator: ',' });
  const of = (name: string): string => parameter(parameters, name)?.value ?? '';
  const [, accessKeyId, date, region, service] = /^(.+)\/(\d{8})\/([^/]*)\/([^/]*)\/aws4_request$/.exec(of('credential')) ?? [];
  const names = of('signedheaders');
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined) return undefined;
  return names === '' || of('signature') === '' ? undefined : { accessKeyId, date, region, service, signedHeaders: names.split(';') };
}

export interface AwsProof {
  /** Lines; what is secret in them is dots. */
  readonly canonical: readonly string[];
  /** Of the canonical request as it is, without dots. */
  readonly hash: string;
  readonly toSign: readonly string[];
}

/** `undefined` where something that it needs is not known: the content, the time, a field that is signed. */
export function awsProof(request: RequestFacts, signature: AwsSignature): AwsProof | undefined {
  const { fields = [], method, url } = request;
  const time = firstOf(fields, 'x-amz-date');
  const payload = payloadHash(request, fields);
  const place = targetOf(url);
  if (method === undefined || place === undefined || time === undefined || payload === undefined) return undefined;
  if (missingHeaders(signature, fields).length > 0) return undefined;
  const [path, query] = [pathOf(place.path, signature.service), queryOf(place.query, signature.service)];
  const lines = (values: (name: string) => string): readonly string[] => signature.signedHeaders.map((name) => `${name}:${values(name)}`);
  const whole = (shownQuery: string, headers: readonly string[]): readonly string[] => [
    method,
    path,
    shownQuery,
    ...headers,
    '',
    signature.signedHeaders.join(';'),
    payload,
  ];
  const signedValue = (name: string): string => valuesOf(fields, name).join(',').trim().replace(/\s+/g, ' ');
  const hash = sha256(whole(query, lines(signedValue)).join('\n'));
  const { date, region, service } = signature;
  return {
    canonical: whole(
      withoutSecrets(query),
      lines((name) => masked(name, signedValue(name))),
    ),
    hash,
    toSign: ['AWS4-HMAC-SHA256', time, `${date}/${region}/${service}/aws4_request`, hash],
  };
}

/** Signed, and not in the request. */
export const missingHeaders = ({ signedHeaders }: AwsSignature, fields: Fields): readonly string[] =>
  signedHeaders.filter((name) => !has(fields, name));

function payloadHash({ content, contentLength }: RequestFacts, fields: Fields): string | undefined {
  const written = firstOf(fields, 'x-amz-content-sha256');
  if (written !== undefined) return written;
  if (has(fields, 'transfer-encoding') || content === undefined || (contentLength ?? content.length) !== content.length) return undefined;
  return sha256(content);
}

const sha256 = (input: string | Uint8Array): string => createHash('sha256').update(input).digest('hex');

/** Path and query as they went out, percent-encoded where they were typed otherwise. */
function targetOf(url: string | undefined): { readonly path: string; readonly query: string } | undefined {
  const typed = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^#]*)/i.exec(url ?? '')?.[1];
  if (url === undefined || typed === undefined) return undefined;
  try {
    const sent = typed.replace(/[^\x21-\x7e]+|["<>\\^{}|`]/gu, encodeURIComponent);
    const even = /[^0-9A-Za-z;,/?:@&=+$\-_.!~*'()#%]/.test(sent) ? encodeURI(decodeURI(sent)) : sent;
    const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(even) ?? [];
    return { path: path === '' ? '/' : path, query };
  } catch {
    // A percent sign that begins no escape: then nothing is known of what was signed.
    return undefined;
  }
}

/** Amazon S3 takes the path as it is; every other service without `.` and `..`, and what is escaped escaped again. */
function pathOf(path: string, service: string): string {
  const own = service === 's3';
  const kept: string[] = [];
  for (const piece of (own ? path : path.replace(/\/{2,}/g, '/')).split('/')) {
    if (!own && piece === '..') kept.pop();
    else if (own || piece !== '.') kept.push(escapedAgain(own ? decoded(piece) : piece));
  }
  const joined = kept.join('/').replace(own ? /%2F/g : /$^/g, '/');
  return joined.startsWith('/') ? joined : `/${joined}`;
}

/** Sorted by name, then by value; of S3 only the first value of a name counts. */
function queryOf(query: string, service: string): string {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    if (name === '') continue;
    const key = escapedAgain(decoded(name));
    values.set(key, [...(values.get(key) ?? []), escapedAgain(decoded(value))]);
  }
  return [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, all]) => (service === 's3' ? all.slice(0, 1) : all.sort()).map((value) => `${name}=${value}`))
    .join('&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // Escapes that are no UTF-8 stay as they are.
    return text;
  }
}

const escapedAgain = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function withoutSecrets(query: string): string {
  let shown = `?${query}`;
  for (const { start, end } of [...secretsInUrl(shown)].reverse()) shown = `${shown.slice(0, start)}•••••${shown.slice(end)}`;
  return shown.slice(1);
}
