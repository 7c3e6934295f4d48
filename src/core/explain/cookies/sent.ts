// The cookies of a request: which the jar gave, which it kept back and why (RFC 6265 section 5.4). Said once, at the Cookie field, or at
// the request line where there is none.
import { parseSetCookie } from '../../http/cookie.ts';
import type { ConsideredCookie } from '../../http/cookie-record.ts';
import { valuesOf } from '../../http/field.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchors from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { counted, escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Hop } from '../subject.ts';
import { nameIn } from '../view.ts';
import { isCredential } from './attributes.ts';

/** `before` is the hop whose redirect led here. */
export function sentNotes({ request, response, cookies }: Hop, before: Hop | undefined): readonly Annotation[] {
  if (cookies === undefined || cookies.considered.length === 0) return [];
  const fields = request?.fields ?? [];
  const written = valuesOf(fields, 'Cookie').length > 0;
  const anchor = written ? anchors.field('request', nameIn(fields, 'Cookie')) : anchors.requestLine;
  const { considered } = cookies;
  switch (cookies.use) {
    case 'asked':
      return asked(considered, { anchor, before, status: response?.status });
    case 'authored':
      return stayed(considered, (names, back) => {
        const denied = isDenied(response?.status) && back.some(isLogin);
        return (denied ? warning : info)('cookies/authored', anchor, {
          basis: denied ? 'hypothesis' : 'computed',
          title: say`Your own ${'Cookie'} goes out; the jar keeps back ${names}`,
          detail: join([
            say`A ${'Cookie'} field that is written in the request is sent as it is, and the jar adds nothing to it. Without the line these would have gone out:`,
            ...back.map(whence),
            denied ? deniedWords(response?.status) : [],
          ]),
          specs: [rfc(6265, '5.4')],
        });
      });
    case 'off':
      return stayed(considered, (names, back) =>
        info('cookies/jar-off', anchor, {
          basis: 'computed',
          title: say`By ${'@no-cookie-jar'} the jar keeps back ${names}`,
          detail: join([
            say`The directive takes the request out of the jar: nothing is sent from it and nothing stored. Without it these would have gone out:`,
            ...back.map(whence),
          ]),
          specs: [rfc(6265, '5.4')],
        }),
      );
  }
}

function stayed(
  considered: readonly ConsideredCookie[],
  note: (names: Prose, back: readonly ConsideredCookie[]) => Annotation,
): readonly Annotation[] {
  const back = considered.filter(({ verdict }) => verdict === 'authored' || verdict === 'off');
  return back.length === 0 ? [] : [note(someNames(back), back)];
}

interface Asked {
  readonly anchor: string;
  readonly before: Hop | undefined;
  readonly status: number | undefined;
}

function asked(considered: readonly ConsideredCookie[], { anchor, before, status }: Asked): readonly Annotation[] {
  const sent = considered.filter(({ verdict }) => verdict === 'sent');
  // What the hop before has just set and this one does not get is told there.
  const told = new Set(valuesOf(before?.response?.fields ?? [], 'Set-Cookie').flatMap((line) => parseSetCookie(line)?.name ?? []));
  const back = considered.filter(({ name, verdict }) => verdict !== 'sent' && !told.has(name));
  const [first] = back.toSorted((a, b) => weightOf(b) - weightOf(a));
  if (sent.length === 0 && first === undefined) return [];
  const denied = isDenied(status) && back.some((cookie) => weightOf(cookie) > 0);
  const aside = first === undefined || !(isSurprise(first) || isDenied(status));
  const stayedBehind = [...back.slice(0, 6).map(whyNot), denied ? deniedWords(status) : []];
  const basis = denied ? 'hypothesis' : 'computed';
  if (sent.length === 0 && first !== undefined)
    return [
      (denied ? warning : info)('cookies/kept-back', anchor, {
        title: say`No cookie goes along: ${briefly(first, back.length)}`,
        detail: join(stayedBehind),
        specs: [rfc(6265, '5.4')],
        basis,
        aside,
      }),
    ];
  return [
    (denied ? warning : info)('cookies/from-jar', anchor, {
      title: first === undefined || aside ? say`From the cookie jar` : say`From the jar; kept back: ${briefly(first, back.length)}`,
      detail: join([...sent.slice(0, 8).map(whence), ORDER, ...stayedBehind]),
      specs: [rfc(6265, '5.4')],
      basis,
      aside,
    }),
  ];
}

const isDenied = (status: number | undefined): boolean => status === 401 || status === 403;

/** By its name it is what a login leaves. */
const isLogin = ({ name }: ConsideredCookie): boolean => isCredential(name);

const deniedWords = (status: number | undefined): Prose =>
  say`The answer is ${String(status)}: what stayed behind may be the login that it wants.`;

const ORDER = say`Longer paths come first, then the older cookie; a port makes no difference.`;

/** What the author may not have meant: a path that nobody wrote, a Secure cookie on its way in the clear, one that has just run out. */
const isSurprise = ({ verdict, pathByDefault, path }: ConsideredCookie): boolean =>
  verdict === 'secure' || verdict === 'expired' || (verdict === 'path' && pathByDefault && path !== '/');

const weightOf = (cookie: ConsideredCookie): number => Number(isSurprise(cookie)) * 2 + Number(isLogin(cookie));

const someNames = (cookies: readonly ConsideredCookie[]): Prose => {
  const [first, second] = cookies.map(nameOf);
  if (second === undefined) return say`${first ?? ''}`;
  return cookies.length === 2 ? say`${first ?? ''} and ${second}` : say`${first ?? ''} and ${text(counted(cookies.length - 1, 'other'))}`;
};

function briefly(cookie: ConsideredCookie, count: number): Prose {
  const more = count > 1 ? say` and ${text(counted(count - 1, 'other'))}` : [];
  return say`${nameOf(cookie)} ${reason(cookie)}${more}`;
}

/** What follows the name in a margin. */
function reason({ verdict, domain, path }: ConsideredCookie): Prose {
  switch (verdict) {
    case 'host-only':
      return say`is for ${escaped(domain, 30)} alone`;
    case 'domain':
      return say`is for ${escaped(domain, 30)} and below`;
    case 'path':
      return say`is for ${escaped(path, 24)} and below`;
    case 'secure':
      return say`goes over HTTPS only`;
    case 'expired':
      return say`has expired`;
    case 'authored':
    case 'off':
      return say`stays in the jar`;
    case 'sent':
      return say`was sent`;
  }
}

function whyNot(cookie: ConsideredCookie): Prose {
  const name = nameOf(cookie);
  const [domain, path] = [escaped(cookie.domain, 40), escaped(cookie.path, 40)];
  switch (cookie.verdict) {
    case 'host-only':
      return say`${name} was not sent: it was set without ${'Domain'}, so it belongs to ${domain} alone.`;
    case 'domain':
      return say`${name} was not sent: it belongs to ${domain} and the names below it.`;
    case 'path':
      return cookie.pathByDefault
        ? say`${name} was not sent: it was set without ${'Path'}, so it is for the directory of the page that set it, ${path}. ${'Path=/'} would cover the whole host.`
        : say`${name} was not sent: it is for ${path} and what is below.`;
    case 'secure':
      return say`${name} was not sent: it is ${'Secure'}, and this request is not encrypted.`;
    case 'expired':
      return say`${name} was not sent: its time is over, and it has left the jar.`;
    case 'authored':
    case 'off':
    case 'sent':
      return [];
  }
}

/** Where it belongs and what set it. */
function whence(cookie: ConsideredCookie): Prose {
  const where = cookie.hostOnly ? say`${escaped(cookie.domain, 40)}` : say`${escaped(cookie.domain, 40)} and below`;
  const from = cookie.from === undefined ? [] : say`, set by ${escaped(cookie.from, 80)}`;
  return say`${nameOf(cookie)}: for ${where}, path ${escaped(cookie.path, 40)}${from}.`;
}

const nameOf = ({ name }: ConsideredCookie): string => escaped(name === '' ? '(no name)' : name, 24);
