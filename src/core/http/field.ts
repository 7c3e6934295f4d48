// Header and trailer fields (RFC 9110 section 5): an ordered list of pairs, from the parser to the panel.

/** Name and value as on the wire: order, case and duplicates kept, white space around the value removed. */
export type Field = readonly [name: string, value: string];

/** Never an object keyed by name: two fields of one name are two entries. */
export type Fields = readonly Field[];

const same = (a: string, b: string): boolean => a.length === b.length && a.toLowerCase() === b.toLowerCase();

/** The values of all fields of that name (any case), in order; an empty list when there is none. */
export function valuesOf(fields: Fields, name: string): readonly string[] {
  let values: string[] | undefined;
  for (const [n, value] of fields)
    if (same(n, name)) {
      values ??= [];
      values.push(value);
    }
  return values ?? NONE;
}

const NONE: readonly string[] = [];

/** The first value of that name, or `undefined`. */
export const firstOf = (fields: Fields, name: string): string | undefined => fields.find(([n]) => same(n, name))?.[1];

/** All values of that name joined with a comma, as RFC 9110 section 5.3 lets a recipient do; `undefined` when there is none. */
export function combined(fields: Fields, name: string): string | undefined {
  const values = valuesOf(fields, name);
  return values.length === 0 ? undefined : values.join(', ');
}

export const has = (fields: Fields, name: string): boolean => fields.some(([n]) => same(n, name));

export const sameName = same;
