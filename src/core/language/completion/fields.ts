// Field names and values. What there is to know of a field comes from `core/explain/fields`.
import type { FieldRule } from '../../explain/fields/engine/rule.ts';
import { RULES, ruleFor } from '../../explain/fields/index.ts';
import { textOf } from '../../syntax/tree.ts';
import { methodOf } from '../request-kind.ts';
import type { Completion } from './item.ts';
import type { Spot } from './spot.ts';

/** Asked for most often, in this order; the others follow by name. */
const USUAL = ['Accept', 'Content-Type', 'Authorization', 'Accept-Language', 'Accept-Encoding', 'Cache-Control', 'Cookie', 'If-None-Match'];

/** Those of the side that the caret is on; a field that may stand only once and is there already is left out. */
export function fieldNames({ block, offset, after, region }: Spot, typed: string): readonly Completion[] {
  const range = { start: offset - typed.length, end: offset };
  const side = region === 'response' ? 'response' : 'request';
  const fields = side === 'request' ? (block.request?.fields ?? []) : (block.responses.at(-1)?.fields ?? []);
  const present = new Set(fields.map((f) => textOf(block, f.name).toLowerCase()));
  present.delete(typed.toLowerCase());
  const colon = /^\s*:/.test(after) ? '' : ': ';
  return RULES.filter((rule) => rule.where.includes(side) && !(once(rule) && present.has(rule.name.toLowerCase())))
    .filter(({ standing }) => standing !== 'obsolete' && standing !== 'deprecated')
    .map(
      (rule): Completion => ({ ...named(rule.name, colon, range), documentation: rule.summary, rank: rankOf(rule.name, methodOf(block)) }),
    );
}

const named = (name: string, colon: string, range: Completion['range']): Omit<Completion, 'rank'> => ({
  kind: 'field',
  label: name,
  insert: name + colon,
  range,
  again: true,
});

const once = ({ shape }: FieldRule): boolean => shape === 'single' || shape === 'item';

function rankOf(name: string, method: string): number {
  if (name === 'Content-Type' && !/^(?:POST|PUT|PATCH|QUERY)$/.test(method)) return USUAL.length;
  const usual = USUAL.indexOf(name);
  return usual < 0 ? USUAL.length + 1 : usual;
}

/** `typed` is the value so far. The member that the caret is in is replaced. */
export function fieldValues({ offset, after }: Spot, name: string, typed: string): readonly Completion[] {
  const rule = ruleFor(name);
  const values = { ...OWN[name.toLowerCase()], ...rule?.values };
  const member = /[^,\s]*$/.exec(typed)?.[0] ?? '';
  const rest = /^[^,;\s]*/.exec(after)?.[0] ?? '';
  const range = { start: offset - member.length, end: offset + rest.length };
  return Object.entries(values).map(
    ([value, detail], rank): Completion => ({ kind: 'value', label: value, insert: value, range, detail, rank }),
  );
}

/** Values that only a person who writes a request wants. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  authorization: {
    Basic: 'user password, encoded when it is sent',
    Bearer: 'a token',
    Digest: 'user password, answered when the server asks',
  },
  'content-type': {
    'application/json': 'JSON',
    'application/x-www-form-urlencoded': 'a form, a pair a line',
    'multipart/form-data; boundary=----postil': 'a form with files, in parts',
    'application/xml': 'XML',
    'text/plain; charset=utf-8': 'text',
    'application/octet-stream': 'octets of any kind',
    'application/merge-patch+json': 'a change, for PATCH',
    'application/graphql-response+json': 'GraphQL',
  },
};

const PART_FIELDS: readonly (readonly [string, string])[] = [
  ['Content-Disposition', 'name of the part, and of its file'],
  ['Content-Type', 'media type of the part'],
];

export function partFieldNames({ offset }: Spot, typed: string): readonly Completion[] {
  const range = { start: offset - typed.length, end: offset };
  return PART_FIELDS.map(([name, detail], rank) => ({ ...named(name, ': ', range), detail, rank }));
}

export function partFieldValues(spot: Spot, name: string, typed: string): readonly Completion[] {
  if (name.toLowerCase() === 'content-type')
    return fieldValues(spot, name, typed).filter(({ label }) => !label.startsWith('multipart/form-data'));
  if (name.toLowerCase() !== 'content-disposition') return [];
  const range = { start: spot.offset - typed.length, end: spot.offset };
  return [
    { kind: 'value', label: 'form-data; name="…"', insert: 'form-data; name="<name>"', template: true, range, detail: 'a value', rank: 0 },
    {
      kind: 'value',
      label: 'form-data; name="…"; filename="…"',
      insert: 'form-data; name="<name>"; filename="<file.txt>"',
      template: true,
      range,
      detail: 'a file',
      rank: 1,
    },
  ];
}
