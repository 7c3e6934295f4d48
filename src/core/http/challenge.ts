// Challenges of WWW-Authenticate and credentials of Authorization (RFC 9110 sections 11.3 and 11.4), with their places.
import type { Range } from '../text/range.ts';
import { type Parameter, parseParameter } from './parameters.ts';
import { split, trim } from './token.ts';

export interface Challenge {
  /** As written; compare without regard to case. */
  readonly scheme: string;
  /** What follows the scheme when it is no list of parameters: base64 and the like. */
  readonly token68: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly range: Range;
}

/** Several challenges may stand in one field, and commas separate both them and their parameters. */
export function parseChallenges(value: string): readonly Challenge[] {
  const found: { scheme: string; token68: string | undefined; parameters: Parameter[]; range: Range }[] = [];
  for (const piece of split(value)) {
    const start = /^([!#$%&'*+\-.^_`|~\w]+)(?:[ \t]+(?!=)|$)/.exec(piece.text);
    const last = found.at(-1);
    if (start === null) {
      if (last === undefined) continue;
      last.parameters.push(parseParameter(piece));
      last.range = { start: last.range.start, end: piece.range.end };
      continue;
    }
    const rest = trim(piece.text.slice(start[0].length), piece.range.start + start[0].length);
    const token68 = /^[A-Za-z0-9\-._~+/]+=*$/.test(rest.text) ? rest.text : undefined;
    found.push({
      scheme: start[1] ?? '',
      token68,
      parameters: token68 === undefined && rest.text !== '' ? [parseParameter(rest)] : [],
      range: piece.range,
    });
  }
  return found;
}

export interface Credentials {
  readonly scheme: string;
  /** All after the scheme and the white space. A secret. */
  readonly rest: string;
}

/** `undefined` when nothing that could be a scheme stands at the beginning. */
export function parseCredentials(value: string): Credentials | undefined {
  const found = /^([!#$%&'*+\-.^_`|~\w]+)(?:[ \t]+(.*))?$/s.exec(value);
  return found === null ? undefined : { scheme: found[1] ?? '', rest: found[2] ?? '' };
}
