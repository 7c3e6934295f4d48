// Cookies: what each Set-Cookie asks for, and what a browser or Postil's own jar makes of it. Values are never shown.

import { attributeOf, parseSetCookie, type SetCookie } from '../../http/cookie.ts';
import { type Circumstances, domainOf, isLoopback, lifetimeOf, pathOf, refusals, sameSite } from '../../http/cookie-rules.ts';
import { parseDate } from '../../http/date.ts';
import { type Field, firstOf } from '../../http/field.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchors from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { fitted } from '../fit.ts';
import { moment } from '../moment.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { document, rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { urlOf } from '../view.ts';
import { span } from '../words.ts';
import { attributeNotes } from './attributes.ts';
import { refusalNotes } from './refused.ts';
import { isPublicSuffix } from './suffixes.ts';

export function explainCookies(subject: Subject): readonly Annotation[] {
  const url = urlOf(subject.request?.url, subject.request?.fields);
  const fields = subject.response?.fields ?? [];
  const now = subject.context.now ?? parseDate(firstOf(fields, 'Date') ?? '')?.time;
  const lines = fields.filter(([name]) => name.toLowerCase() === 'set-cookie');
  return lines.flatMap((line, i) => oneCookie(line, lines.length > 1 ? i : undefined, { url, now }));
}

interface Known {
  readonly url: URL | undefined;
  readonly now: number | undefined;
}

function oneCookie([name, value]: Field, occurrence: number | undefined, { url, now }: Known): readonly Annotation[] {
  const anchor = anchors.field('response', name);
  const at = { anchor, ...(occurrence !== undefined && { occurrence }) };
  const cookie = parseSetCookie(value);
  if (cookie === undefined)
    return [
      {
        ...warning('cookies/no-pair', anchor, {
          title: say`${'Set-Cookie'} without a name and a value: ignored`,
          detail: say`A cookie is written ${'name=value'}, its attributes after semicolons.`,
          specs: [rfc(6265, '5.2')],
        }),
        ...at,
      },
    ];
  const here: Circumstances | undefined = url && { url, now, isPublicSuffix };
  const refused = here === undefined ? [] : refusals(cookie, here);
  return [
    ...(refused.length > 0 || here === undefined ? [] : [meaning(cookie, here, anchor)]),
    ...(here === undefined ? [] : refusalNotes(cookie, refused, here, anchor)),
    ...attributeNotes(cookie, { url, now, refused: refused.length > 0 }, anchor),
    ...(here !== undefined && refused.length === 0 ? loopback(cookie, here.url, anchor) : []),
  ].map((note) => fitted({ ...note, ...at }));
}

function meaning(cookie: SetCookie, { url, now }: Circumstances, anchor: string): Annotation {
  const lifetime = lifetimeOf(cookie, now);
  const name = escaped(cookie.name === '' ? '(no name)' : cookie.name, 24);
  const gone = lifetime.seconds !== undefined && lifetime.seconds <= 0;
  if (gone)
    return info('cookies/deleted', anchor, {
      basis: 'computed',
      title: say`Deletes the cookie ${name}`,
      detail: say`Its lifetime lies in the past (${attributeOf(cookie, lifetime.by)?.name ?? ''}), so whoever has a cookie of this name, domain and path removes it.`,
      specs: [rfc(6265, '3.1')],
    });
  const life = lifetime.seconds === undefined ? 'until the session ends' : `for ${span(lifetime.seconds)}`;
  return info('cookies/set', anchor, {
    basis: 'computed',
    title: say`Sets the cookie ${name} ${text(life)}`,
    detail: join([whereTo(cookie, url), howLong(cookie, now), siteWords(cookie), valueWords(cookie)]),
    specs: [rfc(6265, '5.3'), rfc(6265, '5.1.4')],
  });
}

function whereTo(cookie: SetCookie, url: URL): Prose {
  const domain = domainOf(cookie);
  const path = escaped(pathOf(cookie, url), 40);
  const hosts = domain === undefined ? say`only to ${url.hostname} itself (host-only)` : say`to ${domain} and all its subdomains`;
  const where = attributeOf(cookie, 'path')?.value.startsWith('/') ? '' : ', taken from the path of this request';
  return say`It goes back ${hosts}, for paths from ${path} on${text(where)}.`;
}

function howLong(cookie: SetCookie, now: number | undefined): Prose {
  const { by, until } = lifetimeOf(cookie, now);
  switch (by) {
    case 'session':
      return say`Without ${'Max-Age'} and ${'Expires'} it is a session cookie: gone when the browser closes.`;
    case 'max-age':
      return until === undefined ? say`${'Max-Age'} sets its lifetime.` : say`${'Max-Age'} keeps it until ${text(moment(until))}.`;
    case 'expires':
      return until === undefined ? [] : say`It is kept until ${text(moment(until))}.`;
  }
}

function siteWords(cookie: SetCookie): Prose {
  switch (sameSite(cookie)) {
    case 'strict':
      return say`${'SameSite=Strict'}: browsers send it only with requests that its own site makes.`;
    case 'lax':
      return say`${'SameSite=Lax'}: from other sites browsers send it only when a person follows a link.`;
    case 'none':
      return say`${'SameSite=None'}: browsers send it with requests of other sites as well.`;
    case undefined:
      return say`Without ${'SameSite'} most browsers treat it as ${'Lax'}: from other sites it goes along only when a person follows a link.`;
  }
}

/** A value of a few characters is no credential, so it may be shown; a longer one never is. */
function valueWords({ value }: SetCookie): Prose {
  if (!value.includes('=')) return [];
  const all = value.length <= 8 ? say`: the value is ${escaped(value)}` : [];
  return say`Only the first = ends the name, the other ones belong to the value${all}.`;
}

function loopback(cookie: SetCookie, url: URL, anchor: string): readonly Annotation[] {
  if (attributeOf(cookie, 'secure') === undefined || url.protocol !== 'http:' || !isLoopback(url)) return [];
  return [
    info('cookies/secure-on-loopback', anchor, {
      basis: 'browser',
      title: say`${'Secure'} works on ${url.hostname} although this is plain HTTP`,
      detail: say`Chrome and Firefox make an exception and treat loopback addresses as trustworthy, so they store the cookie; Safari does not. On any other host over ${'http:'} it would be refused.`,
      specs: [document('Secure Contexts', 'is-origin-trustworthy', 'https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy')],
    }),
  ];
}
