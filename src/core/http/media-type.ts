// Media types: `type/subtype; parameter=value` (RFC 9110 section 8.3.1, RFC 6838 section 4.2), with the place of each part.
import type { Range } from '../text/range.ts';
import { type Parameter, parameter, parseParameters } from './parameters.ts';
import { isToken, trim } from './token.ts';

export interface MediaType {
  /** Lower case; `*` in a range of media types. */
  readonly type: string;
  readonly subtype: string;
  /** `type/subtype`, lower case. */
  readonly essence: string;
  /** `json` for `application/problem+json`; `undefined` without a plus sign. */
  readonly suffix: string | undefined;
  readonly parameters: readonly Parameter[];
  /** The `type/subtype` part. */
  readonly range: Range;
}

/** `undefined` when there is no `token/token`. Parameters are read as far as they can be; each carries its own fault. */
export function parseMediaType(value: string, offset = 0): MediaType | undefined {
  const semicolon = value.indexOf(';');
  const head = trim(semicolon < 0 ? value : value.slice(0, semicolon), offset);
  const [type = '', subtype, ...rest] = head.text.split('/');
  if (subtype === undefined || rest.length > 0 || !isToken(type) || !isToken(subtype)) return undefined;
  const plus = subtype.lastIndexOf('+');
  return {
    type: type.toLowerCase(),
    subtype: subtype.toLowerCase(),
    essence: head.text.toLowerCase(),
    suffix: plus < 0 ? undefined : subtype.slice(plus + 1).toLowerCase(),
    parameters: semicolon < 0 ? [] : parseParameters(value.slice(semicolon + 1), { offset: offset + semicolon + 1 }),
    range: head.range,
  };
}

/** The value of the `charset` parameter in lower case; `undefined` when there is none. */
export const charsetOf = (type: MediaType): string | undefined => parameter(type.parameters, 'charset')?.value?.toLowerCase();

export const isJson = (type: MediaType): boolean => type.suffix === 'json' || type.subtype === 'json';

export const isXml = (type: MediaType): boolean => type.suffix === 'xml' || type.subtype === 'xml';
