// A preflight: OPTIONS that a browser sends by itself, to ask whether a request across origins may follow (Fetch section 4.8).
import { combined, firstOf } from '../../http/field.ts';
import { isDigits, split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import * as anchors from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, good } from '../note.ts';
import { escaped } from '../shown.ts';
import { listed, span, spanExactly } from '../words.ts';
import { at, type Crossing, corsPreflight, listOf, passes } from './crossing.ts';
import { checkOrigin } from './origin.ts';

const METHODS = 'Access-Control-Allow-Methods';
const HEADERS = 'Access-Control-Allow-Headers';

export function explainPreflight(x: Crossing): readonly Annotation[] {
  const faults = [...badStatus(x), ...(passes(x) ? [] : blocked(x)), ...badMethod(x), ...badFields(x)];
  return faults.length > 0 ? faults : [passed(x)];
}

function badStatus(x: Crossing): readonly Annotation[] {
  if (x.status >= 200 && x.status <= 299) return [];
  const demanded = x.status === 401 || x.status === 407;
  const redirect = x.status >= 300 && x.status < 400;
  return [
    error('cors/preflight-status', anchors.responseStatus, {
      basis: 'browser',
      title: say`The preflight fails: it needs an ok status (2xx), not ${String(x.status)}`,
      detail: demanded
        ? say`A browser never sends credentials with a preflight, neither ${'Authorization'} nor cookies, so a server that demands them here can never be satisfied. Let ${'OPTIONS'} through before the check for credentials.`
        : redirect
          ? say`A browser does not follow a redirect of a preflight. Ask at the final URL, or answer ${'OPTIONS'} here.`
          : say`The browser gives up and the real request is never sent. The server should answer ${'OPTIONS'} for this URL with 204 and the ${'Access-Control-Allow-'} fields.`,
      specs: corsPreflight,
    }),
  ];
}

/** The verdict on the origin, an error here: without it the real request is not even sent. */
const blocked = (x: Crossing): readonly Annotation[] =>
  checkOrigin(x).map((note) =>
    note.id === 'cors/no-allow-origin'
      ? {
          ...note,
          ...error('cors/preflight-no-allow-origin', anchors.responseStatus, {
            basis: 'browser',
            title: say`The preflight fails: no ${'Access-Control-Allow-Origin'} for ${escaped(x.origin, 30)}`,
            detail: say`The answer to the preflight does not name the origin of the page, so the browser blocks the request: the real ${escaped(x.wanted ?? 'request', 16)} is never sent. Answer with ${`Access-Control-Allow-Origin: ${escaped(x.origin, 60)}`} if that site may use the resource. Postil is no browser and does not enforce it.`,
            specs: corsPreflight,
          }),
        }
      : note,
  );

/** Fetch section 3.2.5: the star is a wildcard only without credentials. */
const STAR_IS_A_NAME = say` With credentials, which the response allows, ${'*'} is no wildcard but a literal name: list the names.`;

/** GET, HEAD and POST need no permission. Methods are compared with case. */
function badMethod(x: Crossing): readonly Annotation[] {
  const wanted = x.wanted ?? '';
  const allowed = listOf(x, METHODS, true);
  if (allowed.includes(wanted) || ['GET', 'HEAD', 'POST'].includes(wanted) || (allowed.includes('*') && x.credentials !== 'true'))
    return [];
  const cased = allowed.find((m) => m.toLowerCase() === wanted.toLowerCase());
  const shown = escaped(wanted, 16);
  return [
    error('cors/preflight-method', at(x, METHODS), {
      basis: 'browser',
      title: say`The preflight fails: ${shown} is not listed in ${METHODS}`,
      detail:
        cased === undefined
          ? say`The browser blocks the request before it is sent. Allowed are ${escaped(allowed.length === 0 ? 'GET, HEAD, POST' : allowed.join(', '), 50)}; add ${shown} if the resource supports it.${allowed.includes('*') ? STAR_IS_A_NAME : []}`
          : say`${escaped(cased, 16)} is another method than ${shown}: their case counts. Browsers put only GET, HEAD, POST, PUT, DELETE and OPTIONS into capitals by themselves: write others, PATCH above all, in upper case. The browser blocks the request before it is sent.`,
      specs: corsPreflight,
    }),
  ];
}

function badFields(x: Crossing): readonly Annotation[] {
  const wanted = split(combined(x.sent, 'Access-Control-Request-Headers') ?? '').map((p) => p.text.toLowerCase());
  const allowed = listOf(x, HEADERS);
  const star = allowed.includes('*') && x.credentials !== 'true';
  const missing = wanted.filter((name) => !allowed.includes(name) && !(star && name !== 'authorization'));
  if (missing.length === 0) return [];
  const names = escaped(listed(missing), 30);
  return [
    error('cors/preflight-field', at(x, HEADERS), {
      basis: 'browser',
      title: say`The preflight fails: ${names} is not listed in ${HEADERS}`,
      detail: say`The page wants to send ${names}, and the server does not allow it, so the browser blocks the request before it is sent.${text(star ? ' The star does not cover authorization, which must be named.' : '')} Add the name to ${HEADERS}.${allowed.includes('*') && !star ? STAR_IS_A_NAME : []}`,
      specs: corsPreflight,
    }),
  ];
}

function passed(x: Crossing): Annotation {
  const age = firstOf(x.got, 'Access-Control-Max-Age');
  const keep = age !== undefined && isDigits(age) ? Number(age) : 5;
  const until = keep === 0 ? 'and asks again every time' : `and remembers it for ${keep > 86_400 ? 'a day at most' : span(keep)}`;
  const fields = combined(x.sent, 'Access-Control-Request-Headers');
  return good('cors/preflight-passed', anchors.responseStatus, {
    basis: 'browser',
    title: say`The preflight passes: a browser may send ${escaped(x.wanted ?? '', 16)} ${text(until)}`,
    detail: say`Before a request that a plain form could not make, a browser asks with ${'OPTIONS'}. The server allows ${escaped(x.wanted ?? '', 16)} from ${escaped(x.origin, 40)}${fields === undefined ? say`` : say` with the fields ${escaped(fields, 50)}`}. ${text(age === undefined ? 'Without Access-Control-Max-Age a browser remembers the permission for 5 seconds.' : `The server allows it to be remembered for ${spanExactly(keep)}; browsers cap the time, Chrome at 2 hours (7200 s), Firefox at a day (24 hours).`)} The real request follows as an exchange of its own.`,
    specs: corsPreflight,
  });
}
