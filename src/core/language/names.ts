// Variables and named requests of one text: where they are defined and where they are used. What a dotted reference means is decided
// by all that is known: a variable that is defined under the dotted name wins over a response reference (FORMAT.md C4, C3).
// Over several files: `names-across.ts`.
import { definitionsOf as definitions } from '../resolve/definitions.ts';
import { promptsOf } from '../resolve/evaluation.ts';
import { requestNamed } from '../resolve/names.ts';
import { referencesIn } from '../syntax/reference.ts';
import {
  absolute,
  type Block,
  blockAt,
  type Command,
  type HttpDocument,
  type PlacedBlock,
  type Reference,
  textOf,
} from '../syntax/tree.ts';
import { contains, type Range, shift } from '../text/range.ts';
import { perBlock } from './per-block.ts';

export interface Name {
  readonly kind: 'variable' | 'request';
  readonly name: string;
  /** The block whose `# @prompt` asks for it: nobody else sees it. */
  readonly asked?: Block;
}

/** A name at a place of the text. `whole`: the definition's line or the reference with its braces. */
export interface Occurrence extends Name {
  readonly role: 'definition' | 'use';
  readonly range: Range;
  readonly whole: Range;
  /** For `run ./b.http #login (@x=1)` the path as typed: the name is one of that file. */
  readonly within?: string;
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

/** Whether a name is that of a variable. */
export type IsVariable = (name: string) => boolean;

/** All occurrences in source order, ranges counted from the text's first code unit. */
export const occurrences = (document: HttpDocument, isVariable = ownVariable(document)): readonly Occurrence[] =>
  document.blocks.flatMap((placed) => ofBlock(placed.block).map((found) => settled(found, placed, isVariable)));

/** The name at an offset of the text, wherever in its occurrence. */
export function occurrenceAt(document: HttpDocument, offset: number, isVariable = ownVariable(document)): Occurrence | undefined {
  const placed = blockAt(document, offset);
  if (placed === undefined) return undefined;
  const at = offset - placed.offset;
  const all = ofBlock(placed.block);
  const found = all.find((o) => contains(o.range, at)) ?? all.find((o) => contains(o.whole, at));
  return found && settled(found, placed, isVariable);
}

/** Every place of that name in this text. */
export function placesOf(document: HttpDocument, name: Name): readonly Occurrence[] {
  const same = sameName(document, name);
  return occurrences(document).filter(
    (o) => o.kind === name.kind && o.asked === name.asked && (o.within === undefined || o.role === 'definition') && same(o.name),
  );
}

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

/** Whether that can be the name of one. */
export const isLegal = ({ kind }: Pick<Name, 'kind'>, name: string): boolean =>
  (kind === 'variable' ? /^[\p{L}\p{N}_.-]+$/u : /^[\p{L}\p{N}_-]+$/u).test(name);

/** What of an occurrence is replaced when a name is changed: a request found by its first word keeps the other words of its title. */
export const renamedRange = ({ range, name: found }: Occurrence, name: string): Range =>
  found === name || !found.startsWith(name) ? range : { start: range.start, end: range.start + name.length };

/** Whether the text defines a variable of that name anywhere. */
export const definesVariable = (document: HttpDocument, name: string): boolean => definitions(document).has(name);

/** The one that both names find (FORMAT.md C3): the whole title, or its first word. */
export function sameName(document: HttpDocument, { kind, name }: Name): (other: string) => boolean {
  const meant = kind === 'request' ? requestNamed(document, name) : undefined;
  return (other) => other === name || (meant !== undefined && requestNamed(document, other) === meant);
}

const ownVariable =
  (document: HttpDocument): IsVariable =>
  (name) =>
    definesVariable(document, name);

/** As far as the block alone can say: `response` is the reading as a response reference. */
interface Found extends Occurrence {
  readonly response?: ResponseReference;
}

const ofBlock = perBlock((block): readonly Found[] => {
  const prompts = promptsOf({ block, offset: 0, line: 0 });
  const asked = new Set(prompts.map(({ name }) => name));
  const all = [
    ...block.definitions.map((d) => found(block, { kind: 'variable', role: 'definition' }, d.name, d.range)),
    ...named(block),
    ...prompts.map(({ name, directive: { value, range } }): Found => {
      const start = value?.start ?? range.start;
      return { ...found(block, { kind: 'variable', role: 'definition' }, { start, end: start + name.length }, range), asked: block };
    }),
    ...references(block),
    ...ofDirectives(block),
    ...block.commands.flatMap((command) => ofCommand(block, command)),
  ];
  return all
    .map((one) => (one.kind === 'variable' && one.role === 'use' && !one.within && asked.has(one.name) ? { ...one, asked: block } : one))
    .sort((a, b) => a.range.start - b.range.start);
});

const found = (block: Block, what: Pick<Occurrence, 'kind' | 'role'>, range: Range, whole: Range): Found => ({
  ...what,
  name: textOf(block, range),
  range,
  whole,
});

function named(block: Block): readonly Found[] {
  const name = block.name;
  if (name === undefined || block.request === undefined) return [];
  return [{ kind: 'request', role: 'definition', name: name.text, range: name.range, whole: name.range }];
}

const references = (block: Block): readonly Found[] => block.references.flatMap((one) => reference(block, one, 0));

function reference(block: Block, { kind, expression, range }: Reference, by: number): readonly Found[] {
  const within = shift(expression, by);
  if (kind === 'variable') {
    const use = found(block, { kind: 'variable', role: 'use' }, within, shift(range, by));
    const response = responseReference(use.name);
    return [response === undefined ? use : { ...use, response }];
  }
  // `{{$processEnv %NAME}}` asks for what the variable holds.
  const [percent, name] = kind === 'dynamic' ? (/%([\p{L}\p{N}_.-]+)/u.exec(textOf(block, within)) ?? []) : [];
  if (percent === undefined || name === undefined) return [];
  const start = within.start + textOf(block, within).indexOf(percent) + 1;
  return [found(block, { kind: 'variable', role: 'use' }, { start, end: start + name.length }, shift(range, by))];
}

/** `# @ref login`, `# @proxy {{proxy}}`. */
function ofDirectives(block: Block): readonly Found[] {
  return block.directives.flatMap(({ tag, value, range }) => {
    if (value === undefined || textOf(block, tag) === 'name') return [];
    if (/^(?:force)?ref$/i.test(textOf(block, tag))) return [found(block, { kind: 'request', role: 'use' }, value, range)];
    return referencesAt(block, value);
  });
}

/** `run #login`, `run ./b.http #login (@user={{user}})`: arguments are variables of the file that is run. Their values are references of the block. */
function ofCommand(block: Block, { path, name, range, arguments: given }: Command): readonly Found[] {
  const within = path === undefined ? {} : { within: textOf(block, path) };
  const request = name === undefined ? [] : [{ ...found(block, { kind: 'request', role: 'use' }, name, path ? name : range), ...within }];
  const settings = given.map(({ name: of }) => ({ ...found(block, { kind: 'variable', role: 'use' }, of, of), ...within }));
  return [...settings, ...request];
}

/** Those in a text that the tree keeps as it is. */
const referencesAt = (block: Block, within: Range): readonly Found[] =>
  referencesIn(textOf(block, within)).flatMap((one) => reference(block, one, within.start));

/** Decides between variable and request, and counts from the text's beginning. */
function settled({ response, ...item }: Found, placed: PlacedBlock, isVariable: IsVariable): Occurrence {
  const range = absolute(placed, item.range);
  const whole = absolute(placed, item.whole);
  if (response === undefined || item.asked !== undefined || isVariable(item.name)) return { ...item, range, whole };
  const { name } = response;
  return { ...item, kind: 'request', name, range: { start: range.start, end: range.start + name.length }, whole };
}
