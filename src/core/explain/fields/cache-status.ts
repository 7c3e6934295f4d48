// Cache-Status (RFC 9211).
import { type Member, parameterOf, write } from '../../http/structured-fields.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { span } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, structuredList } from './engine/shapes.ts';

const FORWARDED: Readonly<Record<string, string>> = {
  bypass: 'it was told not to handle this',
  method: 'the method has to go to the server',
  'uri-miss': 'it had nothing for this URL',
  'vary-miss': 'it had this URL, but not for these request fields',
  miss: 'it had nothing that fits',
  request: 'the request asked for a fresh answer',
  stale: 'what it had was stale',
  partial: 'it had only a part',
};

export const cacheStatus: FieldRule = field({
  name: 'Cache-Status',
  specs: [rfc(9211, '2')],
  where: ['response', 'trailer'],
  shape: 'structured-list',
  summary: say`What each cache on the way did with the request, the one nearest to the server first.`,
  remarks: ['not-structured'],
  read: (value) => structuredList(value, 'Cache-Status'),
  tell: (caches) => caches.map((cache) => ({ margin: true, title: wordsOf(cache), span: cache.range })),
});

function wordsOf(cache: Member): Prose {
  const name = shown(write(cache), 24);
  const forwarded = parameterOf(cache, 'fwd');
  const ttl = parameterOf(cache, 'ttl');
  const left = ttl?.kind === 'integer' ? (ttl.value >= 0 ? `, fresh for ${span(ttl.value)} more` : `, stale for ${span(-ttl.value)}`) : '';
  const stored = parameterOf(cache, 'stored') === undefined ? '' : ' and stored the answer';
  if (parameterOf(cache, 'hit') !== undefined) return say`${name} answered from its store (hit${text(left)})`;
  if (forwarded === undefined) return say`${name} handled the request${text(left)}`;
  const reason = write(forwarded);
  const known = FORWARDED[reason];
  return say`${name} asked the server: ${known === undefined ? shown(reason, 24) : text(known.includes(reason) ? known : `${known} (${reason})`)}${text(stored)}`;
}
