// Conditions of the request against what came back (RFC 9110 section 13): which one counted, and was it kept?
import { parseDate } from '../../http/date.ts';
import { firstOf, has } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { good, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { answered, asked, nameIn, type View, view } from '../view.ts';
import { octets } from '../words.ts';
import { matchesStrongly, matchesWeakly } from './tags.ts';

export function explainConditional(subject: Subject, x = view(subject)): readonly Annotation[] {
  if (x.request?.fields === undefined) return [];
  return [...weakMatch(x), ...(x.response?.fields === undefined ? [] : outcome(x))];
}

function outcome(x: View): readonly Annotation[] {
  const read = x.method === 'GET' || x.method === 'HEAD' || x.method === undefined;
  if (x.status === 304) return notModified(x);
  if (x.status === 200 && read) return [...ignoredTag(x), ...ignoredDate(x), ...ignoredMatch(x)];
  if (!read && (x.status ?? 0) >= 200 && (x.status ?? 0) < 300) return kept(x);
  return [];
}

const tagsOf = (value: string): readonly string[] => split(value).map((piece) => piece.text);

function ignoredTag(x: View): readonly Annotation[] {
  const asks = asked(x, 'If-None-Match');
  const tag = firstOf(x.got, 'ETag');
  if (asks === undefined || tag === undefined) return [];
  const match = asks.trim() === '*' ? '*' : tagsOf(asks).find((t) => matchesWeakly(t, tag));
  if (match === undefined && unquoted(asks, tag)) return [];
  if (match === undefined)
    return [
      info('conditional/changed', at.field('response', nameIn(x.got, 'ETag')), {
        title: say`Changed: you have ${escaped(asks, 26)}, the server has ${escaped(tag, 26)} now`,
        detail: say`The condition of ${'If-None-Match'} is true, since the tag differs from every one listed; so the new content came with ${'200'}.`,
        specs: [rfc(9110, '13.1.2')],
        basis: 'computed',
      }),
    ];
  return [
    warning('conditional/tag-ignored', at.responseStatus, {
      title: say`The copy is unchanged (${escaped(tag, 30)}), but came again: ${'304'} was due`,
      detail: say`${'If-None-Match'} names ${escaped(match, 60)}, and the response has the same ${'ETag'}: the versions match. For ${x.method ?? 'GET'} the server must not send the content again then, but ${'304'} Not Modified. The condition was ignored${
        x.response?.content === undefined
          ? []
          : say`, and ${text(octets(x.response.content.length))} ${text(x.response.content.length === 1 ? 'was' : 'were')} sent for nothing`
      }; a proxy or framework that drops the field is the usual reason.${
        /^W\//.test(match) === /^W\//.test(tag)
          ? []
          : say` That one of the two is weak (${'W/'}) makes no difference here: ${'If-None-Match'} compares weakly.`
      }`,
      specs: [rfc(9110, '13.1.2'), rfc(9110, '13.2.2')],
      basis: 'computed',
    }),
  ];
}

/** Equal but for the quotes: what is missing there is told at the request's field. */
const unquoted = (asks: string, tag: string): boolean => tagsOf(asks).some((one) => matchesWeakly(`"${one}"`, tag));

function ignoredDate(x: View): readonly Annotation[] {
  if (asked(x, 'If-None-Match') !== undefined) return [];
  const since = parseDate(firstOf(x.sent, 'If-Modified-Since') ?? '', x.now)?.time;
  const modified = parseDate(firstOf(x.got, 'Last-Modified') ?? '', x.now)?.time;
  if (since === undefined || modified === undefined || modified > since) return [];
  return [
    warning('conditional/date-ignored', at.responseStatus, {
      title: say`Unchanged since the date you gave, but sent again: ${'304'} was due`,
      detail: say`${'Last-Modified'} is not later than ${'If-Modified-Since'}, so the copy is still current. The server should answer ${'304'} Not Modified without content.`,
      specs: [rfc(9110, '13.1.3'), rfc(9110, '13.2.2')],
      basis: 'computed',
    }),
  ];
}

function ignoredMatch(x: View): readonly Annotation[] {
  const asks = asked(x, 'If-Match');
  const tag = firstOf(x.got, 'ETag');
  if (asks === undefined || tag === undefined || asks.trim() === '*' || tagsOf(asks).some((t) => matchesStrongly(t, tag))) return [];
  return [
    (has(x.got, 'Age') ? info : warning)('conditional/match-ignored', at.responseStatus, {
      title: say`${'If-Match'} wanted ${escaped(asks, 24)}, the server has ${escaped(tag, 24)}: ${'412'} was due`,
      detail: say`The condition is false, since no listed tag is the current one by strong comparison; an origin server must not carry the request out then, and answers ${'412'} Precondition Failed.${
        has(x.got, 'Age')
          ? say` A cache may ignore ${'If-Match'}, and ${'Age'} shows that one answered here.`
          : say` Only a cache on the way may ignore the field.`
      }`,
      specs: [rfc(9110, '13.1.1'), rfc(9110, '13.2.2')],
      basis: 'computed',
    }),
  ];
}

/** A change that was carried out under a condition. */
function kept(x: View): readonly Annotation[] {
  // Where both stand, the date is ignored (section 13.1.4); with methods that select nothing, all are (section 13.2.1).
  const match = ['if-match', 'if-unmodified-since'].flatMap((one) => x.sent.filter(([name]) => name.toLowerCase() === one))[0];
  if (x.method === 'OPTIONS' || x.method === 'TRACE' || x.method === 'CONNECT') return [];
  const none = firstOf(x.sent, 'If-None-Match');
  if (match !== undefined)
    return [
      good('conditional/kept', at.field('request', match[0]), {
        ...(match[1].trim() === '*'
          ? {
              title: say`The condition was true: something was at ${x.path} already`,
              detail: say`${'If-Match: *'} lets ${x.method ?? 'the method'} happen only where something exists; it does not say which version, so somebody's change may still be overwritten.`,
            }
          : {
              title: say`The condition was true: nobody had changed ${x.path} in between`,
              detail: say`${x.method ?? 'The method'} was carried out on the very version that ${match[0]} names, so nobody's change was overwritten. A server may also answer with a success when it finds that this very change was made before, by a request whose answer got lost, say.`,
            }),
        specs: [rfc(9110, /^if-match$/i.test(match[0]) ? '13.1.1' : '13.1.4')],
      }),
    ];
  // A PUT that creates must be answered with 201 (section 9.3.4): another success shows that there was something.
  if (none?.trim() !== '*' || (x.method === 'PUT' && (x.status === 200 || x.status === 204))) return [];
  return [
    good('conditional/created-once', at.field('request', nameIn(x.sent, 'If-None-Match')), {
      title: say`The condition was true: there was nothing at ${x.path} before`,
      detail: say`${'If-None-Match: *'} lets ${x.method ?? 'the method'} happen only where nothing exists yet.`,
      specs: [rfc(9110, '13.1.2')],
    }),
  ];
}

function notModified(x: View): readonly Annotation[] {
  const asks = asked(x, 'If-None-Match');
  const tag = firstOf(x.got, 'ETag');
  const length = answered(x, 'Content-Length');
  const notes: Annotation[] = [];
  if (asks !== undefined && tag !== undefined && asks.trim() !== '*' && !tagsOf(asks).some((t) => matchesWeakly(t, tag)))
    notes.push(
      warning('conditional/other-tag', at.field('response', nameIn(x.got, 'ETag')), {
        title: say`${'304'}, but for ${escaped(tag, 26)}, a version that the request did not name`,
        detail: say`${'304'} says that one of the versions in ${'If-None-Match'} (${escaped(asks, 60)}) is current; its ${'ETag'} says which, and it is none of them. A client cannot tell which copy to use, and has to ask again without a condition.`,
        specs: [rfc(9110, '15.4.5'), rfc(9111, '4.3.4')],
        basis: 'computed',
      }),
    );
  if (length !== undefined && /^[1-9]\d*$/.test(length))
    notes.push(
      good('conditional/saved', at.field('response', nameIn(x.got, 'Content-Length')), {
        title: say`Not sent: the ${text(octets(Number(length)))} that a ${'200'} would have`,
        detail: say`In a ${'304'} ${'Content-Length'} is the length of the content of the ${'200'} that would have come otherwise. No content follows, and nothing is lost.`,
        specs: [rfc(9110, '8.6'), rfc(9110, '15.4.5')],
        basis: 'computed',
      }),
    );
  return notes;
}

function weakMatch(x: View): readonly Annotation[] {
  const asks = asked(x, 'If-Match');
  if (asks === undefined || tagsOf(asks).length === 0 || !tagsOf(asks).every((tag) => tag.startsWith('W/'))) return [];
  return [
    warning('conditional/weak-if-match', at.field('request', nameIn(x.sent, 'If-Match')), {
      title: say`A weak tag never matches in ${'If-Match'}: this condition is always false`,
      detail: say`${'If-Match'} compares strongly: a tag with ${'W/'}, on either side, equals nothing. The server must not carry the request out, and answers ${'412'}. Use a strong ${'ETag'}, or ${'If-Unmodified-Since'}.`,
      specs: [rfc(9110, '13.1.1'), rfc(9110, '8.8.3.2')],
      basis: 'computed',
    }),
  ];
}
