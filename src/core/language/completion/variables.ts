// Inside of `{{…}}`: variables with their values, requests with what they offer, dynamic variables.

import type { Scope } from '../../resolve/scope.ts';
import { DYNAMICS } from '../dynamics.ts';
import { knownRequests } from '../known-requests.ts';
import { shownValue, visibleVariables } from '../variables.ts';
import type { Completion } from './item.ts';
import type { Spot } from './spot.ts';

export function variables(spot: Spot, typed: string, scope: Scope): readonly Completion[] {
  const { document, offset, after } = spot;
  const range = { start: offset - typed.length, end: offset };
  const close = /^[^{}\s]*\s*\}\}/.test(after) ? '' : '}}';
  const [, request] = /^([\w-]+)\.(?:[\w.$-]*)$/.exec(typed) ?? [];
  const known = knownRequests(document, scope);
  if (request !== undefined && known.some(({ name }) => nameInReference(name) === request)) return answers(request, range, close);
  const own = [...visibleVariables(document, offset, scope)].map(
    ([name, candidate]): Completion => ({
      kind: 'variable',
      label: name,
      insert: name + close,
      range,
      detail: shownValue(document, candidate, scope) ?? '••••••',
      documentation: [{ kind: 'text', text: `From ${candidate.label}.` }],
      rank: 0,
    }),
  );
  const requests = new Map(known.toReversed().map(({ name, from }) => [nameInReference(name), from]));
  requests.delete('');
  const answered = [...requests].map(
    ([name, from]): Completion => ({
      kind: 'request',
      label: name,
      insert: `${name}.`,
      range,
      detail: from === undefined ? 'response of this request' : `response of this request of ${from}`,
      rank: 1,
      again: true,
    }),
  );
  const dynamic = DYNAMICS.map(
    ({ name, insert, signature, summary }): Completion => ({
      kind: 'dynamic',
      label: name,
      insert: insert + close,
      template: true,
      range,
      detail: signature,
      documentation: summary,
      rank: 2,
    }),
  );
  return [...own, ...answered, ...dynamic];
}

/** The full name where it can stand in a reference, else its first word where that is an identifier. */
const nameInReference = (name: string): string => /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(name)?.[0] ?? '';

function answers(request: string, range: Completion['range'], close: string): readonly Completion[] {
  const paths: readonly (readonly [string, string])[] = [
    ['response.body.$.<path>', 'a value of a JSON response'],
    ['response.body.*', 'the whole body'],
    ['response.headers.<name>', 'a field of the response'],
    ['response.status', 'the status code'],
    ['request.body.*', 'what was sent'],
    ['request.headers.<name>', 'a field of the request'],
  ];
  return paths.map(([path, detail], rank) => ({
    kind: 'request',
    label: `${request}.${path.replace(/<.*>/, '…')}`,
    insert: `${request}.${path}${close}`,
    template: true,
    range,
    detail,
    rank,
  }));
}
