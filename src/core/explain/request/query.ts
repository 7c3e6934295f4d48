// The query: secrets that do not belong there, names that occur twice.
import { say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { listed } from '../words.ts';

const CREDENTIALS = /^(?:password|passwd|pwd|secret|client_secret|access_token|refresh_token|id_token|api_?key|apikey|token)$/i;

/** In a value that is no URL or path of its own: these have a query rightly. */
const SECOND_MARK = /(?:^|&)(?:[^=&?]*=(?![a-z][a-z0-9+.-]*(?::|%3a)|\/|%2f))?[^&=?]*\?[^?&=]*=/i;

/** `readable`: the request goes unencrypted over a network. */
export function queryNotes(url: URL, readable: boolean): readonly Annotation[] {
  const names = [...new Set([...url.searchParams].filter(([, value]) => value !== '').map(([name]) => name))];
  const secret = names.filter((name) => CREDENTIALS.test(name));
  const found: Annotation[] = [];
  if (secret.length > 0)
    found.push(
      warning('request/url/secret', anchor.requestUrl, {
        title: say`${text(listed(secret.map((name) => escaped(name, 30))))} in the query: URLs are logged and kept`,
        detail: say`URLs are written to server logs, proxies, histories and ${'Referer'} fields${text(readable ? ', and this one travels readable over plain http' : '')}. Send credentials in ${'Authorization'} or in the content.`,
        specs: [rfc(9110, '17.9'), rfc(6750, '2.3')],
      }),
    );
  if (SECOND_MARK.test(url.search.slice(1)))
    found.push(
      info('request/url/second-mark', anchor.requestUrl, {
        title: say`A second ${'?'} begins nothing: it is part of the value before it`,
        detail: say`The query begins at the first ${'?'}; further pairs are joined with ${'&'}. Usually a base URL has a query already, and another one was appended. A question mark that belongs to the value may stay, or be written ${'%3F'}.`,
        specs: [rfc(3986, '3.4')],
        basis: 'hypothesis',
      }),
    );
  const repeated = names.filter((name) => url.searchParams.getAll(name).length > 1 && !/\[\]$/.test(name));
  if (repeated.length > 0)
    found.push(
      info('request/url/repeated', anchor.requestUrl, {
        title: say`${escaped(repeated[0] ?? '', 30)} stands ${text(`${url.searchParams.getAll(repeated[0] ?? '').length} times`)} in the query`,
        detail: say`No standard says what that means: some servers take the first value, some the last, some make a list.`,
        specs: [rfc(3986, '3.4')],
      }),
    );
  return found;
}
