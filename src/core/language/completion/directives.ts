// `# @tag value`: tags that are run here, and for their values the requests of the file.

import { requestNames } from '../../resolve/names.ts';
import { DIRECTIVES, directive } from '../directives.ts';
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

export function directiveValues({ document, offset }: Spot, tag: string, typed: string): readonly Completion[] {
  const range = { start: offset - typed.length, end: offset };
  const known = directive(tag);
  if (known?.takes === 'a request')
    return [...requestNames(document)].map((name, rank): Completion => ({ kind: 'request', label: name, insert: name, range, rank }));
  if (tag === 'proxy') return [{ kind: 'value', label: 'none', insert: 'none', range, detail: 'connect directly', rank: 0 }];
  return [];
}
