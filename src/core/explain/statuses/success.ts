// 2xx: the request was received, understood and accepted (RFC 9110 section 15.3). 206 is in `ranges/`.
import { firstOf } from '../../http/field.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, good, info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { answered, contentSize, nameIn, notAnswered, resolved, safeReference, safeUrl, type View } from '../view.ts';
import { octets } from '../words.ts';
import { opensTunnel } from './connect.ts';
import type { StatusEntry } from './entry.ts';
import { createdSafely, withoutManipulation } from './unasked.ts';

export const SUCCESS: readonly StatusEntry[] = [
  {
    code: 200,
    name: 'OK',
    specs: [rfc(9110, '15.3.1')],
    meaning: say`The request succeeded. What the content is depends on the method: for ${'GET'} the representation of the target, for ${'POST'} the result of the action, for ${'PUT'} and ${'DELETE'} its outcome.`,
    title: okTitle,
  },
  {
    code: 201,
    name: 'Created',
    specs: [rfc(9110, '15.3.2')],
    meaning: say`The request made one or more new resources, and they exist now. The main one is named by ${'Location'}, or is the target URI itself where that field is absent.`,
    title: (x) => {
      const where = answered(x, 'Location');
      return where === undefined
        ? say`Created ${x.method === 'PUT' ? x.path : text('a new resource')}`
        : say`Created a new resource; its address is in ${'Location'}`;
    },
    check: checkCreated,
  },
  {
    code: 202,
    name: 'Accepted',
    specs: [rfc(9110, '15.3.3')],
    meaning: say`The request was taken in to be worked on later (asynchronously), but not acted on yet, and it may still be refused when it is. HTTP has no way to send the result later: the response ought to say where the state can be asked for.`,
    title: (x) => say`${x.method ?? 'The request'} on ${x.path} is queued, not done yet`,
    next: (x) => {
      const where = answered(x, 'Location') ?? answered(x, 'Content-Location') ?? answered(x, 'Operation-Location');
      return where === undefined
        ? say`Neither ${'Location'} nor another field names a status resource; look for it in the content, or ask the API's documentation how to learn the result.`
        : say`Ask ${escaped(safeReference(where), 60)} for the state until it is done.`;
    },
  },
  {
    code: 203,
    name: 'Non-Authoritative Information',
    specs: [rfc(9110, '15.3.4'), rfc(9110, '7.7')],
    meaning: say`The request succeeded, but a transforming proxy on the way has changed the content of the origin server's ${'200'} response: it is not what the origin sent.`,
    title: (x) => {
      const via = answered(x, 'Via');
      return via === undefined
        ? say`A proxy on the way modified what the origin sent`
        : say`A proxy (${escaped(via, 30)}) modified what the origin sent`;
    },
    next: () =>
      say`Compare with a request past the proxy where the exact octets matter; ${'Cache-Control: no-transform'} asks proxies to leave the content alone.`,
    level: () => 'info',
  },
  {
    code: 204,
    name: 'No Content',
    specs: [rfc(9110, '15.3.5')],
    meaning: say`The request succeeded and there is nothing to send back. The response ends at the empty line after its fields; a page that caused it stays as it is.`,
    title: (x) => {
      const done = { DELETE: 'deleted', PUT: 'stored', PATCH: 'changed', POST: 'done' }[x.method ?? ''];
      return done === undefined
        ? say`${x.method ?? 'Request'} succeeded; the response has no content`
        : say`${x.path} ${text(done)}; the response has no content, as it should`;
    },
    check: checkNoContent,
  },
  {
    code: 205,
    name: 'Reset Content',
    specs: [rfc(9110, '15.3.6')],
    meaning: say`The request succeeded, and the client is asked to reset the view that sent it: to clear the form for the next entry. The response has no content.`,
    title: () => say`Done; the server asks to reset the form that was sent`,
    next: () => say`Programs other than browsers have nothing to reset and treat it like ${'204'}.`,
    check: checkReset,
  },
  {
    code: 206,
    name: 'Partial Content',
    specs: [rfc(9110, '15.3.7')],
    meaning: say`The server sends only the parts of the representation that the ${'Range'} field asked for. ${'Content-Range'} says which; several parts come as ${'multipart/byteranges'}.`,
    title: (x) => {
      const range = answered(x, 'Content-Range');
      return range === undefined ? say`Only a part of ${x.path} was sent` : say`A part of ${x.path} was sent: ${escaped(range, 40)}`;
    },
  },
  {
    code: 207,
    name: 'Multi-Status',
    specs: [rfc(4918, '13'), rfc(4918, '11.1')],
    meaning: say`WebDAV: several resources were asked about, and each has a status of its own in the XML body. ${'207'} by itself does not mean that any of them succeeded.`,
    title: multiStatusTitle,
    next: () => say`Read every ${'status'} element inside the body before you call the request a success.`,
    level: () => 'info',
  },
  {
    code: 208,
    name: 'Already Reported',
    specs: [rfc(5842, '7.1')],
    meaning: say`WebDAV: inside a ${'207'} body it marks a resource whose members were listed already under another binding, so that they are not listed twice. It is not meant as the status of a whole response.`,
    title: () => say`Members were listed before under another name, so they are left out here`,
    level: () => 'info',
  },
  {
    code: 226,
    name: 'IM Used',
    specs: [rfc(3229, '10.4.1')],
    meaning: say`The content is not the representation itself but the result of instance manipulations on it, usually a difference to a version that the client has. ${'IM'} names the manipulations, the request asked for them in ${'A-IM'}.`,
    title: (x) => {
      const im = answered(x, 'IM');
      return im === undefined
        ? say`The content is a delta to apply, not the whole`
        : say`The content is a delta (${escaped(im, 30)}) to apply, not the whole`;
    },
    level: () => 'info',
    check: withoutManipulation,
  },
];

function okTitle(x: View): Prose {
  const size = contentSize(x.response);
  const type = answered(x, 'Content-Type')?.split(';')[0];
  const method = x.method ?? 'The request';
  if (opensTunnel(x)) return say`The tunnel to ${escaped(x.request?.url ?? '', 40)} is open: octets pass through both ways`;
  if (x.method === 'HEAD') return say`${'HEAD'} succeeded: these are the fields that ${'GET'} would bring`;
  if (size === undefined) return say`${method} on ${x.path} succeeded`;
  if (size === 0) return say`${method} on ${x.path} succeeded, with empty content`;
  return say`${method} succeeded: ${text(octets(size))}${type === undefined ? [] : say` of ${escaped(type, 40)}`}`;
}

function checkCreated(x: View): readonly Annotation[] {
  const where = firstOf(x.got, 'Location');
  if (where !== undefined) {
    const url = resolved(x, where);
    if (url === undefined) return [];
    return [
      good('status/201/location', at.field('response', nameIn(x.got, 'Location')), {
        title: say`Created; its address is ${safeUrl(url, 70)}`,
        detail: /^[a-z][a-z0-9+.-]*:/i.test(where)
          ? say`The new resource can be read at ${safeUrl(url, 200)}.`
          : say`${'Location'} is relative: resolved against the target URI it is ${safeUrl(url, 200)}, where the new resource can be read.`,
        specs: [rfc(9110, '15.3.2'), rfc(9110, '10.2.2')],
        basis: 'computed',
      }),
    ];
  }
  const safely = createdSafely(x);
  if (x.method === 'PUT' || safely.length > 0 || !notAnswered(x, 'Location')) return safely;
  return [
    info('status/201/no-location', at.responseStatus, {
      title: say`No ${'Location'}: the target URI ${x.path} itself counts as what was created`,
      detail: say`Without ${'Location'} the created resource is identified by the target URI, the one that was posted to. That is allowed, but after ${x.method ?? 'POST'} to a collection it is rarely what is meant: the client cannot tell the address of the new member, and a server should send it.`,
      specs: [rfc(9110, '15.3.2'), rfc(9110, '9.3.3')],
    }),
  ];
}

/** RFC 9110 section 8.6; that content may not follow is said in `framing/`. */
function checkNoContent(x: View): readonly Annotation[] {
  const length = firstOf(x.got, 'Content-Length');
  if (length === undefined || (contentSize(x.response) ?? 0) > 0) return [];
  const level = length === '0' ? info : error;
  return [
    level('status/204/content-length', at.field('response', nameIn(x.got, 'Content-Length')), {
      title: say`A ${'204'} must not carry ${'Content-Length'}${length === '0' ? text('; 0 is harmless') : text(': some readers wait for it')}`,
      detail: say`A ${'204'} always ends at its empty line, so a length has no meaning in it and a server must not send one. ${
        length === '0'
          ? text('With 0 every client comes to the same end.')
          : text('A client that trusts the length waits for octets that never come.')
      }`,
      specs: [rfc(9110, '8.6')],
    }),
  ];
}

function checkReset(x: View): readonly Annotation[] {
  const size = contentSize(x.response);
  if (size === undefined || size === 0) return [];
  return [
    error('status/205/content', at.responseBody, {
      title: say`${text(octets(size))} of content in a ${'205'}, which must not have any`,
      detail: say`${'205'} Reset Content asks the client to clear its form, and the server must not generate content in it. Send ${'200'} if the text matters, or leave it out.`,
      specs: [rfc(9110, '15.3.6')],
    }),
  ];
}

function multiStatusTitle(x: View): Prose {
  const body = x.response?.content;
  const found = body === undefined ? [] : (new TextDecoder().decode(body.subarray(0, 200_000)).match(/HTTP\/[\d.]+ \d{3}/g) ?? []);
  const codes = [...new Set(found.map((s) => s.slice(-3)))].slice(0, 5);
  if (codes.length === 0) return say`Several results in one: each one's status is in the XML body`;
  return say`${String(found.length)} ${text(found.length === 1 ? 'status' : 'statuses')} in the XML body, each for itself: ${codes.join(', ')}`;
}
