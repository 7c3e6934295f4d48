// Why a browser would not store a cookie, each reason with what to change. Postil's own jar does not enforce all of them: what it did
// is said where it is known.
import { attributeOf, octetsOf, type SetCookie } from '../../http/cookie.ts';
import type { SetCookieVerdict } from '../../http/cookie-record.ts';
import { type Circumstances, domainMatches, domainOf, type Refusal } from '../../http/cookie-rules.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import type { Range } from '../../text/range.ts';
import type { Annotation, Basis, SpecReference } from '../annotation.ts';
import { error } from '../note.ts';
import { escaped } from '../shown.ts';
import { document, rfc } from '../spec.ts';

export const bis = (section: string): SpecReference =>
  document('RFC 6265bis', section, `https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-${section}`);

/** The draft after RFC 6265bis. */
const layered = document('Layered Cookies draft', '', 'https://datatracker.ietf.org/doc/draft-ietf-httpbis-layered-cookies/');

const chips = document('CHIPS', '', 'https://datatracker.ietf.org/doc/draft-cutler-httpbis-partitioned-cookies/');

interface Words {
  readonly title: Prose;
  /** Why Postil's jar did not store it, as the end of a sentence; where it has no part in the refusal, nothing. */
  readonly because?: Prose;
  readonly detail: Prose;
  readonly specs: readonly SpecReference[];
  readonly basis?: Basis;
  readonly span?: Range | undefined;
}

interface At {
  readonly anchor: string;
  readonly verdict: SetCookieVerdict | undefined;
}

/** The first two reasons; more would only repeat that the cookie is lost. */
export function refusalNotes(cookie: SetCookie, refused: readonly Refusal[], here: Circumstances, at: At): readonly Annotation[] {
  return refused.slice(0, 2).map((refusal) => {
    const { span, basis = 'browser', title, because, detail, specs } = wordsOf(refusal, cookie, here);
    const name = escaped(cookie.name === '' ? 'the cookie' : cookie.name, 24);
    const lost = at.verdict?.outcome === 'refused' && because !== undefined;
    return error(`cookies/${refusal}`, at.anchor, {
      title: lost ? say`${name} was not stored: ${because}` : isStored(at.verdict) ? say`Stored, but ${lowered(title)}` : title,
      detail: join([detail, jarWords(refusal, at.verdict)]),
      specs,
      basis: lost ? 'computed' : basis,
      ...(span && { span }),
    });
  });
}

const isStored = (verdict: SetCookieVerdict | undefined): boolean => verdict?.outcome === 'stored' || verdict?.outcome === 'replaced';

/** The title in the middle of a sentence. */
const lowered = ([first, ...rest]: Prose): Prose =>
  first === undefined ? rest : [{ ...first, text: first.text.slice(0, 1).toLowerCase() + first.text.slice(1) }, ...rest];

function jarWords(refusal: Refusal, verdict: SetCookieVerdict | undefined): Prose {
  switch (verdict?.outcome) {
    case 'refused':
      return verdict.why === refusal ? say`Postil's jar refused it too.` : [];
    case 'stored':
    case 'replaced':
      return say`Postil's jar, which knows no pages of other sites, has stored it all the same.`;
    case 'off':
    case 'removed':
    case 'absent':
      return [];
    case undefined:
      return refusal === 'samesite-none-insecure' ? say`Postil's jar accepts it all the same.` : [];
  }
}

function wordsOf(refusal: Refusal, cookie: SetCookie, { url }: Circumstances): Words {
  const name = escaped(cookie.name, 24);
  const spanOf = (attribute: string): Range | undefined => attributeOf(cookie, attribute)?.range;
  switch (refusal) {
    case 'samesite-none-insecure':
      return {
        title: say`Browsers reject ${name}: ${'SameSite=None'} needs ${'Secure'}`,
        detail: say`A cookie that goes along with requests of other sites must travel encrypted, so browsers will not store it without ${'Secure'}. Add ${'; Secure'} and serve it over HTTPS.`,
        specs: [bis('5.7')],
        span: spanOf('samesite'),
      };
    case 'secure-prefix':
      return {
        title: say`Browsers reject ${name}: the prefix ${'__Secure-'} needs the Secure attribute`,
        because: say`the prefix ${'__Secure-'} needs the Secure attribute`,
        detail: say`The prefix is a promise that the cookie was set with ${'Secure'} over HTTPS. Without the attribute it will not be stored. Add ${'; Secure'}, or choose another name.`,
        specs: [bis('4.1.3.1'), bis('5.4')],
        span: cookie.nameRange,
      };
    case 'host-prefix':
      return {
        title: say`Browsers reject ${name}: ${'__Host-'} needs ${'Secure'}, ${'Path=/'} and no ${'Domain'}`,
        because: say`${'__Host-'} needs ${'Secure'}, ${'Path=/'} and no ${'Domain'}`,
        detail: say`The prefix promises that the cookie belongs to this host alone and to all of its paths.${text(missing(cookie))}${cookie.name.startsWith('__Host-') ? [] : text(' Browsers compare the prefix without regard to case.')} Until then it will not be stored.`,
        specs: [bis('4.1.3.2'), bis('5.4')],
        span: cookie.nameRange,
      };
    case 'http-prefix':
      return {
        title: say`Browsers with this prefix reject ${name}: it needs ${'Secure'} and ${'HttpOnly'}`,
        detail: say`The prefix promises that no script wrote the cookie. Browsers that know it refuse the cookie without both attributes, the others ignore the prefix.`,
        specs: [layered],
        span: cookie.nameRange,
      };
    case 'nameless-prefix':
      return {
        title: say`Browsers refuse a cookie without a name whose value begins with a prefix`,
        because: say`it has no name, and its value begins with a prefix`,
        detail: say`A cookie without a name comes back as its value alone, so the server would take it for one that was set under the rules of the prefix (${'__Host-'}, ${'__Secure-'}), which nobody has checked. Write ${'name=value'}.`,
        specs: [bis('5.7'), layered],
        span: cookie.valueRange,
      };
    case 'overlays-secure':
      return {
        title: say`Browsers refuse ${name}: over plain HTTP it may not cover a ${'Secure'} cookie of that name`,
        because: say`over plain HTTP it may not cover a ${'Secure'} cookie of that name`,
        detail: say`There is a ${'Secure'} cookie of this name for the same or a related host and path already. What comes over an unencrypted connection can be written by somebody on the way, so it neither replaces nor removes that one, nor stands beside it. Set the cookie over HTTPS.`,
        specs: [bis('5.7'), layered],
        span: cookie.nameRange,
      };
    case 'secure-over-http':
      return {
        title: say`Browsers refuse ${name}: ${'Secure'} was set over plain HTTP`,
        because: say`${'Secure'} was set over plain HTTP`,
        detail: say`This response came over an unencrypted ${'http:'} connection, and from there a browser ignores cookies with ${'Secure'}: somebody on the way could have written it. Serve it over HTTPS.`,
        specs: [bis('5.7')],
        span: spanOf('secure'),
      };
    case 'domain-mismatch':
      if (domainMatches(url.hostname, (domainOf(cookie) ?? '').replace(/\.$/, '')))
        return {
          title: say`Rejected: the dot at the end of ${'Domain'} makes it another name`,
          because: say`the dot at the end of ${'Domain'} makes it another name`,
          detail: say`To browsers ${escaped(domainOf(cookie) ?? '', 40)} is not the domain of ${escaped(url.hostname, 40)}, and they drop the whole cookie; RFC 6265 lets a client ignore such an attribute in one place, and refuses the cookie in its rules for storing. Take the dot away.`,
          specs: [rfc(6265, '4.1.2.3'), rfc(6265, '5.3')],
          basis: 'rule',
          span: spanOf('domain'),
        };
      return {
        title: say`Rejected: ${escaped(url.hostname, 30)} may not set a cookie for ${escaped(domainOf(cookie) ?? '', 30)}`,
        because: say`${escaped(url.hostname, 30)} may not set one for ${escaped(domainOf(cookie) ?? '', 30)}`,
        detail: say`A host can set cookies for itself and for the domains above it, never for another one. The whole cookie will not be stored.${/[:/]/.test(domainOf(cookie) ?? '') && !/^[\da-f:]+$/i.test(domainOf(cookie) ?? '') ? say` ${'Domain'} is a host name alone: no scheme, no port, no path.` : []} Leave ${'Domain'} out to bind it to ${escaped(url.hostname, 40)}.`,
        specs: [rfc(6265, '5.3'), rfc(6265, '5.1.3')],
        basis: 'rule',
        span: spanOf('domain'),
      };
    case 'domain-too-wide':
      return {
        title: say`Rejected: ${escaped(domainOf(cookie) ?? '', 30)} is a public suffix`,
        because: say`${escaped(domainOf(cookie) ?? '', 30)} is a public suffix`,
        detail: say`Under a public suffix anybody can register a name, so a cookie for it would reach the sites of strangers. Browsers refuse it. Name your own domain, or leave ${'Domain'} out.`,
        specs: [rfc(6265, '5.3')],
        basis: 'rule',
        span: spanOf('domain'),
      };
    case 'partitioned-insecure':
      return {
        title: say`Browsers reject ${name}: ${'Partitioned'} requires ${'Secure'}`,
        detail: say`A cookie that is kept apart for each embedding site must be ${'Secure'}; without it the cookie will not be stored. Add ${'; Secure; SameSite=None'} for use in frames of other sites.`,
        specs: [chips],
        span: spanOf('partitioned'),
      };
    case 'too-large': {
      const size = octetsOf(cookie.name) + octetsOf(cookie.value);
      return {
        title: say`Browsers ignore ${name}: ${text(String(size))} octets, more than the limit of 4096`,
        because: say`${text(String(size))} octets, more than the limit of 4096`,
        detail: say`Name and value together may have 4096 octets (here ${text(`${octetsOf(cookie.name)} + ${octetsOf(cookie.value)} = ${size}`)}). A larger cookie is not stored and not cut: it is just not there. Keep the data on the server and an identifier in the cookie.`,
        specs: [bis('5.6')],
      };
    }
    case 'control-character':
      return {
        title: say`Browsers refuse ${name}: it holds a control character`,
        because: say`it holds a control character`,
        detail: say`A control character anywhere in the field makes a browser drop the cookie. Encode the value.`,
        specs: [bis('5.6')],
      };
    case 'no-pair':
      return { title: say`No cookie is named`, detail: say`A cookie is written ${'name=value'}.`, specs: [rfc(6265, '5.2')] };
  }
}

function missing(cookie: SetCookie): string {
  const lacks = [
    attributeOf(cookie, 'secure') === undefined ? 'Secure is missing' : '',
    attributeOf(cookie, 'path')?.value === '/' ? '' : 'Path is not /',
    domainOf(cookie) === undefined ? '' : 'Domain must go',
  ].filter(Boolean);
  return lacks.length === 0 ? '' : ` Here ${lacks.join(', ')}.`;
}
