// Content-Range (RFC 9110 section 14.4). Whether it answers the request's Range is checked in ranges/.
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { octets } from '../words.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const contentRange: FieldRule = field({
  name: 'Content-Range',
  specs: [rfc(9110, '14.4')],
  where: ['response', 'request'],
  shape: 'single',
  summary: say`Which part of the whole this content is: first and last position, both inclusive, and the complete length.`,
  remarks: ['unreadable', 'impossible', 'partial-put'],
  read: (value) => {
    const found = /^(\S+) (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(value);
    const [, unit = '', first, last, total = '*'] = found ?? [];
    if (found === null || (first === undefined && total === '*'))
      return {
        remarks: [
          {
            id: 'unreadable',
            level: 'error',
            title: say`${'Content-Range'} cannot be read: ${shown(value, 36)}`,
            detail: say`It is written ${'bytes 0-99/1000'}: unit, space, first and last position, slash, complete length or ${'*'}. A client must not combine a part whose place it does not know.`,
          },
        ],
      };
    const parsed = {
      unit,
      first: first === undefined ? undefined : Number(first),
      last: Number(last ?? 0),
      total: total === '*' ? undefined : Number(total),
    };
    const impossible =
      parsed.first !== undefined && (parsed.last < parsed.first || (parsed.total !== undefined && parsed.total <= parsed.last));
    return {
      parsed: impossible ? undefined : parsed,
      remarks: impossible
        ? [
            {
              id: 'impossible',
              level: 'error',
              title: say`${shown(value, 40)} is not a possible range`,
              detail: say`Positions count from 0 and are inclusive: the last may not lie before the first, nor at or beyond the complete length. Such a field is invalid, and the part must not be used.`,
            },
          ]
        : [],
    };
  },
  check: (_, { place, subject }) =>
    when(place === 'request' && subject.request?.method === 'PUT', {
      id: 'partial-put',
      level: 'info',
      title: say`A ${'PUT'} of a part: only a server that has agreed to it puts it in its place`,
      detail: say`Support for partial ${'PUT'} is by agreement, and a server without it should answer ${'400'}. One that does not know ${'Content-Range'} here may store the part as the whole. ${'PATCH'} is made for changing a part.`,
      specs: [rfc(9110, '14.5')],
    }),
  tell: ({ unit, first, last, total }) => {
    if (first === undefined)
      return { margin: true, title: say`The whole has ${text(octets(total ?? 0))}; the requested range lies outside of it` };
    const count = last - first + 1;
    const size = unit === 'bytes' ? octets(count) : `${count} ${unit}`;
    const of = total === undefined ? say` of an unknown total` : say` of ${text(String(total))}`;
    const part = total !== undefined && last === total - 1 ? (first === 0 ? ' (all of it)' : ` (the last ${count})`) : '';
    return {
      margin: true,
      title: say`Positions ${text(`${first} to ${last}`)}: ${text(size)}${of}${text(part)}`,
      detail: say`Both positions are inclusive, so the part has ${text(`${last} − ${first} + 1 = ${count}`)}${text(unit === 'bytes' ? ' octets' : '')}.${text(total === undefined ? ' The complete length was not known when this was sent.' : '')}`,
    };
  },
});
