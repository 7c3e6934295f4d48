// Cookies: what each Set-Cookie asks for, and what a browser and Postil's own jar make of it. Values are never shown.

import { attributeOf, parseSetCookie, type SetCookie } from '../../http/cookie.ts';
import type { SetCookieVerdict } from '../../http/cookie-record.ts';
import { type Circumstances, domainOf, isLoopback, lifetimeOf, pathOf, type Refusal, refusals, sameSite } from '../../http/cookie-rules.ts';
import { parseDate } from '../../http/date.ts';
import { type Field, firstOf } from '../../http/field.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchors from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { moment } from '../moment.ts';
import { error, info } from '../note.ts';
import { escaped } from '../shown.ts';
import { document, rfc } from '../spec.ts';
import type { Hop, Subject } from '../subject.ts';
import { urlOf } from '../view.ts';
import { span } from '../words.ts';
import { attributeNotes } from './attributes.ts';
import { oddities, overwritten, overwrittenNote } from './oddities.ts';
import { refusalNotes } from './refused.ts';
import { sentNotes } from './sent.ts';
import { isPublicSuffix } from './suffixes.ts';

export function explainCookies(subject: Subject): readonly Annotation[] {
  const { chain = [], context, webSocket } = subject;
  // Of earlier hops there is something to tell only where the jar was there.
  const hops = chain.flatMap((hop, i) =>
    hop.cookies === undefined
      ? []
      : hopNotes(hop, { now: context.now, before: chain[i - 1] }).map((note) => moved(note, (at) => anchors.hop(i, at))),
  );
  const own = hopNotes(subject, { now: context.now, before: chain.at(-1) });
  const opened = subject.response === undefined && webSocket?.handshake?.cookies !== undefined ? webSocket.handshake : undefined;
  const handshake = opened === undefined ? [] : hopNotes(opened, { now: context.now }).map((note) => moved(note, inHandshake));
  return [...hops, ...interimNotes(subject), ...own, ...handshake];
}

/** Cookies of interim responses, where the jar has looked at them. */
function interimNotes({ request, informational = [], cookies, context }: Subject): readonly Annotation[] {
  const verdicts = [...(cookies?.interim ?? [])];
  if (verdicts.length === 0) return [];
  const known = { url: urlOf(request?.url, request?.fields), now: context.now, lost: false };
  return informational.flatMap(({ fields = [] }, i) => {
    const lines = fields.filter(([name]) => name.toLowerCase() === 'set-cookie');
    if (lines.length === 0) return [];
    const here = lines.flatMap((line) => oneCookie(line, { ...known, verdict: verdicts.shift() }));
    return [interimNote(i), ...here.map((note) => moved(note, () => anchors.interim(i)))];
  });
}

const interimNote = (index: number): Annotation =>
  info('cookies/interim', anchors.interim(index), {
    title: say`A cookie is set before the final response`,
    detail: say`Postil's jar looks at interim responses too. Other clients may ignore what a 1xx sets: a cookie that must arrive belongs in the final response.`,
    specs: [rfc(6265, '3')],
  });

const moved = (note: Annotation, to: (anchor: string) => string): Annotation => ({ ...note, anchor: to(note.anchor) });

const inHandshake = (at: string): string => (at === anchors.requestLine ? anchors.handshake : `ws.handshake.${at}`);

function hopNotes(
  hop: Hop,
  { now, before }: { readonly now: number | undefined; readonly before?: Hop | undefined },
): readonly Annotation[] {
  const fields = hop.response?.fields ?? [];
  const lines = fields.filter(([name]) => name.toLowerCase() === 'set-cookie');
  if (lines.length === 0) return sentNotes(hop, before);
  const url = urlOf(hop.request?.url, hop.request?.fields);
  const known = { url, now: now ?? parseDate(firstOf(fields, 'Date') ?? '')?.time };
  const lost =
    lines.length > 1
      ? overwritten(
          lines.map(([, value], i) => storable(value, { ...known, verdict: hop.cookies?.set[i] })),
          url,
        )
      : new Set();
  const setHere = lines.flatMap((line, i) =>
    oneCookie(line, { ...known, verdict: hop.cookies?.set[i], lost: lost.has(i) }).map((note) =>
      lines.length > 1 ? { ...note, occurrence: i } : note,
    ),
  );
  return [...sentNotes(hop, before), ...setHere];
}

/** `undefined` where it is refused: then it takes no other's place. */
function storable(value: string, { url, now, verdict }: Omit<Known, 'lost'>): SetCookie | undefined {
  const cookie = parseSetCookie(value);
  if (cookie === undefined || verdict?.outcome === 'refused') return undefined;
  const isRefused = verdict === undefined && url !== undefined && refusals(cookie, { url, now, isPublicSuffix }).length > 0;
  return isRefused ? undefined : cookie;
}

interface Known {
  readonly url: URL | undefined;
  readonly now: number | undefined;
  /** What Postil's jar made of it, where that is known. */
  readonly verdict: SetCookieVerdict | undefined;
  /** A later one of the same response takes its place. */
  readonly lost: boolean;
}

function oneCookie([name, value]: Field, { url, now, verdict, lost }: Known): readonly Annotation[] {
  const anchor = anchors.field('response', name);
  const cookie = parseSetCookie(value);
  if (cookie === undefined)
    return [
      error('cookies/no-pair', anchor, {
        title: say`${'Set-Cookie'} without a name and a value: ignored`,
        detail: say`A cookie is written ${'name=value'}, its attributes after semicolons.`,
        specs: [rfc(6265, '5.2')],
      }),
    ];
  const here: Circumstances | undefined = url && { url, now, isPublicSuffix };
  const refused = here === undefined ? [] : withVerdict(refusals(cookie, here), verdict);
  return [
    ...(refused.length > 0 || here === undefined ? [] : [meaning(cookie, here, { anchor, verdict })]),
    ...(here === undefined ? [] : refusalNotes(cookie, refused, here, { anchor, verdict })),
    ...attributeNotes(cookie, { url, now, refused: refused.length > 0 }, anchor),
    ...oddities(cookie, anchor),
    ...(lost ? [overwrittenNote(cookie, anchor)] : []),
    ...(here !== undefined && refused.length === 0 ? loopback(cookie, here.url, anchor) : []),
  ];
}

/** The jar's own reason first: it knows all public suffixes. */
const withVerdict = (found: readonly Refusal[], verdict: SetCookieVerdict | undefined): readonly Refusal[] =>
  verdict?.outcome === 'refused' ? [verdict.why, ...found.filter((one) => one !== verdict.why)] : found;

interface At {
  readonly anchor: string;
  readonly verdict: SetCookieVerdict | undefined;
}

function meaning(cookie: SetCookie, { url, now }: Circumstances, { anchor, verdict }: At): Annotation {
  const lifetime = lifetimeOf(cookie, now);
  const name = escaped(cookie.name === '' ? '(no name)' : cookie.name, 24);
  const outcome = verdict?.outcome;
  if (outcome === 'removed' || outcome === 'absent' || (lifetime.seconds !== undefined && lifetime.seconds <= 0))
    return info('cookies/deleted', anchor, {
      basis: 'computed',
      title: deletedTitle(name, outcome),
      detail: say`Its lifetime lies in the past (${attributeOf(cookie, lifetime.by)?.name ?? ''}), so whoever has a cookie of this name, domain and path removes it.`,
      specs: [rfc(6265, '3.1')],
    });
  const life = lifetime.seconds === undefined ? 'until the session ends' : `for ${span(lifetime.seconds)}`;
  return info('cookies/set', anchor, {
    basis: 'computed',
    title: setTitle(name, life, outcome),
    detail: join([jarWords(outcome), whereTo(cookie, url), howLong(cookie, now), siteWords(cookie), flagWords(cookie), valueWords(cookie)]),
    specs: [rfc(6265, '5.3'), rfc(6265, '5.1.4')],
  });
}

function deletedTitle(name: string, outcome: SetCookieVerdict['outcome'] | undefined): Prose {
  if (outcome === 'removed') return say`Deleted the cookie ${name}`;
  return outcome === 'absent' ? say`Deletes the cookie ${name}, which the jar did not have` : say`Deletes the cookie ${name}`;
}

function setTitle(name: string, life: string, outcome: SetCookieVerdict['outcome'] | undefined): Prose {
  switch (outcome) {
    case 'stored':
      return say`Stored the cookie ${name} ${text(life)}`;
    case 'replaced':
      return say`Stored the cookie ${name} over its older value, ${text(life)}`;
    case 'off':
      return say`Sets the cookie ${name} ${text(life)}; not stored, by ${'@no-cookie-jar'}`;
    case 'refused':
    case 'removed':
    case 'absent':
    case undefined:
      return say`Sets the cookie ${name} ${text(life)}`;
  }
}

function jarWords(outcome: SetCookieVerdict['outcome'] | undefined): Prose {
  switch (outcome) {
    case 'stored':
      return say`Postil's jar has it now.`;
    case 'replaced':
      return say`Postil's jar had one of this name, domain and path; this value is in its place now.`;
    case 'off':
      return say`The request says ${'@no-cookie-jar'}, so Postil's jar did not take it.`;
    case 'refused':
    case 'removed':
    case 'absent':
    case undefined:
      return [];
  }
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
      return say`${'SameSite=Strict'}: browsers send it only with same-site requests, not even when a person follows a link from another site.`;
    case 'lax':
      return say`${'SameSite=Lax'}: from other sites browsers send it only when a person follows a link.`;
    case 'none':
      return say`${'SameSite=None'}: browsers send it with requests of other sites as well.`;
    case undefined:
      return say`Without ${'SameSite'} Chrome and its relatives treat it as ${'Lax'} by default: from other sites it goes along only when a person follows a link. Other browsers have rules of their own.`;
  }
}

function flagWords(cookie: SetCookie): Prose {
  const flag = (name: string): boolean => attributeOf(cookie, name) !== undefined;
  return join([
    flag('httponly') ? say`${'HttpOnly'}: scripts cannot read it.` : say`Scripts of the page can read it (no ${'HttpOnly'}).`,
    flag('secure') ? say`${'Secure'}: it goes over HTTPS only.` : say`Without ${'Secure'} it also goes over plain HTTP.`,
    flag('partitioned') ? say`${'Partitioned'} (CHIPS): each top-level site that embeds this one has a jar of its own for it.` : [],
    flag('priority') ? say`${'Priority'} is known to Chrome only, which evicts cookies of low priority first.` : [],
  ]);
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
