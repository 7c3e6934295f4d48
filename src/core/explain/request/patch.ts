// The two JSON formats of PATCH: a list of operations (RFC 6902), or a piece that is laid over the resource (RFC 7396).
import { say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info } from '../note.ts';
import { counted, escaped } from '../shown.ts';
import { rfc } from '../spec.ts';

export function patchNotes(essence: string, words: string): readonly Annotation[] {
  if (essence !== 'application/json-patch+json' && essence !== 'application/merge-patch+json') return [];
  const value = parsed(words);
  if (value === undefined) return [];
  return essence === 'application/json-patch+json' ? operations(value) : nulls(value);
}

const NAMES = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

function operations(value: unknown): readonly Annotation[] {
  if (!Array.isArray(value))
    return [
      error('request/patch/no-list', anchor.requestBody, {
        title: say`A JSON Patch is an array of operations, and this is none`,
        detail: say`Write ${'[{"op": "replace", "path": "/name", "value": "x"}]'}. To send only the members that change, as an object, use ${'application/merge-patch+json'}.`,
        specs: [rfc(6902, '3')],
      }),
    ];
  const list: readonly unknown[] = value;
  const wrong = list.findIndex((one) => {
    const { op, path } =
      typeof one === 'object' && one !== null ? { op: undefined, path: undefined, ...one } : { op: undefined, path: undefined };
    return !NAMES.some((name) => name === op) || typeof path !== 'string' || !/^(?:\/|$)/.test(path);
  });
  if (wrong < 0) return [];
  const op: unknown = (list[wrong] as { readonly op?: unknown } | null)?.op;
  if (typeof op === 'string' && !NAMES.includes(op))
    return [
      error('request/patch/bad-operation', anchor.requestBody, {
        title: say`Operation ${text(String(wrong + 1))}: ${escaped(op, 20)} is no operation of JSON Patch`,
        detail: say`There are ${text(NAMES.join(', '))}; they are written in lower case. Servers refuse the whole patch.`,
        specs: [rfc(6902, '4')],
      }),
    ];
  return [
    error('request/patch/bad-operation', anchor.requestBody, {
      title: say`Operation ${text(String(wrong + 1))} of ${text(counted(list.length, 'operation'))} lacks a valid ${'op'} or ${'path'}`,
      detail: say`Each operation has an ${'op'} (${text(NAMES.join(', '))}) and a ${'path'}, a JSON Pointer that begins with ${'/'}.`,
      specs: [rfc(6902, '4'), rfc(6901, '3')],
    }),
  ];
}

function nulls(value: unknown): readonly Annotation[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.entries(value).flatMap(([name, one]: [string, unknown]) => (one === null ? [name] : []));
  if (names.length === 0) return [];
  return [
    info('request/patch/null-removes', anchor.requestBody, {
      title: say`${'null'} removes: ${escaped(names.join(', '), 40)} will be deleted`,
      detail: say`In a merge patch ${'null'} does not set a member to null but removes it; members that are not named stay as they are. A member cannot be set to ${'null'} with this format.`,
      specs: [rfc(7396, '1')],
      basis: 'computed',
    }),
  ];
}

function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    // Where it breaks is told by the strict reader.
    return undefined;
  }
}
