// A URL or relative reference for a note: what may be a credential in it is left out, what tells pages apart stays.
import { shown } from './shapes.ts';

const SECRET = /token|secret|passw|pwd|api_?key|^key$|sig(?:nature)?$|credential|session|^code$|^state$|jwt|auth/i;

/** Without user information and fragment; values of the query that look like credentials, or are long, become `…`. */
export function shownReference(reference: string, max: number): string {
  const [before = '', query] = reference.replace(/#.*$/s, '').split(/\?(.*)/s);
  const place = before.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/@]*@/i, '$1//');
  if (query === undefined) return shown(place, max);
  const pairs = query.split('&').map((pair) => {
    const [name = '', value] = pair.split(/=(.*)/s);
    return value === undefined || (value.length <= 24 && !SECRET.test(name)) ? pair : `${name}=…`;
  });
  return shown(`${place}?${pairs.join('&')}`, max);
}
