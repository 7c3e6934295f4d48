// Statuses that answer a field of the request, in an exchange whose request has none of it: the server means something else by them.
import { say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, warning } from '../note.ts';
import { rfc } from '../spec.ts';
import { asked, notAsked, type View } from '../view.ts';

/** `412` without a precondition. WebDAV has conditions of its own: `If` and `Overwrite` (RFC 4918 sections 10.4 and 10.6). */
export function withoutCondition(x: View): readonly Annotation[] {
  const fields = ['If-Match', 'If-None-Match', 'If-Unmodified-Since', 'If-Modified-Since', 'If-Range', 'If', 'Overwrite'];
  if (!noneOf(x, fields)) return [];
  return [
    warning('status/412/not-asked', at.responseStatus, {
      title: say`A ${'412'}, but the request set no condition`,
      detail: say`${'412'} says that a precondition of the request is false, and this request has none: no ${'If-Match'}, ${'If-None-Match'} or ${'If-Unmodified-Since'}. Either something on the way removed it, or the server means a rule of its own: ${'409'} or ${'422'} would say so, and ${'428'} that a condition is wanted.`,
      specs: [rfc(9110, '15.5.13'), rfc(9110, '13.1')],
    }),
  ];
}

export function withoutRange(x: View): readonly Annotation[] {
  if (!noneOf(x, ['Range'])) return [];
  return [
    warning('status/416/not-asked', at.responseStatus, {
      title: say`A ${'416'}, but the request asked for no range`,
      detail: say`${'416'} refuses the ranges of a ${'Range'} field, and this request was sent without one. A cache or proxy in front of the server may ask for ranges of its own, or the server uses the code for paging; ${'400'} or ${'404'} would fit that.`,
      specs: [rfc(9110, '15.5.17'), rfc(9110, '14.2')],
    }),
  ];
}

export function withoutExpectation(x: View): readonly Annotation[] {
  if (!noneOf(x, ['Expect'])) return [];
  return [
    warning('status/417/not-asked', at.responseStatus, {
      title: say`A ${'417'}, but the request sent no ${'Expect'}`,
      detail: say`${'417'} answers an ${'Expect'} field, and this request did not send one. A client library or a proxy on the way may have added ${'Expect: 100-continue'}; else the server uses the wrong code.`,
      specs: [rfc(9110, '15.5.18'), rfc(9110, '10.1.1')],
    }),
  ];
}

/** `428` asks for a condition that is there. */
export function conditionUnseen(x: View): readonly Annotation[] {
  const condition = ['If-Match', 'If-Unmodified-Since', 'If-None-Match'].find((name) => asked(x, name) !== undefined);
  if (condition === undefined) return [];
  return [
    warning('status/428/condition-sent', at.responseStatus, {
      title: say`A ${'428'} although the request is conditional: ${condition} was sent`,
      detail: say`The server asks for a condition, and the request has ${condition}. Perhaps it wants another one (${'If-Match'} with a strong ${'ETag'}), or a proxy removed the field on the way.`,
      specs: [rfc(6585, '3'), rfc(9110, '13.1')],
    }),
  ];
}

/** `226` without `A-IM`: the client cannot know how to apply the delta. */
export function withoutManipulation(x: View): readonly Annotation[] {
  if (!notAsked(x, 'A-IM')) return [];
  return [
    error('status/226/not-asked', at.responseStatus, {
      title: say`A ${'226'} to a request without ${'A-IM'}: nobody asked for a delta`,
      detail: say`A server may send the result of an instance manipulation only to a request that lists it in ${'A-IM'}. This one did not ask, so its client takes the difference for the whole content. Send ${'200'}.`,
      specs: [rfc(3229, '10.4.1'), rfc(3229, '10.5.3')],
    }),
  ];
}

/** A safe method that makes something: what fetches ahead, crawls or repeats by itself would make it too. */
export function createdSafely(x: View): readonly Annotation[] {
  if (x.method === undefined || !['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY'].includes(x.method)) return [];
  return [
    warning('status/201/safe-method', at.responseStatus, {
      title: say`${x.method} is a safe method, and yet something was created`,
      detail: say`Who sends ${x.method} asks for no change: crawlers, caches and clients that retry send it on their own, and each time something new would be made. Create with ${'POST'} or ${'PUT'}, or answer ${'200'} if nothing was made.`,
      specs: [rfc(9110, '9.2.1'), rfc(9110, '15.3.2')],
    }),
  ];
}

const noneOf = (x: View, names: readonly string[]): boolean => names.every((name) => notAsked(x, name));
