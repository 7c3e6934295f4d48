// What stands oddly in a Set-Cookie: characters that the grammar excludes, two cookies in one line, attributes that are not what they
// look like (RFC 6265 section 4.1.1). Values are never shown.
import { attributeOf, isTooLong, type SetCookie } from '../../http/cookie.ts';
import { domainOf, pathOf } from '../../http/cookie-rules.ts';
import { say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { bis } from './refused.ts';

export function oddities(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const joined = joinedCookies(cookie, anchor);
  return [
    ...joined,
    ...oddName(cookie, anchor),
    ...(joined.length > 0 ? [] : oddValue(cookie, anchor)),
    ...switchedOff(cookie, anchor),
    ...(joined.length > 0 ? [] : repeated(cookie, anchor)),
    ...tooLong(cookie, anchor),
    ...emptyDomain(cookie, anchor),
  ];
}

/** `a=1; Path=/, b=2`: some library joined two lines with a comma, as may be done with any other field but this one. */
function joinedCookies(cookie: SetCookie, anchor: string): readonly Annotation[] {
  // Without a comma there is nothing to look for; the one of a date is looked at alone.
  if (!cookie.value.includes(',') && !cookie.attributes.some(({ value }) => value.includes(','))) return [];
  const parts = [
    { value: cookie.value, range: cookie.valueRange },
    ...cookie.attributes.filter(({ name }) => name.toLowerCase() !== 'expires'),
  ];
  const found = parts.find(({ value }) => SECOND.test(value)) ?? cookie.attributes.find(({ value }) => AFTER_DATE.test(value));
  const name = (SECOND.exec(found?.value ?? '') ?? AFTER_DATE.exec(found?.value ?? ''))?.[1];
  if (found === undefined || name === undefined) return [];
  if (ATTRIBUTE.test(name))
    return [
      warning('cookies/comma', anchor, {
        span: found.range,
        title: say`A comma does not separate attributes: ${escaped(name, 24)} after it is lost`,
        detail: say`Attributes stand after semicolons: ${'sid=…; Path=/; Secure'}. What follows the comma is taken for a part of the value before it, so ${escaped(name, 24)} does nothing.`,
        specs: [rfc(6265, '4.1.1'), rfc(6265, '5.2')],
        basis: 'computed',
      }),
    ];
  return [
    warning('cookies/joined', anchor, {
      span: found.range,
      title: say`Two cookies in one ${'Set-Cookie'}: ${escaped(name, 24)} after the comma is lost`,
      detail: say`A comma does not separate cookies: what follows it, ${escaped(name, 24)} too, is taken for a part of what stands before. Each cookie needs a ${'Set-Cookie'} field of its own; a library or a proxy has probably joined the lines.`,
      specs: [rfc(6265, '3'), rfc(9110, '5.3')],
      basis: 'hypothesis',
    }),
  ];
}

const ATTRIBUTE = /^(?:path|domain|expires|max-age|secure|httponly|samesite|partitioned|priority)$/i;

/** A name before an equals sign, or an attribute that has no value. */
const SECOND = /,\s*([!#$%&'*+.^_`|~\w-]+(?==)|(?:secure|httponly|partitioned)(?=\s*(?:,|$)))/i;
const AFTER_DATE = new RegExp(`GMT${SECOND.source}`, 'i');

/** A cookie's name is a token (RFC 6265 section 4.1.1); browsers take nearly anything. */
function oddName({ name }: SetCookie, anchor: string): readonly Annotation[] {
  const odd = /[\s()<>@,:\\"/[\]?{}]/.exec(name)?.[0];
  if (odd === undefined) return [];
  return [
    warning('cookies/odd-name', anchor, {
      title: say`The name ${escaped(name, 30)} holds ${/\s/.test(odd) ? text('a space') : escaped(odd)}, which is not allowed in names`,
      detail: say`A cookie's name is a token: letters, digits and a few signs. Browsers keep it all the same and send it back, but libraries and frameworks refuse such a name, or read another one. Rename it.`,
      specs: [rfc(6265, '4.1.1')],
    }),
  ];
}

/** The octets of a cookie value: visible US-ASCII without space, quote, comma, semicolon and backslash. */
function oddValue({ value, valueRange }: SetCookie, anchor: string): readonly Annotation[] {
  if (!UNUSUAL.test(value)) return [];
  const quoted = /^"(.*)"$/s.exec(value);
  const inner = quoted?.[1] ?? value;
  const kinds = ODD.filter(([, pattern]) => pattern.test(inner));
  const names = kinds.map(([name]) => name).join(', ');
  if (names !== '') {
    const level = kinds.some(([, , harmful]) => harmful) ? warning : info;
    return [
      level('cookies/odd-value', anchor, {
        span: valueRange,
        title: say`The value holds what a cookie value may not: ${text(names)}`,
        detail: say`Allowed are visible ASCII characters without space, double quote, comma, semicolon and backslash. Browsers keep the value as it is and send it back, but servers and libraries cut it or read it in other ways. Encode it, with base64url or percent-encoding.`,
        specs: [rfc(6265, '4.1.1')],
      }),
    ];
  }
  if (quoted === null) return [];
  return [
    info('cookies/quoted', anchor, {
      span: valueRange,
      title: say`The quotes belong to the value: browsers keep them and send them back`,
      detail: say`Quotes around the value are allowed, and they protect nothing: they are a part of it. Some servers take them off when the cookie comes back, others do not.`,
      specs: [rfc(6265, '4.1.1'), rfc(6265, '5.2')],
      aside: true,
    }),
  ];
}

/** At a glance: none of the characters below. */
const UNUSUAL = /[^!#-+\--:<-[\]-~]/;

const ODD: readonly (readonly [name: string, pattern: RegExp, harmful: boolean])[] = [
  ['a space', /[ \t]/, true],
  ['a comma', /,/, true],
  ['a double quote', /"/, false],
  ['a backslash', /\\/, false],
  ['a character outside of ASCII', /[^\0-\x7f]/, true],
];

function switchedOff(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const found = cookie.attributes.find(
    ({ name, value }) => value !== '' && /^(?:secure|httponly|partitioned)$/i.test(name) && /^"?(?:false|no|off|0)"?$/i.test(value),
  );
  if (found === undefined) return [];
  return [
    warning('cookies/flag-value', anchor, {
      span: found.range,
      title: say`${escaped(`${found.name}=${found.value}`, 24)} switches it on: the attribute counts by its presence, not its value`,
      detail: say`${found.name} has no value, and a browser ignores one. To do without it, leave the attribute out.`,
      specs: [rfc(6265, '5.2.5'), rfc(6265, '5.2.6')],
    }),
  ];
}

function repeated(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const counted = cookie.attributes.filter((attribute) => !isTooLong(attribute));
  const names = counted.map(({ name }) => name.toLowerCase());
  const twice = counted.find(({ name }, i) => names.indexOf(name.toLowerCase()) < i && KNOWN.has(name.toLowerCase()));
  if (twice === undefined) return [];
  return [
    info('cookies/attribute-twice', anchor, {
      span: twice.range,
      title: say`${escaped(twice.name, 20)} stands twice: the last one counts`,
      detail: say`A server should write each attribute once. Of several, browsers take the last.`,
      specs: [rfc(6265, '4.1.1'), rfc(6265, '5.3')],
    }),
  ];
}

const KNOWN = new Set(['expires', 'max-age', 'domain', 'path', 'secure', 'httponly', 'samesite']);

function tooLong(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const long = cookie.attributes.find(isTooLong);
  if (long === undefined) return [];
  return [
    warning('cookies/attribute-too-long', anchor, {
      span: long.range,
      title: say`${escaped(long.name, 20)} has more than 1024 octets: browsers ignore the attribute`,
      detail: say`An attribute whose value is too long is left out as if it were not there; the cookie is stored without it.`,
      specs: [bis('5.6')],
      basis: 'browser',
    }),
  ];
}

function emptyDomain(cookie: SetCookie, anchor: string): readonly Annotation[] {
  const domain = attributeOf(cookie, 'domain');
  if (domain === undefined || domain.value !== '' || domainOf(cookie) !== undefined) return [];
  return [
    info('cookies/empty-domain', anchor, {
      span: domain.range,
      title: say`${'Domain'} is empty and is ignored: the cookie belongs to this host only`,
      detail: say`Without a name the attribute has no effect; probably a setting of the server is not filled in. Leave it out.`,
      specs: [rfc(6265, '5.2.3')],
    }),
  ];
}

/** Which cookies of one response have the name, domain and path of a later one. */
export function overwritten(cookies: readonly (SetCookie | undefined)[], url: URL | undefined): ReadonlySet<number> {
  const last = new Map<string, number>();
  const lost = new Set<number>();
  for (const [i, cookie] of cookies.entries()) {
    if (cookie === undefined) continue;
    const key = JSON.stringify([
      cookie.name,
      domainOf(cookie) ?? '',
      url === undefined ? attributeOf(cookie, 'path')?.value : pathOf(cookie, url),
    ]);
    const before = last.get(key);
    if (before !== undefined) lost.add(before);
    last.set(key, i);
  }
  return lost;
}

export const overwrittenNote = (cookie: SetCookie, anchor: string): Annotation =>
  warning('cookies/overwritten', anchor, {
    span: cookie.nameRange,
    title: say`${escaped(cookie.name, 24)} is set twice in this response: the last one replaces this one`,
    detail: say`A later ${'Set-Cookie'} has the same name, domain and path, so this one has no effect. A server should not send a cookie twice in a response; two parts of it probably do not know of each other.`,
    specs: [rfc(6265, '4.1.1'), rfc(6265, '5.3')],
    basis: 'computed',
  });
