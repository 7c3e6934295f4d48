// Lists with weights: `gzip;q=1.0, br;q=0.5` (RFC 9110 section 12.4.2).
import { parameter, parseParameters } from '../../../http/parameters.ts';
import { split } from '../../../http/token.ts';
import { say, text } from '../../../text/prose.ts';
import type { Range } from '../../../text/range.ts';
import { rfc } from '../../spec.ts';
import type { Reading, Remark } from './rule.ts';
import { shown } from './shapes.ts';

export interface Weighted {
  /** Before the first semicolon. */
  readonly word: string;
  /** From 0 (not acceptable) to 1. */
  readonly weight: number;
  readonly range: Range;
}

/** `fits` tells whether a word is of this field's kind; one that is not gets the remark `misfit`. */
export function weighted<Id extends string>(
  value: string,
  name: string,
  fits: (word: string) => boolean,
  misfit: Id,
  expected: string,
): Reading<readonly Weighted[], Id | 'bad-weight'> {
  const remarks: Remark<Id | 'bad-weight'>[] = [];
  const members = split(value).map((piece): Weighted => {
    const [head, ...rest] = parseParameters(piece.text, { offset: piece.range.start });
    const word = head === undefined ? piece.text : (piece.text.split(';')[0]?.trim() ?? '');
    const q = parameter(rest, 'q');
    if (!fits(word))
      remarks.push({
        id: misfit,
        level: 'warning',
        span: piece.range,
        title: say`${shown(word, 24)} in ${name} is not ${text(expected)}`,
        detail: say`A server that cannot read a member ignores it, or the whole field. Members are separated by commas, their weight follows after a semicolon.`,
      });
    if (q !== undefined && !/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q.value ?? ''))
      remarks.push({
        id: 'bad-weight',
        level: 'warning',
        span: q.range,
        title: say`${`q=${shown(q.value ?? '', 12)}`} is not a weight: it goes from 0 to 1, with up to three decimals`,
        detail: say`Servers treat a weight that they cannot read in different ways: as 1, as 0, or they ignore the member.`,
        specs: [rfc(9110, '12.4.2')],
      });
    const weight = Number(q?.value ?? 1);
    return { word, weight: weight >= 0 && weight <= 1 ? weight : 1, range: piece.range };
  });
  const parsed = members.filter((m) => fits(m.word));
  return { parsed: members.length > 0 && parsed.length === 0 ? undefined : parsed, remarks };
}

/** `a, then b (0.5), not c`: the most wanted first; at most 60 characters of it. */
export function orderOf(members: readonly Weighted[]): string {
  const wanted = members.filter((m) => m.weight > 0).toSorted((a, b) => b.weight - a.weight);
  const refused = members.filter((m) => m.weight === 0).map((m) => m.word);
  const words = wanted.map((m, i) => {
    const weight = m.weight === 1 ? '' : ` (${m.weight})`;
    const before = i === 0 ? '' : m.weight < (wanted[i - 1]?.weight ?? 1) ? ', then ' : ', ';
    return `${before}${m.word}${weight}`;
  });
  const no = refused.length === 0 ? '' : `${wanted.length > 0 ? ', ' : ''}not ${refused.join(', ')}`;
  return shown(words.join('') + no, 66);
}
