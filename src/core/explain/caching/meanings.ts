// What each cache directive means wherever it stands (RFC 9111 section 5.2, RFC 5861, RFC 8246): for hovers, completion and Learn.
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation, SpecReference } from '../annotation.ts';
import { DIRECTIVES, type Directive } from '../fields/engine/cache-directives.ts';
import { info } from '../note.ts';
import { nameIn, type View } from '../view.ts';
import { demands, type Policy } from './policy.ts';

export interface DirectiveMeaning {
  /** In a response; `undefined` where it has no meaning there. */
  readonly response?: Prose;
  readonly request?: Prose;
}

export const MEANINGS: Readonly<Record<string, DirectiveMeaning>> = {
  'max-age': {
    response: say`Fresh for so many seconds after the origin made it; until then a cache may answer without asking.`,
    request: say`The client wants no response older than so many seconds; 0 asks for a check at the origin.`,
  },
  'max-stale': { request: say`The client takes a stale response too, by as many seconds as it says, or by any number where it says none.` },
  'min-fresh': { request: say`The client wants a response that stays fresh for at least so many seconds more.` },
  'no-cache': {
    response: say`May be stored, but a cache has to check with the origin before each use. With field names it concerns only those.`,
    request: say`Asks caches not to answer from their store without checking with the origin first; a wish, like all that a request says here.`,
  },
  'no-store': {
    response: say`No cache may store any part of this response or of the request, and it should forget it as soon as it can.`,
    request: say`No cache may store any part of this request or of the response to it.`,
  },
  'no-transform': {
    response: say`Intermediaries must not change the content: no recompressed pictures, no minified scripts, no other format.`,
    request: say`Asks intermediaries not to change the content.`,
  },
  'only-if-cached': { request: say`Answer from a cache or not at all: without a stored response a cache answers ${'504'}.` },
  'must-revalidate': {
    response: say`Once stale, no cache may use it without a successful check at the origin, even when that cannot be reached.`,
  },
  'must-understand': {
    response: say`Only a cache that knows the status code and what it asks of caching may store it; it goes with ${'no-store'} for older caches.`,
  },
  private: {
    response: say`For a single user: shared caches (CDN, proxy) must not store it, a browser may. With field names it concerns only those.`,
  },
  'proxy-revalidate': { response: say`Like ${'must-revalidate'}, for shared caches only.` },
  public: { response: say`Any cache may store it, also where it otherwise could not, as with ${'Authorization'} in the request.` },
  's-maxage': {
    response: say`The lifetime in shared caches (CDN, proxy), instead of ${'max-age'} and ${'Expires'}; private caches ignore it.`,
  },
  'stale-while-revalidate': {
    response: say`For so many seconds after it became stale a cache may still use it while it fetches a new one in the background.`,
  },
  'stale-if-error': {
    response: say`For so many seconds after it became stale a cache may use it where the origin answers with a server error.`,
    request: say`The client takes a response that became stale at most so many seconds ago where the origin fails.`,
  },
  immutable: { response: say`The content will not change while it is fresh, so not even a reload has to check it.` },
};

export function explainMeanings(x: View, policy: Policy): readonly Annotation[] {
  return [
    ...told(policy.directives, 'response', nameIn(x.got, 'Cache-Control')),
    ...told(demands(x), 'request', nameIn(x.sent, 'Cache-Control')),
  ];
}

function told(list: readonly Directive[], side: at.Side, name: string): readonly Annotation[] {
  return list.flatMap((directive) => {
    const meaning = MEANINGS[directive.name]?.[side];
    const spec: SpecReference | undefined = DIRECTIVES[directive.name]?.[side];
    if (meaning === undefined) return [];
    return [
      info(`caching/directive/${directive.name}`, at.field(side, name), {
        span: directive.range,
        title: say`What ${directive.name} means${text(side === 'request' ? ' in a request' : '')}`,
        detail: meaning,
        specs: spec === undefined ? [] : [spec],
        definition: true,
      }),
    ];
  });
}
