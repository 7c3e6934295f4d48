// A request across origins, with what the CORS rules need of it.
import { type Fields, firstOf, has, valuesOf } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import * as anchors from '../anchor.ts';
import { fetchStandard } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { nameIn, urlOf } from '../view.ts';

export interface Crossing {
  readonly origin: string;
  readonly url: URL;
  readonly method: string | undefined;
  readonly status: number;
  readonly sent: Fields;
  readonly got: Fields;
  /** The method that a preflight asks for; `undefined` when this is no preflight. */
  readonly wanted: string | undefined;
  /** All values of Access-Control-Allow-Origin. */
  readonly allowed: readonly string[];
  readonly credentials: string | undefined;
}

export const corsCheck = [fetchStandard('concept-cors-check')];
export const corsPreflight = [fetchStandard('cors-preflight-fetch-0')];

/** `undefined` when the exchange does not cross origins, or too little of it is known. WebSockets are not bound by CORS. */
export function crossing(subject: Subject): Crossing | undefined {
  const { request, response } = subject;
  const origin = firstOf(request?.fields ?? [], 'Origin');
  if (origin === undefined) return undefined;
  const url = urlOf(request?.url, request?.fields);
  if (url === undefined || response?.status === undefined || response.fields === undefined) return undefined;
  if (origin === url.origin || subject.webSocket !== undefined || /^wss?:$/.test(url.protocol) || response.status === 101) return undefined;
  const sent = request?.fields ?? [];
  return {
    origin,
    url,
    method: request?.method,
    status: response.status,
    sent,
    got: response.fields,
    wanted: request?.method === 'OPTIONS' ? firstOf(sent, 'Access-Control-Request-Method') : undefined,
    allowed: valuesOf(response.fields, 'Access-Control-Allow-Origin'),
    credentials: firstOf(response.fields, 'Access-Control-Allow-Credentials'),
  };
}

/** The CORS check itself: one value, `*` or the very origin. */
export const passes = (x: Crossing): boolean => x.allowed.length === 1 && (x.allowed[0] === '*' || x.allowed[0] === x.origin);

/** The members of a list field of the response, in lower case unless `exact`. */
export const listOf = (x: Crossing, name: string, exact = false): readonly string[] =>
  valuesOf(x.got, name).flatMap((value) => split(value).map((p) => (exact ? p.text : p.text.toLowerCase())));

/** The anchor of a response field, or of the whole response when it is not there. */
export const at = (x: Crossing, name: string): string =>
  has(x.got, name) ? anchors.field('response', nameIn(x.got, name)) : anchors.response;
