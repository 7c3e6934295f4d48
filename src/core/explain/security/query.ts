// Credentials in the URL's query: they end up in logs, histories and Referer.
import { say, text } from '../../text/prose.ts';
import * as anchors from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { warning } from '../note.ts';
import { rfc } from '../spec.ts';
import type { View } from '../view.ts';
import { listed } from '../words.ts';

const SECRET =
  /^(?:access[-_]?token|id[-_]?token|refresh[-_]?token|auth[-_]?token|token|bearer[-_]?token|api[-_]?key|apikey|x-api-key|client[-_]?secret|secret|password|passwd|pwd|session[-_]?(?:id|token)|sessionid|jwt|private[-_]?key|authorization)$/i;

/** What each of these names has in it: most queries have none of it, and need no look at their pairs. */
const SUSPICIOUS = /token|key|secret|passw|pwd|session|jwt|authorization|%/i;

/** Names are told, values never. Before anything was sent, request/ speaks of it. */
export function queryNotes(x: View): readonly Annotation[] {
  if (x.response === undefined && x.subject.error === undefined) return [];
  if (x.url === undefined || !SUSPICIOUS.test(x.url.search)) return [];
  const names = [...x.url.searchParams.entries()].filter(([name, value]) => value !== '' && SECRET.test(name)).map(([name]) => name);
  const found = [...new Set(names)];
  const [first] = found;
  if (first === undefined) return [];
  const token = /token|jwt|bearer/i.test(first);
  return [
    warning('security/secret-in-query', anchors.requestUrl, {
      basis: 'hypothesis',
      title: say`${text(listed(found.slice(0, 3)))} in the URL: every log on the way and the history keep it`,
      detail: say`By its name this is a credential. URLs are written to access logs, proxies and the browser's history, and travel on in ${'Referer'}; a secret in them leaks. Send it in a header field instead: ${token ? 'Authorization: Bearer …' : 'Authorization'}${text(token ? '' : ' or a field that the service names')}.`,
      specs: token ? [rfc(6750, '2.3'), rfc(6750, '5.3')] : [rfc(9110, '17.9')],
    }),
  ];
}
