// Range (RFC 9110 section 14.2). What came of it is told in ranges/.
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { octets } from '../words.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

interface Part {
  /** `undefined`: the last `last` octets. */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

export const range: FieldRule = field({
  name: 'Range',
  specs: [rfc(9110, '14.2')],
  where: ['request'],
  shape: 'single',
  summary: say`Asks for a part of the content only; positions count from 0 and both ends are inclusive.`,
  values: {
    'bytes=0-499': 'the first 500',
    'bytes=500-': 'from position 500 on',
    'bytes=-500': 'the last 500',
    'bytes=0-0,-1': 'the first and the last',
  },
  remarks: ['unreadable', 'unknown-unit', 'backwards', 'overlap', 'not-for-method'],
  read: (value) => {
    const [, unit, set = ''] = /^([!#$%&'*+\-.^_`|~\w]+)=(.+)$/.exec(value) ?? [];
    if (unit === undefined) return unreadable(value);
    if (unit.toLowerCase() !== 'bytes')
      return {
        remarks: [
          {
            id: 'unknown-unit',
            level: 'info',
            title: say`Ranges of ${shown(unit, 20)} mean something only to this server`,
            detail: say`The only unit in general use is ${'bytes'}; a server ignores a ${'Range'} whose unit it does not know.`,
            specs: [rfc(9110, '14.1')],
          },
        ],
      };
    const parts = split(set).map((p) => partOf(p.text));
    if (parts.length === 0 || parts.includes(undefined)) return unreadable(value);
    const good = parts.filter((p) => p !== undefined);
    const wrong = good.find((p) => p.first !== undefined && p.last !== undefined && p.last < p.first);
    return wrong === undefined
      ? { parsed: good }
      : {
          remarks: [
            {
              id: 'backwards',
              level: 'warning',
              title: say`The range ${`${wrong.first}-${wrong.last}`} runs backwards: servers ignore or refuse the field`,
              detail: say`The first position must not be greater than the last. A server may ignore an invalid ${'Range'}, so that the whole content comes with 200, or refuse it.`,
              specs: [rfc(9110, '14.1.1')],
            },
          ],
        };
  },
  tell: (parts, { subject }) => {
    const [first] = parts;
    if (first === undefined || !['GET', undefined].includes(subject.request?.method)) return undefined;
    return parts.length > 1
      ? { margin: true, title: say`Asks for ${text(String(parts.length))} ranges; they come as parts of ${'multipart/byteranges'}` }
      : { margin: true, title: say`Asks for ${text(wordsOf(first))}` };
  },
  check: (parts, { subject }) => {
    const method = subject.request?.method;
    return method === undefined || method === 'GET'
      ? when(overlapping(parts) > 2, {
          id: 'overlap',
          level: 'warning',
          title: say`${overlapping(parts)} of the ranges overlap: servers may ignore or refuse the field`,
          detail: say`Ranges that overlap, or very many small ones, let a server send the same octets again and again; that was used for attacks. A server may answer with the whole content instead, with 416, or join the ranges.`,
          specs: [rfc(9110, '14.2'), rfc(9110, '17.15')],
        })
      : [
          {
            id: 'not-for-method',
            level: 'info',
            title: say`${'Range'} is defined for GET only and ignored with ${method}`,
            detail: say`A server must ignore it with every method for which range handling is not defined.`,
          },
        ];
  },
});

/** How many ranges share octets with an earlier one, it included. */
function overlapping(parts: readonly Part[]): number {
  const known = parts.filter((p) => p.first !== undefined);
  const meets = (a: Part, b: Part): boolean => (a.first ?? 0) <= (b.last ?? Infinity) && (b.first ?? 0) <= (a.last ?? Infinity);
  return known.slice(0, 100).filter((one, i) => known.slice(0, 100).some((other, k) => k !== i && meets(one, other))).length;
}

const unreadable = (value: string) =>
  ({
    remarks: [
      {
        id: 'unreadable',
        level: 'warning',
        title: say`${'Range'} cannot be read: ${shown(value, 36)}`,
        detail: say`It is written ${'bytes=0-499'}, ${'bytes=500-'} or ${'bytes=-200'}. A server may ignore an invalid one and send the whole content with 200, or refuse it.`,
        specs: [rfc(9110, '14.1.1')],
      },
    ],
  }) as const;

function partOf(word: string): Part | undefined {
  const found = /^(\d*)-(\d*)$/.exec(word);
  if (found === null || word === '-') return undefined;
  const number = (digits: string | undefined): number | undefined => (digits === undefined || digits === '' ? undefined : Number(digits));
  return { first: number(found[1]), last: number(found[2]) };
}

function wordsOf({ first, last }: Part): string {
  if (first === undefined) return `the last ${octets(last ?? 0)}`;
  if (last === undefined) return first === 0 ? 'everything, as a range' : `everything from position ${first} on`;
  return first === 0 ? `the first ${octets(last + 1)}` : `positions ${first} to ${last}, ${octets(last - first + 1)}`;
}
