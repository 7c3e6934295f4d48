// How the end of a response's content is known (RFC 9112 section 6.3), told leniently: contradictions are named and one reading holds.
import type { Framing, ResponseHead } from '../http/exchange.ts';
import { type Fields, firstOf, has, sameName, valuesOf } from '../http/field.ts';
import { isDigits } from '../http/token.ts';

export interface FramingRule {
  readonly framing: Framing;
  /** For `length`: octets of the content. */
  readonly length: number;
  /** Oddity codes; their place is the head. */
  readonly oddities: readonly (readonly [code: string, detail: string])[];
}

/** `method` is the request's. */
export function framingOf(head: ResponseHead, method: string): FramingRule {
  const { status, fields } = head;
  if (status === 101 || (method === 'CONNECT' && status >= 200 && status < 300)) return rule('upgrade');
  const lengths = members(fields, 'content-length');
  const codings = members(fields, 'transfer-encoding').map((one) => one.toLowerCase());
  const oddities = lengthOddities(lengths).concat(codingOddities(codings, lengths, head));
  if (method === 'HEAD' || status === 204 || status === 304 || (status >= 100 && status < 200)) return rule('none', 0, oddities);
  const coded = codings.filter((one) => one !== '' && one !== 'identity');
  if (coded.at(-1) === 'chunked') return rule('chunked', 0, oddities);
  if (coded.length > 0) return rule('close', 0, oddities);
  const [length = ''] = lengths;
  return isLength(length) ? rule('length', Number(length), oddities) : rule('close', 0, oddities);
}

const rule = (framing: Framing, length = 0, oddities: FramingRule['oddities'] = []): FramingRule => ({ framing, length, oddities });

/** The members of the lists of that name, in order, empty ones too. */
function members(fields: Fields, name: string): readonly string[] {
  const values = valuesOf(fields, name);
  return values.some((value) => value.includes(',')) ? values.flatMap((value) => value.split(',').map((one) => one.trim())) : values;
}

const isLength = (value: string): boolean => isDigits(value) && Number.isSafeInteger(Number(value));

function lengthOddities(lengths: readonly string[]): FramingRule['oddities'] {
  if (lengths.some((one) => !isLength(one))) return [['bad-content-length', lengths.join(', ')]];
  if (lengths.length < 2) return NONE;
  const different = new Set(lengths).size > 1;
  return [[different ? 'conflicting-content-length' : 'repeated-content-length', lengths.join(', ')]];
}

function codingOddities(codings: readonly string[], lengths: readonly string[], head: ResponseHead): FramingRule['oddities'] {
  if (codings.length === 0) return NONE;
  const found: [string, string][] = [];
  if (lengths.length > 0) found.push(['content-length-with-transfer-encoding', lengths.join(', ')]);
  if (/^HTTP\/1\.0$/i.test(head.version)) found.push(['transfer-encoding-in-http-1.0', codings.join(', ')]);
  if (codings.includes('chunked') && codings.at(-1) !== 'chunked') found.push(['chunked-not-last', codings.join(', ')]);
  if (codings.some((one) => one !== 'chunked')) found.push(['unknown-transfer-coding', codings.join(', ')]);
  return found;
}

const NONE: FramingRule['oddities'] = [];

/** Whether both sides mean to keep the connection open (RFC 9112 section 9.3). */
export function persists(request: { readonly version: string; readonly fields: Fields }, head: ResponseHead): boolean {
  const said = members(head.fields, 'connection');
  if (names(said, 'close') || names(members(request.fields, 'connection'), 'close')) return false;
  const modern = /^HTTP\/1\.[1-9]$/i.test(head.version);
  return (modern && request.version === 'HTTP/1.1') || names(said, 'keep-alive');
}

const names = (tokens: readonly string[], token: string): boolean => tokens.some((one) => sameName(one, token));

/** Milliseconds that the server keeps an idle connection, as its `Keep-Alive` says; a second less, so that our end comes first. */
export function keepAliveHint(fields: Fields): number | undefined {
  const seconds = /(?:^|[\s,])timeout\s*=\s*"?(\d{1,9})/i.exec(firstOf(fields, 'keep-alive') ?? '')?.[1];
  return seconds === undefined ? undefined : Math.max(1, (Number(seconds) - 1) * 1000);
}

/** Whether the request waits for a 100 before its content (RFC 9110 section 10.1.1). */
export const expectsContinue = (fields: Fields): boolean =>
  has(fields, 'expect') && valuesOf(fields, 'expect').some((value) => value.trim().toLowerCase() === '100-continue');
