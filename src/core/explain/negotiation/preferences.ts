// Weighted lists of preferences: `fr, en;q=0.5` (RFC 9110 section 12.4.2).
import { parseParameters } from '../../http/parameters.ts';
import { split } from '../../http/token.ts';

export interface Preference {
  /** In lower case, without its weight; other parameters stay: `text/html;level=1`. */
  readonly value: string;
  /** 0 to 1; 1 where none is given, 0 means not acceptable. */
  readonly weight: number;
}

export function preferences(value: string): readonly Preference[] {
  return split(value).map(({ text }) => {
    const [head = '', ...rest] = text.split(';');
    const weight = parseParameters(rest.join(';')).find((p) => p.name.toLowerCase() === 'q')?.value;
    const number = weight === undefined ? 1 : Number(weight);
    return { value: head.trim().toLowerCase(), weight: Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 1 };
  });
}

/** The weight of a media type by the most specific range that covers it; `undefined` when none does (section 12.5.1). */
export function weightOfType(list: readonly Preference[], type: string): number | undefined {
  const [main = ''] = type.split('/');
  return (list.find((p) => p.value === type) ?? list.find((p) => p.value === `${main}/*`) ?? list.find((p) => p.value === '*/*'))?.weight;
}

/** By basic filtering (RFC 4647 section 3.3.1): `en` covers `en-US`; the longest range that covers it decides. */
export function weightOfLanguage(list: readonly Preference[], language: string): number | undefined {
  const tag = language.toLowerCase();
  const covering = list.filter((p) => p.value === tag || tag.startsWith(`${p.value}-`)).sort((a, b) => b.value.length - a.value.length);
  return (covering[0] ?? list.find((p) => p.value === '*'))?.weight;
}

/** A coding that is not named is acceptable only by `*`; `identity` always, unless refused (section 12.5.3). */
export function weightOfCoding(list: readonly Preference[], coding: string): number | undefined {
  const named =
    list.find((p) => p.value === coding || `x-${p.value}` === coding || p.value === `x-${coding}`) ?? list.find((p) => p.value === '*');
  return named?.weight ?? (coding === 'identity' ? 1 : undefined);
}
