// Remarks on single attributes of a Set-Cookie: what is ignored, what is missing, what will surprise.
import { attributeOf, parseCookieDate, type SetCookie } from '../../http/cookie.ts';
import { has, lifetimeOf, sameSite } from '../../http/cookie-rules.ts';
import { say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { span } from '../words.ts';
import { bis } from './refused.ts';

interface Known {
  readonly url: URL | undefined;
  readonly now: number | undefined;
  /** `true` when the cookie is lost anyway: then only what is wrong is told, not what could be better. */
  readonly refused: boolean;
}

export function attributeNotes(cookie: SetCookie, known: Known, anchor: string): readonly Annotation[] {
  return [
    ...lifetime(cookie, known, anchor),
    ...badExpires(cookie, anchor),
    ...badMaxAge(cookie, anchor),
    ...badSameSite(cookie, anchor),
    ...leadingDot(cookie, anchor),
    ...badPath(cookie, anchor),
    ...unknown(cookie, anchor),
    ...unnamed(cookie, anchor),
    ...(known.refused ? [] : [...exposed(cookie, known, anchor), ...longLife(cookie, known, anchor)]),
  ];
}

const spanOf = (cookie: SetCookie, name: string): { readonly span?: { readonly start: number; readonly end: number } } => {
  const range = attributeOf(cookie, name)?.range;
  return range === undefined ? {} : { span: range };
};

/** Expires names the same time, give or take a minute. */
function same(cookie: SetCookie, seconds: number, now: number | undefined): boolean {
  const until = Date.parse(attributeOf(cookie, 'expires')?.value ?? '');
  return now !== undefined && Math.abs((until - now) / 1000 - seconds) < 60;
}

function lifetime(cookie: SetCookie, { now }: Known, anchor: string): readonly Annotation[] {
  const { by, seconds } = lifetimeOf(cookie, now);
  if (by !== 'max-age' || !has(cookie, 'expires') || seconds === undefined) return [];
  return [
    info('cookies/max-age-wins', anchor, {
      ...spanOf(cookie, 'expires'),
      // Frameworks send both for one time.
      aside: same(cookie, seconds, now),
      title: say`${'Max-Age'} takes precedence: ${'Expires'} is ignored`,
      detail: say`The cookie lives ${text(span(Math.max(0, seconds)))} (${'Max-Age'}). ${'Expires'} is there only for clients too old to know ${'Max-Age'}.`,
      specs: [rfc(6265, '4.1.2.2')],
    }),
  ];
}

function badExpires(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const expires = attributeOf(cookie, 'expires');
  if (expires === undefined || parseCookieDate(expires.value) !== undefined) return [];
  const session = lifetimeOf(cookie, undefined).by === 'session';
  return [
    warning('cookies/bad-expires', anchor, {
      span: expires.range,
      title: say`${'Expires'} is not a date and is ignored: ${escaped(expires.value, 24)}`,
      detail: session
        ? say`A browser that cannot read the date drops the attribute, so this becomes a session cookie. Write ${'Fri, 20 Nov 2026 12:00:00 GMT'}, or better ${'Max-Age'} with seconds.`
        : say`A browser that cannot read the date drops the attribute; ${'Max-Age'} still counts.`,
      specs: [rfc(6265, '5.2.1')],
    }),
  ];
}

function badMaxAge(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const maxAge = attributeOf(cookie, 'max-age');
  if (maxAge === undefined || /^-?\d+$/.test(maxAge.value)) return [];
  return [
    warning('cookies/bad-max-age', anchor, {
      span: maxAge.range,
      title: say`${'Max-Age'} is not a whole number of seconds and is ignored`,
      detail: say`Found ${escaped(maxAge.value, 24)}. The lifetime then comes from ${'Expires'}, and without that the cookie ends with the session.`,
      specs: [rfc(6265, '5.2.2')],
    }),
  ];
}

function badSameSite(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const given = attributeOf(cookie, 'samesite');
  if (given === undefined || sameSite(cookie) !== undefined) return [];
  return [
    warning('cookies/bad-samesite', anchor, {
      span: given.range,
      basis: 'browser',
      title: say`${escaped(given.value === '' ? '(empty)' : given.value, 20)} is not a value of ${'SameSite'}: it counts as none given`,
      detail: say`Possible are ${'Strict'}, ${'Lax'} and ${'None'}. Chrome and its relatives then treat the cookie as ${'Lax'}, other browsers have rules of their own.`,
      specs: [bis('5.6.7')],
    }),
  ];
}

function leadingDot(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const domain = attributeOf(cookie, 'domain');
  if (domain === undefined || !domain.value.startsWith('.')) return [];
  return [
    info('cookies/leading-dot', anchor, {
      aside: true,
      span: domain.range,
      title: say`The dot before the domain is ignored: same as ${`Domain=${escaped(domain.value.slice(1), 40)}`}`,
      detail: say`A cookie with ${'Domain'} always goes to every subdomain as well, with or without the dot. To bind it to one host, leave ${'Domain'} out.`,
      specs: [rfc(6265, '5.2.3')],
    }),
  ];
}

function badPath(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const path = attributeOf(cookie, 'path');
  if (path === undefined || path.value.startsWith('/') || path.value === '') return [];
  return [
    warning('cookies/bad-path', anchor, {
      span: path.range,
      title: say`${'Path'} must begin with a slash; ${escaped(path.value, 24)} is ignored`,
      detail: say`The cookie then applies to the directory of this request's path, which is seldom what was meant.`,
      specs: [rfc(6265, '5.2.4')],
    }),
  ];
}

function unnamed(cookie: SetCookie, anchor: string): readonly Annotation[] {
  if (cookie.name !== '') return [];
  return [
    warning('cookies/no-name', anchor, {
      span: cookie.valueRange,
      title: say`A cookie without a name: all of it is taken for the value`,
      detail: say`Without ${'='} browsers keep the text as a value with an empty name and send it back bare; servers differ in how they read that. Write ${'name=value'}.`,
      specs: [bis('5.6')],
    }),
  ];
}

const KNOWN = ['expires', 'max-age', 'domain', 'path', 'secure', 'httponly', 'samesite', 'partitioned', 'priority', 'version', 'comment'];

function unknown(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const odd = cookie.attributes.find((a) => !KNOWN.includes(a.name.toLowerCase()));
  if (odd === undefined) return [];
  return [
    info('cookies/unknown-attribute', anchor, {
      span: odd.range,
      title: say`Unknown attribute, ignored: ${escaped(odd.name, 24)}`,
      detail: say`Only one cookie fits in a ${'Set-Cookie'}: a second pair after a semicolon is taken for an attribute and lost. Send another ${'Set-Cookie'} for it.`,
      specs: [rfc(6265, '5.2')],
    }),
  ];
}

/** A name that programs give to what proves who somebody is. */
export const isCredential = (name: string): boolean => CREDENTIAL.test(name.trim());

const CREDENTIAL =
  /^(?:__(?:Host|Secure|Http|Host-Http)-)?(?:.*sess(?:ion)?[-_]?(?:id|token|key)?|sid|.*[._-]sid|.*(?:auth|jwt|access|refresh|id)[-_.]?token|.*auth|jwt|token|remember(?:[-_]me.*)?|phpsessid|jsessionid|asp\.net_sessionid|aspsessionid.*|connect\.sid|login)$/i;

function exposed(cookie: SetCookie, { url, now }: Known, anchor: string): readonly Annotation[] {
  const { seconds } = lifetimeOf(cookie, now);
  if (!isCredential(cookie.name) || (seconds !== undefined && seconds <= 0) || /(?:csrf|xsrf)/i.test(cookie.name)) return [];
  const name = escaped(cookie.name, 24);
  const open = !has(cookie, 'httponly');
  const plain = !has(cookie, 'secure') && url?.protocol === 'https:';
  return [
    ...(open
      ? [
          warning('cookies/no-httponly', anchor, {
            basis: 'hypothesis',
            title: say`${name} looks like a session, and without ${'HttpOnly'} any script can read it`,
            detail: say`By its name the cookie proves who somebody is. A script that slips into the page (XSS) could read it and take the session over. Add ${'; HttpOnly'} unless the page's own JavaScript needs it.`,
            specs: [rfc(6265, '4.1.2.6'), rfc(6265, '8.4')],
          }),
        ]
      : []),
    ...(plain
      ? [
          warning('cookies/no-secure', anchor, {
            basis: 'hypothesis',
            title: say`${name} looks like a session, and without ${'Secure'} it also goes over plain HTTP`,
            detail: say`One request to ${'http:'} of the same host, even a mistyped one, shows the cookie to everybody on the way. Add ${'; Secure'}.`,
            specs: [rfc(6265, '4.1.2.5'), rfc(6265, '8.3')],
          }),
        ]
      : []),
  ];
}

function longLife(cookie: SetCookie, { now }: Known, anchor: string): readonly Annotation[] {
  const { seconds, by } = lifetimeOf(cookie, now);
  const limit = 400 * 86_400;
  if (seconds === undefined || seconds <= limit) return [];
  return [
    info('cookies/capped', anchor, {
      ...spanOf(cookie, by),
      basis: 'browser',
      title: say`Browsers cut this lifetime of ${text(span(seconds))} to 400 days`,
      detail: say`A cookie that should stay longer has to be set again on a later visit.`,
      specs: [bis('5.5')],
    }),
  ];
}
