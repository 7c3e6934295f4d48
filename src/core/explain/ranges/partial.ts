// 206 Partial Content: one part with Content-Range, or several in multipart/byteranges (RFC 9110 sections 14.6 and 15.3.7).
import { parseMultipart } from '../../body/multipart.ts';
import { firstOf } from '../../http/field.ts';
import { parseMediaType } from '../../http/media-type.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, good, info, warning } from '../note.ts';
import { counted, escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, contentSize, nameIn, notAnswered, notAsked, type View } from '../view.ts';
import { listed, octets, plural } from '../words.ts';
import { type Part, placed, readContentRange, readRange } from './read.ts';

export function explainPartial(x: View): readonly Annotation[] {
  const unasked = notAsked(x, 'Range') ? [notAskedFor(x)] : [];
  const multipart = /^\s*multipart\/byteranges\b/i.test(answered(x, 'Content-Type') ?? '');
  return [...unasked, ...otherVersion(x), ...(multipart ? several(x) : single(x)), ...noValidator(x)];
}

function notAskedFor(x: View): Annotation {
  return error('ranges/not-asked', at.responseStatus, {
    title: say`${'206'} to a request without ${'Range'}: a part was sent where the whole was asked for`,
    detail: say`Only a request with ${'Range'} may be answered with a part. A client that did not ask takes the part of ${x.path} for all of it, or fails. Often a cache stored a part and hands it to everybody.`,
    specs: [rfc(9110, '15.3.7'), rfc(9110, '14.2')],
  });
}

/** RFC 9110 section 13.1.5: the part only while the tag is still the same, else the whole. */
function otherVersion(x: View): readonly Annotation[] {
  const asks = firstOf(x.sent, 'If-Range')?.trim();
  const tag = firstOf(x.got, 'ETag')?.trim();
  if (asks === undefined || tag === undefined || !asks.startsWith('"') || asks === tag) return [];
  return [
    error('ranges/if-range-ignored', at.responseStatus, {
      title: say`${'If-Range'} wants ${escaped(asks, 20)}, the part is of ${escaped(tag, 20)}: the whole was due`,
      detail: say`The condition is false, since the content has another ${'ETag'} now, and then a server must ignore ${'Range'} and send all of it with ${'200'}. A client that appends this part to what it has gets a file made of two versions.`,
      specs: [rfc(9110, '13.1.5'), rfc(9110, '14.2')],
      basis: 'computed',
    }),
  ];
}

function single(x: View): readonly Annotation[] {
  const value = firstOf(x.got, 'Content-Range');
  if (value === undefined) {
    if (!notAnswered(x, 'Content-Range')) return [];
    return [
      error('ranges/no-content-range', at.responseStatus, {
        title: say`A ${'206'} with one part must say which in ${'Content-Range'}, and does not`,
        detail: say`Without ${'Content-Range'} nobody knows where the octets belong, so the client must not combine them with anything. The server must send it, or several parts as ${'multipart/byteranges'}.`,
        specs: [rfc(9110, '15.3.7.1'), rfc(9110, '14.4')],
      }),
    ];
  }
  const part = readContentRange(value);
  if (part?.first === undefined || part.last === undefined || part.unit !== 'bytes') return [];
  const size = part.last - part.first + 1;
  const anchor = at.field('response', nameIn(x.got, 'Content-Range'));
  return [...wrongSize(x, size, anchor), ...otherPart(x, part, anchor), told(part, size, anchor)];
}

function told(part: Part, size: number, anchor: string): Annotation {
  const { first = 0, last = 0, total } = part;
  const share = total === undefined ? [] : say`: ${text(`${Math.round((size / total) * 100)} %`)}${text(shareWords(part, size))}`;
  return good('ranges/part', anchor, {
    title:
      total === undefined
        ? say`${text(octets(size))} of a total that is not known`
        : say`${String(size)} of ${text(octets(total))}${share}`,
    detail: say`Positions count from 0 and are inclusive: ${`${last} − ${first} + 1 = ${size}`} ${text(plural(size, 'octet'))}. ${
      total === undefined
        ? say`The ${'*'} says that the complete length is unknown, for example because the content is still growing.`
        : last + 1 < total
          ? say`${text(octets(total - last - 1))} follow after it: ${`Range: bytes=${last + 1}-`} asks for the remaining ones.`
          : text('It goes up to the end.')
    }`,
    specs: [rfc(9110, '14.4'), rfc(9110, '15.3.7.1')],
    basis: 'computed',
  });
}

function shareWords({ first = 0, last = 0, total = 0 }: Part, size: number): string {
  if (size === total) return ', all of it';
  if (last === total - 1) return `, the last ${octets(size)}`;
  return first === 0 ? `, the first ${octets(size)}` : '';
}

function wrongSize(x: View, size: number, anchor: string): readonly Annotation[] {
  const length = firstOf(x.got, 'Content-Length');
  const found = length !== undefined && /^\d+$/.test(length) ? Number(length) : contentSize(x.response);
  if (found === undefined || found === size || x.response?.complete === false || x.method === 'HEAD') return [];
  return [
    error('ranges/size-differs', anchor, {
      title: say`${'Content-Range'} covers ${String(size)} ${text(plural(size, 'octet'))}, but the content has ${String(found)}`,
      detail: say`Both positions are inclusive, which is where servers miscount by one. The part cannot be put in its place; a client that resumes a download gets a broken file.`,
      specs: [rfc(9110, '14.4')],
      basis: 'computed',
    }),
  ];
}

function otherPart(x: View, part: Part, anchor: string): readonly Annotation[] {
  const range = firstOf(x.sent, 'Range');
  const asks = range === undefined ? undefined : readRange(range);
  const { first = 0, last = 0, total } = part;
  if (range === undefined || asks === undefined || asks.length !== 1) return [];
  const [one] = asks;
  if (one === undefined || (total === undefined && one.first === undefined)) return [];
  const wanted = total === undefined ? { first: one.first ?? 0, last: one.last } : placed(one, total);
  if (wanted !== undefined && wanted.first === first && (wanted.last === undefined || last <= wanted.last)) return [];
  return [
    warning('ranges/other-part', anchor, {
      title: say`Asked for ${escaped(range, 26)}, got ${escaped(`${first}-${last}`, 26)}`,
      detail: say`The part that came is not the one that was asked for. A client has to go by ${'Content-Range'} and not by what it asked; one that does not builds a broken file.`,
      specs: [rfc(9110, '14.2'), rfc(9110, '15.3.7')],
      basis: 'computed',
    }),
  ];
}

function several(x: View): readonly Annotation[] {
  const anchor = at.field('response', nameIn(x.got, 'Content-Type'));
  const type = answered(x, 'Content-Type') ?? '';
  const content = x.response?.content;
  const outer = answered(x, 'Content-Range') === undefined ? [] : [outside(x)];
  if (parseMediaType(type)?.parameters.every(({ name }) => name.toLowerCase() !== 'boundary') === true)
    return [
      ...outer,
      error('ranges/no-boundary', anchor, {
        title: say`${'multipart/byteranges'} without the parameter ${'boundary'}, which is required`,
        detail: say`The boundary is the line that divides the parts; without it nobody can tell where one ends and the next begins. Write ${'Content-Type: multipart/byteranges; boundary=…'}.`,
        specs: [rfc(9110, '14.6'), rfc(2046, '5.1.1')],
      }),
    ];
  if (content === undefined) return outer;
  const { parts } = parseMultipart(content, type);
  const ranges = parts.map((part) => firstOf(part.fields, 'Content-Range'));
  const bare = ranges.filter((range) => range === undefined).length;
  const notes: Annotation[] = [...outer];
  if (parts.length > 0 && bare > 0)
    notes.push(
      error('ranges/part-without-range', at.responseBody, {
        title: say`${text(counted(bare, 'part'))} of ${String(parts.length)} without ${'Content-Range'}: its place is unknown`,
        detail: say`Each part of a ${'multipart/byteranges'} must say inside, in a ${'Content-Range'} field of its own, which octets it holds.`,
        specs: [rfc(9110, '14.6'), rfc(9110, '15.3.7.2')],
        basis: 'computed',
      }),
    );
  const asks = readRange(firstOf(x.sent, 'Range') ?? '');
  if (asks?.length === 1)
    notes.push(
      error('ranges/multipart-for-one', anchor, {
        title: say`A single range was asked for, and came as ${'multipart/byteranges'}`,
        detail: say`Whoever asks for one range may not know how to read several parts, so a server must not answer with them. Send the part itself, with ${'Content-Range'} in the header section.`,
        specs: [rfc(9110, '15.3.7.2')],
      }),
    );
  if (bare === parts.length) return notes;
  notes.push(
    info('ranges/parts', anchor, {
      title: say`${text(counted(parts.length, 'part'))}, one for each range: ${escaped(placesOf(ranges), 50)}`,
      detail: say`Several ranges come as ${text(counted(parts.length, 'part'))} in one ${'multipart/byteranges'} body, divided by the boundary. ${'Content-Range'} stands inside each part and not in the header section: ${placesProse(ranges)}.`,
      specs: [rfc(9110, '14.6'), rfc(9110, '15.3.7.2')],
      basis: 'computed',
    }),
  );
  return notes;
}

const placesOf = (ranges: readonly (string | undefined)[]): string =>
  listed(ranges.flatMap((range) => range?.replace(/^bytes /, '') ?? []));
const placesProse = (ranges: readonly (string | undefined)[]): Prose => say`${escaped(placesOf(ranges), 120)}`;

function outside(x: View): Annotation {
  return error('ranges/outer-content-range', at.field('response', nameIn(x.got, 'Content-Range')), {
    title: say`${'Content-Range'} in the header section of ${'multipart/byteranges'}`,
    detail: say`With several parts the server must not send ${'Content-Range'} in the header section: a client would take the whole multipart body for that one part.`,
    specs: [rfc(9110, '15.3.7.2')],
  });
}

function noValidator(x: View): readonly Annotation[] {
  if (!notAnswered(x, 'ETag') || !notAnswered(x, 'Last-Modified')) return [];
  return [
    info('ranges/no-validator', at.responseStatus, {
      title: say`No ${'ETag'} or ${'Last-Modified'}: parts cannot safely be put together`,
      detail: say`Without a validator a client cannot tell whether two parts are of the same version; with a strong ${'ETag'} it would ask with ${'If-Range'}.`,
      specs: [rfc(9110, '15.3.7.3'), rfc(9110, '13.1.5')],
    }),
  ];
}
