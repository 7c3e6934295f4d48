// Methods, targets that the file already has, versions.
import type { Scope } from '../../resolve/scope.ts';
import { targetOf } from '../../syntax/tree.ts';
import { requestKind } from '../request-kind.ts';
import { visibleVariables } from '../variables.ts';
import type { Completion } from './item.ts';
import type { Spot } from './spot.ts';

const METHODS: readonly (readonly [string, string])[] = [
  ['GET', 'ask for a representation'],
  ['POST', 'have the content processed'],
  ['PUT', 'create or replace'],
  ['PATCH', 'change in part'],
  ['DELETE', 'remove'],
  ['HEAD', 'like GET, without the content'],
  ['OPTIONS', 'ask what is possible'],
  ['QUERY', 'ask with content'],
  ['TRACE', 'have the request sent back'],
  ['WEBSOCKET', 'open a WebSocket'],
  ['SSE', 'listen to server-sent events'],
  ['GRAPHQL', 'POST a GraphQL query'],
];

export function methods({ offset }: Spot, typed: string): readonly Completion[] {
  const range = { start: offset - typed.length, end: offset };
  return METHODS.map(([label, detail], rank) => ({ kind: 'method', label, insert: `${label} `, range, detail, rank, again: true }));
}

/** Targets of the file, each once, and variables that hold an address; what is used most comes first. */
export function targets({ document, offset, block, after }: Spot, typed: string, scope: Scope): readonly Completion[] {
  const rest = /^\S*/.exec(after)?.[0] ?? '';
  const range = { start: offset - typed.length, end: offset + rest.length };
  const counts = new Map<string, number>();
  for (const { block: other } of document.blocks) {
    if (other.request === undefined || other === block) continue;
    const target = targetOf(other, other.request.line);
    for (const url of [target, originOf(target)]) if (url !== '') counts.set(url, (counts.get(url) ?? 0) + 1);
  }
  const urls = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([url], rank): Completion => ({ kind: 'url', label: url, insert: url, range, rank: 10 + rank }));
  const scheme = requestKind(block) === 'websocket' ? /^wss?:/i : /^https?:/i;
  const variables = [...visibleVariables(document, offset, scope)]
    .filter(([, { value, secret }]) => !secret && scheme.test(value))
    .map(
      ([name, { value }]): Completion => ({ kind: 'variable', label: `{{${name}}}`, insert: `{{${name}}}`, range, detail: value, rank: 0 }),
    );
  return [...variables, ...urls];
}

/** `http://e.test`, or the variable that stands in its place. */
const originOf = (target: string): string => /^(?:[a-z][a-z\d+.-]*:\/\/[^/?#]+|\{\{[^}]+\}\})/i.exec(target)?.[0] ?? '';

const VERSIONS: readonly (readonly [string, string])[] = [
  ['HTTP/1.1', 'text, the connection stays open'],
  ['HTTP/1.0', 'text, a connection for each request'],
  ['HTTP/2', 'binary frames, many requests at a time'],
];

export function versions({ offset }: Spot, typed: string): readonly Completion[] {
  const range = { start: offset - typed.length, end: offset };
  return VERSIONS.map(([label, detail], rank) => ({ kind: 'version', label, insert: label, range, detail, rank }));
}
