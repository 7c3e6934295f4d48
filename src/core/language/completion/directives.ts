// `# @tag value`: tags that are run here, and for their values the requests of the file.

import type { Scope } from '../../resolve/scope.ts';
import type { HttpDocument } from '../../syntax/tree.ts';
import type { Range } from '../../text/range.ts';
import { DIRECTIVES, directive } from '../directives.ts';
import { knownRequests } from '../known-requests.ts';
import type { Completion } from './item.ts';
import type { Spot } from './spot.ts';

export function directiveNames({ offset }: Spot, typed: string): readonly Completion[] {
  const range = { start: offset - typed.length, end: offset };
  return DIRECTIVES.filter(({ run }) => run).map(
    ({ tag, takes, insert, summary }, rank): Completion => ({
      kind: 'directive',
      label: tag,
      insert: insert === undefined ? tag : `${tag} ${insert}`,
      template: true,
      range,
      ...(takes !== undefined && { detail: takes }),
      documentation: summary,
      rank,
    }),
  );
}

export function directiveValues({ document, offset }: Spot, tag: string, typed: string, scope: Scope): readonly Completion[] {
  const range = { start: offset - typed.length, end: offset };
  const known = directive(tag);
  if (known?.takes === 'a request') return requestsIn(document, range, scope);
  if (tag === 'proxy') return [{ kind: 'value', label: 'none', insert: 'none', range, detail: 'connect directly', rank: 0 }];
  return [];
}

/** `run #…`. */
export const requestsToRun = ({ document, offset }: Spot, typed: string, scope: Scope): readonly Completion[] =>
  requestsIn(document, { start: offset - typed.length, end: offset }, scope);

const requestsIn = (document: HttpDocument, range: Range, scope: Scope): readonly Completion[] =>
  knownRequests(document, scope).map(
    ({ name, from }, rank): Completion => ({
      kind: 'request',
      label: name,
      insert: name,
      range,
      ...(from !== undefined && { detail: `of ${from}` }),
      rank,
    }),
  );
