// What may be typed here. The caret's line decides first, then where in the block it stands.
import type { Scope } from '../../resolve/scope.ts';
import { isKnownMethod } from '../../syntax/method.ts';
import type { HttpDocument } from '../../syntax/tree.ts';
import { directiveNames, directiveValues, requestsToRun } from './directives.ts';
import { fieldNames, fieldValues, partFieldNames, partFieldValues } from './fields.ts';
import type { Completion } from './item.ts';
import { methods, targets, versions } from './request-line.ts';
import { type Spot, spotAt } from './spot.ts';
import { variables } from './variables.ts';

export function completions(document: HttpDocument, offset: number, scope: Scope): readonly Completion[] {
  const spot = spotAt(document, offset);
  if (spot === undefined) return [];
  const expression = /\{\{%?\s*([^{}]*)$/.exec(spot.before)?.[1];
  if (expression !== undefined) return variables(spot, expression, scope);
  const [, tag, rest] = /^\s*(?:#|\/\/)\s*@([\w-]*)(?:(?:\s+|\s*=\s*)(.*))?$/.exec(spot.before) ?? [];
  if (tag !== undefined && spot.region !== 'body')
    return rest === undefined ? directiveNames(spot, tag) : directiveValues(spot, tag, rest, scope);
  if (/^\s*(?:#|\/\/)/.test(spot.before)) return [];
  return byRegion(spot, scope);
}

function byRegion(spot: Spot, scope: Scope): readonly Completion[] {
  const { before } = spot;
  switch (spot.region) {
    case 'start':
      return atStart(spot, scope);
    case 'fields':
    case 'response': {
      const [, name, value = ''] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*:\s*(.*)$/.exec(before) ?? [];
      if (name !== undefined) return fieldValues(spot, name, value);
      return /^[\w-]*$/.test(before) ? fieldNames(spot, before) : [];
    }
    case 'part-fields': {
      const [, name, value = ''] = /^([\w-]+)\s*:\s*(.*)$/.exec(before) ?? [];
      if (name !== undefined) return partFieldValues(spot, name, value);
      return /^[\w-]*$/.test(before) ? partFieldNames(spot, before) : [];
    }
    case 'messages':
      return /^=+$/.test(before) ? separators(spot) : [];
    case 'body':
      return [];
  }
}

function atStart(spot: Spot, scope: Scope): readonly Completion[] {
  const [, run] = /^run[ \t]+#(.*)$/.exec(spot.before) ?? [];
  if (run !== undefined) return requestsToRun(spot, run, scope);
  const [, first = '', gap, rest = ''] = /^\s*([A-Za-z-]*)([ \t]+)?(.*)$/.exec(spot.before) ?? [];
  if (gap === undefined) return rest === '' ? methods(spot, first) : [];
  if (!isKnownMethod(first)) return [];
  const [, , afterTarget] = /^(\S+)(?:[ \t]+(\S*))?$/.exec(rest) ?? [];
  return afterTarget === undefined ? targets(spot, rest, scope) : versions(spot, afterTarget);
}

function separators({ offset, before }: Spot): readonly Completion[] {
  const range = { start: offset - before.length, end: offset };
  return [
    { kind: 'keyword', label: '===', insert: '===', range, detail: 'ends a message', rank: 0 },
    {
      kind: 'keyword',
      label: '=== wait-for-server',
      insert: '=== wait-for-server',
      range,
      detail: 'ends a message and waits for an answer',
      rank: 1,
    },
  ];
}
