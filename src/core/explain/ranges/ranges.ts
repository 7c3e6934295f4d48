// Range requests and what came of them (RFC 9110 section 14): the part, the parts, the whole instead, or nothing.
import { parseDate } from '../../http/date.ts';
import { firstOf } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { answered, contentSize, nameIn, notAnswered, notAsked, type View, view } from '../view.ts';
import { octets, plural } from '../words.ts';
import { explainPartial } from './partial.ts';
import { readContentRange, readRange } from './read.ts';

export function explainRanges(subject: Subject, x = view(subject)): readonly Annotation[] {
  const pointless = lonelyIfRange(x);
  if (x.status === 206) return [...pointless, ...explainPartial(x)];
  if (x.status === 416) return [...pointless, ...unsatisfied(x)];
  if (x.status === 200 && (x.method === 'GET' || x.method === undefined)) return [...pointless, ...whole(x), ...misplaced(x)];
  return pointless;
}

function lonelyIfRange(x: View): readonly Annotation[] {
  const value = firstOf(x.sent, 'If-Range');
  if (value === undefined) return [];
  const anchor = at.field('request', nameIn(x.sent, 'If-Range'));
  if (notAsked(x, 'Range'))
    return [
      info('ranges/if-range-alone', anchor, {
        title: say`${'If-Range'} without ${'Range'} has no effect`,
        detail: say`It makes a ${'Range'} conditional: the part if the version is the same, else the whole. A client must not send it without ${'Range'}, and a server ignores it.`,
        specs: [rfc(9110, '13.1.5')],
      }),
    ];
  if (!value.startsWith('W/')) return [];
  return [
    warning('ranges/weak-if-range', anchor, {
      title: say`A weak tag never matches in ${'If-Range'}: the whole will always come`,
      detail: say`Parts of two versions must not be mixed, so ${'If-Range'} compares strongly, and a client must not send a weak tag in it.`,
      specs: [rfc(9110, '13.1.5')],
    }),
  ];
}

function whole(x: View): readonly Annotation[] {
  const range = firstOf(x.sent, 'Range');
  if (range === undefined) return [];
  const size = contentSize(x.response) ?? Number(answered(x, 'Content-Length') ?? Number.NaN);
  const condition = firstOf(x.sent, 'If-Range');
  // A date is compared with Last-Modified, by exact match (section 13.1.5).
  const current = answered(x, parseDate(condition ?? '', x.now) === undefined ? 'ETag' : 'Last-Modified');
  const changed = condition !== undefined && current !== undefined && current !== condition;
  const why = changed
    ? say`${'If-Range'} named ${escaped(condition, 40)}, and the version is another one now, so the server sends the whole: that is what ${'If-Range'} is for.`
    : !/^bytes=/i.test(range)
      ? say`The unit of ${escaped(range, 40)} is not one that servers know in general, and an unknown one is ignored.`
      : readRange(range) === undefined
        ? say`The value ${escaped(range, 40)} is not a valid range in octets, and a server may ignore an invalid one.`
        : answered(x, 'Accept-Ranges')?.toLowerCase() === 'none'
          ? say`The server says ${'Accept-Ranges: none'}: it does not support ranges here.`
          : say`A server may ignore ${'Range'}, and one that does not support it does.`;
  return [
    info('ranges/ignored', at.responseStatus, {
      title: changed
        ? say`The version is another one than ${'If-Range'} names, so the whole came`
        : say`${'Range'} was ignored: the whole${Number.isFinite(size) ? say` (${text(octets(size))})` : []} came instead of ${escaped(range, 24)}`,
      detail: say`${why} ${'200'} means the entire content from its first octet on. That is allowed; a client that resumes a download must not append it to what it has.`,
      specs: [rfc(9110, '14.2'), ...(changed ? [rfc(9110, '13.1.5')] : [])],
    }),
  ];
}

function misplaced(x: View): readonly Annotation[] {
  if (answered(x, 'Content-Range') === undefined) return [];
  return [
    warning('ranges/content-range-in-200', at.field('response', nameIn(x.got, 'Content-Range')), {
      title: say`${'Content-Range'} means nothing in a ${'200'}: a part is sent with ${'206'}`,
      detail: say`The field belongs to ${'206'} and ${'416'}. With ${'200'} a client takes the content for the whole. If it is a part, the status is wrong; if it counts items of a list (a page), use ${'Link'} or a field of your own.`,
      specs: [rfc(9110, '14.4'), rfc(9110, '15.3.7')],
    }),
  ];
}

function unsatisfied(x: View): readonly Annotation[] {
  const value = firstOf(x.got, 'Content-Range');
  const range = firstOf(x.sent, 'Range');
  if (value === undefined) {
    if (!notAnswered(x, 'Content-Range')) return [];
    return [
      warning('ranges/no-length', at.responseStatus, {
        title: say`A ${'416'} should tell the current length in ${'Content-Range'}`,
        detail: say`The server should send ${'Content-Range: bytes */LENGTH'}; without it the client does not know the size of what it may ask for. A ${'HEAD'} request may tell.`,
        specs: [rfc(9110, '15.5.17'), rfc(9110, '14.4')],
      }),
    ];
  }
  const part = readContentRange(value);
  const anchor = at.field('response', nameIn(x.got, 'Content-Range'));
  if (part?.total === undefined) return [];
  const total = part.total;
  const asks = range === undefined ? undefined : readRange(range);
  const inside = asks?.some((r) => (r.first === undefined ? (r.last ?? 0) > 0 && total > 0 : r.first < total));
  if (inside === true)
    return [
      warning('ranges/satisfiable', anchor, {
        title: say`${escaped(range ?? '', 28)} lies within the ${String(total)} ${text(plural(total, 'octet'))}, and was refused all the same`,
        detail: say`At least one range begins before the end, so it can be satisfied. A server may refuse many small or overlapping ranges with ${'416'}; else it is a mistake of the server.`,
        specs: [rfc(9110, '14.1.2'), rfc(9110, '15.5.17')],
        basis: 'computed',
      }),
    ];
  return [
    info('ranges/beyond', anchor, {
      title: say`${escaped(range ?? 'The range', 28)} is beyond the end: there are only ${text(octets(total))}`,
      detail: say`${`*/${total}`} gives the current length, ${
        total === 0
          ? text('so there is no position to ask for.')
          : say`so valid positions are 0 to ${String(total - 1)}, and the range lies outside.`
      } ${
        asks?.[0]?.first === total
          ? text('It begins right after the last octet: a download that is complete already asks like this.')
          : text('The content may have become shorter since the range was computed.')
      }`,
      specs: [rfc(9110, '15.5.17'), rfc(9110, '14.4')],
      basis: 'computed',
    }),
  ];
}
