// Readers that many fields share: whole numbers, dates, lists of tokens, structured values. Each gives the value or one remark.
import { type HttpDate, parseDate } from '../../../http/date.ts';
import {
  type Entry,
  type Item,
  type Member,
  parseDictionary,
  parseItem,
  parseList,
  type StructuredFault,
} from '../../../http/structured-fields.ts';
import { isDigits, isToken, type Piece, split } from '../../../http/token.ts';
import { say, text } from '../../../text/prose.ts';
import type { Result } from '../../../text/result.ts';
import { escaped } from '../../shown.ts';
import { rfc } from '../../spec.ts';
import type { Reading, Remark, Scene } from './rule.ts';

/** A value for a note, without what would not print, cut to `max` characters. */
export const shown = (value: string, max = 40): string => (value === '' ? '(empty)' : escaped(value, max));

/** Digits and nothing else. */
export function wholeNumber(value: string, name: string): Reading<number, 'not-a-number'> {
  if (isDigits(value)) return { parsed: Number(value) };
  return {
    remarks: [
      {
        id: 'not-a-number',
        level: 'warning',
        title: say`${name} must be a whole number, not ${shown(value, 20)}`,
        detail: say`Only digits are allowed: no sign, no point, no unit. A recipient ignores the field.`,
      },
    ],
  };
}

export type DateFault = 'not-a-date' | 'old-form' | 'wrong-weekday';
export const DATE_FAULTS = ['not-a-date', 'old-form', 'wrong-weekday'] as const;

/** One of the three forms of RFC 9110 section 5.6.7. */
export function httpDate(value: string, scene: Scene): Reading<HttpDate, DateFault> {
  const parsed = parseDate(value, scene.now);
  if (parsed === undefined)
    return {
      remarks: [
        {
          id: 'not-a-date',
          level: 'warning',
          title: say`${scene.name} is not a date: ${shown(value, 30)}`,
          detail: say`An HTTP date is written like ${'Fri, 20 Nov 2026 12:00:00 GMT'}: English names, two-digit day, GMT. A recipient ignores anything else.`,
          specs: [rfc(9110, '5.6.7')],
        },
      ],
    };
  return { parsed, remarks: dateOddities(parsed, scene) };
}

/** What is odd about a date that can be read. */
export const dateOddities = (date: HttpDate, scene: Scene): readonly Remark<'old-form' | 'wrong-weekday'>[] =>
  [oldForm(date, scene), wrongWeekday(date, scene)].filter((r) => r !== undefined);

function oldForm(date: HttpDate, { name }: Scene): Remark<'old-form'> | undefined {
  if (date.form === 'imf') return undefined;
  return {
    id: 'old-form',
    level: 'warning',
    title: say`${name} uses an obsolete form of date`,
    detail: say`Recipients still read it, but a sender must write the form ${'Fri, 20 Nov 2026 12:00:00 GMT'}.${text(date.form === 'rfc850' ? ' The two-digit year has to be guessed.' : '')}`,
    specs: [rfc(9110, '5.6.7')],
  };
}

function wrongWeekday(date: HttpDate, { name, value }: Scene): Remark<'wrong-weekday'> | undefined {
  if (date.weekday === undefined) return undefined;
  return {
    id: 'wrong-weekday',
    level: 'warning',
    title: say`${name} names the wrong day: that date is a ${text(date.weekday)}`,
    detail: say`${value.slice(0, 3)} and the date do not go together. Most recipients ignore the name of the day; strict ones reject the date.`,
    specs: [rfc(9110, '5.6.7')],
  };
}

/** A comma-separated list whose members are tokens; a member that is none is told and left out. */
export function tokens(value: string, name: string): Reading<readonly Piece[], 'not-a-token'> {
  const pieces = split(value);
  const bad = pieces.find((piece) => !isToken(piece.text));
  const good = pieces.filter((piece) => isToken(piece.text));
  return {
    parsed: bad !== undefined && good.length === 0 ? undefined : good,
    remarks:
      bad === undefined
        ? []
        : [
            {
              id: 'not-a-token',
              level: 'warning',
              span: bad.range,
              title: say`${shown(bad.text, 24)} is not a possible member of ${name}`,
              detail: say`Members are tokens, separated by commas: letters, digits and a few signs, without spaces and quotes. Recipients ignore the member, or the whole field.`,
              specs: [rfc(9110, '5.6.1'), rfc(9110, '5.6.2')],
            },
          ],
  };
}

export const structuredItem = (value: string, name: string): Reading<Item, 'not-structured'> => structured(parseItem(value), value, name);
export const structuredList = (value: string, name: string): Reading<readonly Member[], 'not-structured'> =>
  structured(parseList(value), value, name);
export const structuredDictionary = (value: string, name: string): Reading<readonly Entry[], 'not-structured'> =>
  structured(parseDictionary(value), value, name);

function structured<T>(read: Result<T, StructuredFault>, value: string, name: string): Reading<T, 'not-structured'> {
  if (read.ok) return { parsed: read.value };
  const { at, expected } = read.error;
  return {
    remarks: [
      {
        id: 'not-structured',
        level: 'warning',
        span: { start: Math.min(at, value.length), end: value.length },
        title: say`${name} cannot be read, from position ${text(at + 1)} on`,
        detail: say`This is a structured field, and those are read strictly: one fault anywhere makes a recipient ignore the whole field. Found ${shown(value.slice(at), 20)}, expected ${text(expected)}.`,
        specs: [rfc(9651, '4.2')],
      },
    ],
  };
}

/** Any text is taken as it is. */
export const anything = (value: string): { readonly parsed: string } => ({ parsed: value });
