// Whether a browser lets the page of this Origin read the response (Fetch, "CORS check").
import { has } from '../../http/field.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import type { Annotation } from '../annotation.ts';
import { error, good, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { fetchStandard } from '../spec.ts';
import { at, type Crossing, corsCheck, listOf, passes } from './crossing.ts';

const ACAO = 'Access-Control-Allow-Origin';
const ACAC = 'Access-Control-Allow-Credentials';

export function checkOrigin(x: Crossing): readonly Annotation[] {
  return [...verdict(x), ...badCredentials(x), ...missingVary(x)];
}

/** Said with every failure: it is the browser that keeps the response back, not Postil. */
const NOT_HERE = say`Postil is no browser: it does not enforce CORS, so here you see the response all the same.`;

function verdict(x: Crossing): readonly Annotation[] {
  const [allowed = ''] = x.allowed;
  const page = escaped(x.origin, 36);
  if (x.allowed.length === 0)
    return [
      warning('cors/no-allow-origin', at(x, ACAO), {
        basis: 'browser',
        title: say`A browser would keep this from ${page}: no ${ACAO}`,
        detail: say`A page of another origin may read a response only if the server says so with ${ACAO}. The request itself was carried out; only the answer is hidden from the page. ${NOT_HERE}`,
        specs: corsCheck,
      }),
    ];
  if (x.allowed.length > 1 || allowed.includes(',')) return [severalOrigins(x)];
  if (allowed === '*') return anyOrigin(x);
  if (allowed === 'null') return [nullOrigin(x)];
  if (!passes(x)) return [otherOrigin(x, allowed)];
  const withCredentials = x.credentials === 'true';
  if (has(x.sent, 'Cookie') && !withCredentials) return [cookiesNotAllowed(x)];
  return [
    good('cors/allowed', at(x, ACAO), {
      basis: 'browser',
      title: say`A browser lets pages of ${page} read this${text(withCredentials ? ', also with cookies' : '')}`,
      detail: say`${ACAO} names exactly the origin of the request, so scripts of that site may read the response${text(withCredentials ? ', and credentials may go along.' : '; without credentials, because Access-Control-Allow-Credentials is not set.')}`,
      specs: corsCheck,
    }),
  ];
}

/** A page's request carries cookies only when it asks for credentials, and then the server has to agree to them. */
const cookiesNotAllowed = (x: Crossing): Annotation =>
  warning('cors/cookies-not-allowed', at(x, ACAO), {
    basis: 'browser',
    title: say`With cookies a browser would block this: no ${`${ACAC}: true`}`,
    detail: say`The request carries a ${'Cookie'}, as a page sends it with ${"credentials: 'include'"}. Then the origin must be named (not ${'*'}) and ${`${ACAC}: true`} must stand beside it, else the response is hidden from the page. Without cookies the page could read it. ${NOT_HERE}`,
    specs: [...corsCheck, fetchStandard('cors-protocol-and-credentials')],
  });

const severalOrigins = (x: Crossing): Annotation =>
  error('cors/several-origins', at(x, ACAO), {
    basis: 'browser',
    title: say`${ACAO} takes one origin; with several, browsers block`,
    detail: say`A list is not possible, neither with commas nor with two fields. To allow several sites, compare the request's ${'Origin'} with a list on the server, answer with that one, and add ${'Vary: Origin'}. ${NOT_HERE}`,
    specs: corsCheck,
  });

function anyOrigin(x: Crossing): readonly Annotation[] {
  if (x.credentials === 'true')
    return [
      error('cors/star-with-credentials', at(x, ACAC), {
        basis: 'browser',
        title: say`${'*'} and credentials do not go together: browsers block such requests`,
        detail: say`With ${`${ACAC}: true`} the origin must be named; for a request with cookies a browser does not accept ${'*'} and hides the response. Answer with the request's own ${'Origin'}, if you trust it, and ${'Vary: Origin'}. ${NOT_HERE}`,
        specs: corsCheck,
      }),
    ];
  if (has(x.sent, 'Cookie')) return [cookiesNotAllowed(x)];
  return [
    info('cors/any-origin', at(x, ACAO), {
      basis: 'browser',
      title: say`Any site may read this in a browser, but only without cookies or other credentials`,
      detail: say`${'*'} opens the response to pages of every origin. A page that sends credentials needs its origin named instead.`,
      specs: [fetchStandard('cors-protocol-and-credentials')],
    }),
  ];
}

const nullOrigin = (x: Crossing): Annotation =>
  warning('cors/null-origin', at(x, ACAO), {
    basis: 'browser',
    title: say`Allowing the origin ${'null'} lets in any sandboxed page or local file`,
    detail: say`${'null'} is what browsers send for sandboxed frames, ${'file:'} pages and other opaque origins, and every site can make itself such a frame. It is unsafe, and ${x.origin === 'null' ? text('here it matches') : say`it does not match ${escaped(x.origin, 40)} either`}. Name real origins, or ${'*'} for public data.`,
    specs: [...corsCheck, fetchStandard('origin-header')],
  });

function otherOrigin(x: Crossing, allowed: string): Annotation {
  return error('cors/other-origin', at(x, ACAO), {
    basis: 'browser',
    title: say`A browser would block this: allowed is ${escaped(allowed, 26)}, not ${escaped(x.origin, 26)}`,
    detail: say`The value is compared with the request's ${'Origin'} octet by octet: ${escaped(allowed, 80)} and ${escaped(x.origin, 80)} differ${slip(allowed, x.origin)}. ${NOT_HERE}`,
    specs: corsCheck,
  });
}

function slip(allowed: string, origin: string): Prose {
  if (allowed.includes('*'))
    return say`: a star inside an origin is no wildcard, only ${'*'} alone is. Compare the request's ${'Origin'} with a pattern on the server, and answer with that origin`;
  if (allowed === `${origin}/`) return say`: the slash at the end is too much`;
  if (allowed.toLowerCase() === origin.toLowerCase()) return say` in upper and lower case`;
  const [a, b] = [URL.parse(allowed), URL.parse(origin)];
  if (a === null) return say`: it is not an origin, which is scheme, host and port`;
  if (a.hostname === b?.hostname && a.protocol !== b.protocol) return say` in the scheme`;
  if (a.hostname === b?.hostname) return a.origin === origin ? say`: an origin has no path` : say` in the port`;
  return say``;
}

/** Only the octets `true` count, in this case. */
function badCredentials(x: Crossing): readonly Annotation[] {
  if (x.credentials === undefined || x.credentials === 'true') return [];
  const cased = x.credentials.toLowerCase() === 'true';
  const idle = x.credentials.toLowerCase() === 'false';
  const make = idle ? info : error;
  return [
    make('cors/bad-credentials-value', at(x, ACAC), {
      basis: 'browser',
      title: cased
        ? say`${escaped(x.credentials, 8)} is ignored: only lowercase ${'true'} counts`
        : say`${escaped(x.credentials, 12)} is no value of ${ACAC}: only ${'true'} is`,
      detail: say`Browsers compare the value with ${'true'} letter by letter, case included. Anything else is as if the field were not there, and a request with credentials fails.${text(idle ? ' To forbid credentials, leave the field out.' : '')}`,
      specs: corsCheck,
    }),
  ];
}

/** Fetch section 3.2.5: a stored copy that names one origin must not be given to another one. */
function missingVary(x: Crossing): readonly Annotation[] {
  const vary = listOf(x, 'Vary');
  if (!passes(x) || x.allowed[0] === '*' || vary.includes('origin') || vary.includes('*')) return [];
  if (listOf(x, 'Cache-Control').some((d) => d.startsWith('no-store'))) return [];
  return [
    warning('cors/no-vary-origin', at(x, ACAO), {
      basis: 'browser',
      title: say`Without ${'Vary: Origin'} a cache may give this to pages of other origins`,
      detail: say`The answer names one origin. A cache that stored it would hand it to a page of another origin too, whose browser then blocks it; and a copy made for a request without ${'Origin'} would lack the field. Add ${'Vary: Origin'} whenever the value depends on the request.`,
      specs: [fetchStandard('cors-protocol-and-http-caches')],
    }),
  ];
}
