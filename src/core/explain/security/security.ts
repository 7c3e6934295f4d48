// Security across fields: what two fields make of each other, and what the exchange gives away. Silent on an ordinary exchange;
// the value of a single field is judged by its own rule.
import { parseCookie } from '../../http/cookie.ts';
import { isAddress, isLoopback } from '../../http/cookie-rules.ts';
import { combined, firstOf, has } from '../../http/field.ts';
import { parseMediaType } from '../../http/media-type.ts';
import { say, text } from '../../text/prose.ts';
import * as anchors from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { isCredential } from '../cookies/attributes.ts';
import { good, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { document, fetchStandard, html, rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { nameIn, type View, view } from '../view.ts';
import { listed } from '../words.ts';
import { queryNotes } from './query.ts';

export function explainSecurity(subject: Subject, x = view(subject)): readonly Annotation[] {
  return [
    ...queryNotes(x),
    ...hstsOverHttp(x),
    ...hstsOfAddress(x),
    ...cookieInTheClear(x),
    ...versions(x),
    ...framing(x),
    ...nosniffWithoutType(x),
    ...isolation(x),
    ...cspTwice(x),
    ...tokenKept(x),
  ];
}

const at = (x: View, name: string): string => anchors.field('response', nameIn(x.got, name));

/** RFC 6749 section 5.1: what carries a token says no-store. */
function tokenKept({ response, got, status }: View): readonly Annotation[] {
  const type = parseMediaType(firstOf(got, 'Content-Type') ?? '')?.essence;
  const { content } = response ?? {};
  if (status !== 200 || type !== 'application/json' || content === undefined || content.length > 20_000) return [];
  if (/\bno-store\b/i.test(combined(got, 'Cache-Control') ?? '')) return [];
  const words = new TextDecoder().decode(content);
  if (!/"access_token"\s*:/.test(words) || !/"token_type"\s*:/.test(words)) return [];
  return [
    warning('security/token-kept', anchors.responseBody, {
      title: say`A token without ${'Cache-Control: no-store'}: nothing forbids keeping it`,
      detail: say`The content is an answer of an OAuth token endpoint. Whatever carries a token has to say ${'Cache-Control: no-store'}, so that no cache, and no history, keeps it for somebody else.`,
      specs: [rfc(6749, '5.1')],
    }),
  ];
}

/** RFC 6797 section 8.1: only a secure transport can speak for the host. */
function hstsOverHttp(x: View): readonly Annotation[] {
  if (x.url?.protocol !== 'http:' || !has(x.got, 'Strict-Transport-Security')) return [];
  return [
    warning('security/hsts-over-http', at(x, 'Strict-Transport-Security'), {
      basis: 'browser',
      title: say`Ignored: ${'Strict-Transport-Security'} counts only over HTTPS`,
      detail: say`Over plain ${'http:'} anybody on the way could have added it, so browsers ignore it there. Redirect to ${'https:'} and send it from there.`,
      specs: [rfc(6797, '8.1'), rfc(6797, '7.2')],
    }),
  ];
}

/** RFC 6797 section 8.1.1: HSTS is for names. */
function hstsOfAddress(x: View): readonly Annotation[] {
  if (x.url?.protocol !== 'https:' || !isAddress(x.url.hostname) || !has(x.got, 'Strict-Transport-Security')) return [];
  return [
    warning('security/hsts-of-address', at(x, 'Strict-Transport-Security'), {
      basis: 'browser',
      title: say`No effect: HSTS is for host names, and ${x.host} is an IP address`,
      detail: say`Browsers must not note an address as a host of HSTS, so the field is ignored here. It counts when the same server is asked by its name.`,
      specs: [rfc(6797, '8.1.1')],
    }),
  ];
}

/** A login in the clear is readable for everybody on the way; on this machine nobody is on the way. */
function cookieInTheClear(x: View): readonly Annotation[] {
  if (
    !/^(?:http|ws):$/.test(x.url?.protocol ?? '') ||
    x.url === undefined ||
    isLoopback(x.url) ||
    !/^(?:http|ws):/i.test(x.request?.url ?? '')
  )
    return [];
  const name = parseCookie(combined(x.sent, 'Cookie') ?? '').find((pair) => isCredential(pair.name))?.name;
  if (name === undefined) return [];
  return [
    warning('security/cookie-in-clear', anchors.field('request', nameIn(x.sent, 'Cookie')), {
      basis: 'hypothesis',
      title: say`The cookie ${escaped(name, 24)} goes over plain HTTP: anybody on the way can read it`,
      detail: say`By its name it proves who somebody is, and without TLS it travels unprotected: whoever copies it on the way is that somebody. Use ${'https:'}; with ${'Secure'} a cookie never goes out like this.`,
      specs: [rfc(6265, '8.3')],
    }),
  ];
}

const REVEALING = ['Server', 'X-Powered-By', 'X-AspNet-Version', 'X-AspNetMvc-Version', 'X-Generator'];
const NUMBERED = /(?:^|[\s/])v?\d+\.\d+/;

function versions(x: View): readonly Annotation[] {
  const numbered = x.got.filter(([, value]) => NUMBERED.test(value));
  const found = numbered.length === 0 ? [] : REVEALING.filter((name) => NUMBERED.test(firstOf(x.got, name) ?? ''));
  const [first] = found;
  if (first === undefined) return [];
  return [
    info('security/version-shown', at(x, first), {
      basis: 'hypothesis',
      aside: true,
      title: say`${escaped(listed(found), 40)} ${text(found.length === 1 ? 'tells' : 'tell')} exact version numbers`,
      detail: say`An exact version reveals to attackers which known holes to try first. It hides nothing that cannot be found out in other ways, but it helps nobody else: a product name is enough.`,
      specs: [rfc(9110, '10.2.4'), rfc(9110, '17.12')],
    }),
  ];
}

function framing(x: View): readonly Annotation[] {
  if (!has(x.got, 'X-Frame-Options') || !/(?:^|;|,)\s*frame-ancestors\b/i.test(combined(x.got, 'Content-Security-Policy') ?? '')) return [];
  return [
    info('security/frame-ancestors-wins', at(x, 'X-Frame-Options'), {
      basis: 'browser',
      title: say`Ignored in favour of ${'frame-ancestors'} in the ${'Content-Security-Policy'}`,
      detail: say`Browsers that know ${'frame-ancestors'} go by it alone; ${'X-Frame-Options'} only serves very old ones. Keep the two in agreement.`,
      specs: [html('document-lifecycle.html#the-x-frame-options-header')],
    }),
  ];
}

function nosniffWithoutType(x: View): readonly Annotation[] {
  if (firstOf(x.got, 'X-Content-Type-Options')?.trim().toLowerCase() !== 'nosniff' || has(x.got, 'Content-Type')) return [];
  const size = x.response?.contentLength ?? x.response?.content?.length ?? 0;
  if (size === 0) return [];
  return [
    warning('security/nosniff-without-type', at(x, 'X-Content-Type-Options'), {
      basis: 'browser',
      title: say`${'nosniff'} without a ${'Content-Type'}: browsers will not run or style with this`,
      detail: say`The server forbids guessing the type and does not tell it. A script or a style sheet without its type is then blocked. Add ${'Content-Type'}.`,
      specs: [fetchStandard('x-content-type-options-header')],
    }),
  ];
}

/** HTML: COOP same-origin with COEP require-corp or credentialless. */
function isolation(x: View): readonly Annotation[] {
  const opener = firstOf(x.got, 'Cross-Origin-Opener-Policy')?.split(';')[0]?.trim();
  const embedder = firstOf(x.got, 'Cross-Origin-Embedder-Policy')?.split(';')[0]?.trim();
  if (opener !== 'same-origin' || !(embedder === 'require-corp' || embedder === 'credentialless') || !isPage(x)) return [];
  return [
    good('security/cross-origin-isolated', at(x, 'Cross-Origin-Embedder-Policy'), {
      basis: 'browser',
      title: say`The page is cross-origin isolated: exact timers and ${'SharedArrayBuffer'} are open to it`,
      detail: say`${'Cross-Origin-Opener-Policy: same-origin'} and ${`Cross-Origin-Embedder-Policy: ${embedder}`} together put the page into a process of its own. In return everything that it embeds from elsewhere must agree to it.`,
      specs: [html('browsers.html#coep')],
    }),
  ];
}

function cspTwice(x: View): readonly Annotation[] {
  const count = x.got.filter(([name]) => name.toLowerCase() === 'content-security-policy').length;
  if (count < 2) return [];
  return [
    info('security/several-policies', at(x, 'Content-Security-Policy'), {
      basis: 'browser',
      title: say`${text(String(count))} policies apply at once: only what all of them allow is allowed`,
      detail: say`A second ${'Content-Security-Policy'} can only tighten the first, never loosen it.`,
      specs: [document('CSP Level 3', 'multiple-policies', 'https://www.w3.org/TR/CSP3/#multiple-policies')],
    }),
  ];
}

const isPage = (x: View): boolean =>
  ['text/html', 'application/xhtml+xml'].includes(parseMediaType(firstOf(x.got, 'Content-Type') ?? '')?.essence ?? '');
