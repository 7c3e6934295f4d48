// Variables and named requests: where they are defined and where they are used. What a dotted reference means is decided by the
// whole document: a variable that is defined under the dotted name wins over a response reference (FORMAT.md C4, C3).
import { definitionsOf as definitions } from '../resolve/definitions.ts';
import { requestNamed } from '../resolve/names.ts';
import { absolute, type Block, blockAt, type HttpDocument, textOf } from '../syntax/tree.ts';
import { contains, type Range } from '../text/range.ts';
import { perBlock } from './per-block.ts';

export interface Name {
  readonly kind: 'variable' | 'request';
  readonly name: string;
}

/** A name at a place of the text. `whole`: the definition's line or the reference with its braces. */
export interface Occurrence extends Name {
  readonly role: 'definition' | 'use';
  readonly range: Range;
  readonly whole: Range;
}

export interface ResponseReference {
  readonly name: string;
  readonly side: 'request' | 'response';
  /** `body.$.token`, `headers.ETag`, `status`; may be empty. */
  readonly path: string;
}

/** Reads `login.response.body.$.token`; `undefined` for anything else. */
export function responseReference(expression: string): ResponseReference | undefined {
  const match = /^(.+?)\.(request|response)(?:\.(.*))?$/s.exec(expression);
  const [, name, side, path = ''] = match ?? [];
  if (name === undefined || /\s/.test(name)) return undefined;
  return { name, side: side === 'request' ? 'request' : 'response', path };
}

/** All occurrences in source order, ranges counted from the text's first code unit. */
export function occurrences(document: HttpDocument): readonly Occurrence[] {
  const all: Occurrence[] = [];
  for (const placed of document.blocks)
    for (const found of ofBlock(placed.block)) {
      const range = absolute(placed, found.range);
      const own = settle(found, document);
      all.push({ ...own, range: { start: range.start, end: range.start + own.range }, whole: absolute(placed, found.whole) });
    }
  return all;
}

/** The name at an offset of the text, wherever in its occurrence. */
export function occurrenceAt(document: HttpDocument, offset: number): Occurrence | undefined {
  const placed = blockAt(document, offset);
  if (placed === undefined) return undefined;
  const at = offset - placed.offset;
  const found = ofBlock(placed.block).find((o) => contains(o.range, at)) ?? ofBlock(placed.block).find((o) => contains(o.whole, at));
  if (found === undefined) return undefined;
  const own = settle(found, document);
  const range = absolute(placed, found.range);
  return { ...own, range: { start: range.start, end: range.start + own.range }, whole: absolute(placed, found.whole) };
}

/** Every place of that name. */
export const placesOf = (document: HttpDocument, name: Name): readonly Occurrence[] => {
  const same = sameName(document, name);
  return occurrences(document).filter((o) => o.kind === name.kind && same(o.name));
};

/**
 * Where a name that is used at `offset` is defined: for a variable the nearest definition before it, else the first after it;
 * for a request the first of that name. An empty list when this text does not define it.
 */
export function definitionsOf(document: HttpDocument, name: Name, offset: number): readonly Occurrence[] {
  const all = placesOf(document, name).filter((o) => o.role === 'definition');
  if (name.kind === 'request') return all.slice(0, 1);
  const before = all.filter((o) => o.range.start <= offset);
  const chosen = before.at(-1) ?? all[0];
  return chosen === undefined ? [] : [chosen];
}

/** The edits that rename; `undefined` where the new name can't be one. */
export function rename(
  document: HttpDocument,
  name: Name,
  to: string,
): readonly { readonly range: Range; readonly text: string }[] | undefined {
  const legal = name.kind === 'variable' ? /^[\p{L}\p{N}_.-]+$/u : /^[\p{L}\p{N}_-]+$/u;
  if (!legal.test(to)) return undefined;
  // A request found by its first word keeps the other words of its title.
  return placesOf(document, name).map(({ range, name: found }) => ({
    range: found === name.name || !found.startsWith(name.name) ? range : { start: range.start, end: range.start + name.name.length },
    text: to,
  }));
}

/** Whether the text defines a variable of that name anywhere. */
export const definesVariable = (document: HttpDocument, name: string): boolean => definitions(document).has(name);

/** As far as the block alone can say: `response` is the reading as a response reference. */
interface Found extends Occurrence {
  readonly response: ResponseReference | undefined;
}

const ofBlock = perBlock((block): readonly Found[] => [
  ...block.definitions.map((d) => found(block, { kind: 'variable', role: 'definition' }, d.name, d.range)),
  ...named(block),
  ...uses(block),
]);

const found = (block: Block, what: Pick<Occurrence, 'kind' | 'role'>, range: Range, whole: Range): Found => ({
  ...what,
  name: textOf(block, range),
  range,
  whole,
  response: undefined,
});

function named(block: Block): readonly Found[] {
  const name = block.name;
  if (name === undefined || block.request === undefined) return [];
  return [{ kind: 'request', role: 'definition', name: name.text, range: name.range, whole: name.range, response: undefined }];
}

function uses(block: Block): readonly Found[] {
  const references = block.references
    .filter((reference) => reference.kind === 'variable')
    .map(({ expression, range }): Found => {
      const use = found(block, { kind: 'variable', role: 'use' }, expression, range);
      return { ...use, response: responseReference(use.name) };
    });
  const directives = block.directives.flatMap((d) =>
    d.value !== undefined && /^(?:force)?ref$/i.test(textOf(block, d.tag))
      ? [found(block, { kind: 'request', role: 'use' }, d.value, d.range)]
      : [],
  );
  const runs = block.commands.flatMap((c) =>
    c.name !== undefined && c.path === undefined ? [found(block, { kind: 'request', role: 'use' }, c.name, c.range)] : [],
  );
  return [...references, ...directives, ...runs];
}

/** Decides between variable and request; `range` is the length of the name alone. */
function settle(item: Found, document: HttpDocument): Name & { readonly role: Occurrence['role']; readonly range: number } {
  const { response, role } = item;
  if (response !== undefined && !definesVariable(document, item.name))
    return { kind: 'request', name: response.name, role, range: response.name.length };
  return { kind: item.kind, name: item.name, role, range: item.range.end - item.range.start };
}

/** A request is found by its whole name, else by the name's first word where that is an identifier (FORMAT.md C3). */
function sameName(document: HttpDocument, { kind, name }: Name): (other: string) => boolean {
  if (kind === 'variable') return (other) => other === name;
  const full = requestNamed(document, name)?.block.name?.text;
  return (other) => other === name || other === full || firstWord(other) === name;
}

const firstWord = (name: string): string => /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(name)?.[0] ?? '';
