// Parameters: `; name=value; name="quoted value"` (RFC 9110 section 5.6.6). Total: what is wrong stands beside what was read.
import type { Range } from '../text/range.ts';
import { isToken, type Piece, readQuoted, split, trim } from './token.ts';

export interface Parameter {
  /** As written; compare without regard to case. */
  readonly name: string;
  /** Unquoted; `undefined` when there is no `=`. */
  readonly value: string | undefined;
  readonly quoted: boolean;
  readonly range: Range;
  readonly nameRange: Range;
  /** The value with its quotes; empty, at the end, when there is none. */
  readonly valueRange: Range;
  readonly fault: ParameterFault | undefined;
}

/** `space`: white space beside `=`; `name` and `value`: not a token; `quote`: a quoted string that does not end or has text after it. */
export type ParameterFault = 'space' | 'name' | 'value' | 'quote';

/** Reads what stands between semicolons (or commas, for challenges and cookies of Digest). `offset` is added to every range. */
export function parseParameters(text: string, options: { offset?: number; separator?: ';' | ',' } = {}): readonly Parameter[] {
  return split(text, options.separator ?? ';', { offset: options.offset ?? 0 }).map(parseParameter);
}

/** One `name=value`. */
export function parseParameter(piece: Piece): Parameter {
  const { text, range } = piece;
  const equals = text.indexOf('=');
  if (equals < 0) {
    const valueRange = { start: range.end, end: range.end };
    return {
      name: text,
      value: undefined,
      quoted: false,
      range,
      nameRange: range,
      valueRange,
      fault: isToken(text) ? undefined : 'name',
    };
  }
  const name = trim(text.slice(0, equals), range.start);
  const raw = trim(text.slice(equals + 1), range.start + equals + 1);
  const quoted = readQuoted(raw.text, 0);
  const spaced = name.range.end !== range.start + equals || raw.range.start !== range.start + equals + 1;
  return {
    name: name.text,
    value: quoted === undefined ? raw.text : quoted.value,
    quoted: quoted !== undefined,
    range,
    nameRange: name.range,
    valueRange: raw.range,
    fault: faultOf(name.text, raw.text, quoted) ?? (spaced ? 'space' : undefined),
  };
}

/** The first parameter of that name (lower case). */
export const parameter = (parameters: readonly Parameter[], name: string): Parameter | undefined =>
  parameters.find((p) => p.name.toLowerCase() === name);

function faultOf(name: string, raw: string, quoted: { end: number; closed: boolean } | undefined): ParameterFault | undefined {
  if (!isToken(name)) return 'name';
  if (quoted !== undefined) return quoted.closed && quoted.end === raw.length ? undefined : 'quote';
  return isToken(raw) ? undefined : 'value';
}
