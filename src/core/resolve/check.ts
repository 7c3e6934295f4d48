// Checks over a whole document, across its blocks: names that are there twice, definitions that nobody uses, that hide others, that
// go in a circle. Linear in blocks and variables; nothing is asked of the world.
import { sameName } from '../syntax/compare.ts';
import type { Problem } from '../syntax/problem.ts';
import { referencesIn } from '../syntax/reference.ts';
import { absolute, type Block, type Definition, type HttpDocument, type PlacedBlock, type Reference, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { definitionAt, definitionsOf, needed, type PlacedDefinition } from './definitions.ts';
import { isMarkdown, looksMeant } from './facts.ts';
import { checkCommands, isNamed } from './imports.ts';
import { requestCircles } from './request-circles.ts';
import { DEFAULT_SETTINGS, type Scope } from './scope.ts';
import { fromSets, OUTSIDE } from './variable-sets.ts';

/** All of it. Ranges count from the text's first code unit. */
export const checkDocument = (document: HttpDocument, scope: CheckScope): readonly Problem[] => [
  ...checkLinks(document, scope),
  ...checkNames(document),
  ...checkVariables(document, scope),
];

type CheckScope = Pick<Scope, 'variables'> & Partial<Scope>;

/** `import` and `run` lines: of names and of the variables in their paths. `# @ref` lines, and requests that refer to one another. */
export function checkLinks(document: HttpDocument, scope: CheckScope): readonly Problem[] {
  const { file, workspace, files, settings, variables } = scope;
  const linked = { file, workspace, variables, ...(settings && { settings }), ...(files && { files }) };
  const circles = requestCircles(document, { settings: DEFAULT_SETTINGS, ...linked });
  return [...checkCommands(document, linked), ...lostReferences(document, linked), ...circles];
}

/** `# @ref X` where no request is named X; what an unread file may name (httpYac's `# @import`, too) is not judged. */
function lostReferences(document: HttpDocument, linked: Parameters<typeof isNamed>[1]): readonly Problem[] {
  if (document.blocks.some(({ block }) => importsUnread(block, linked.files))) return [];
  return document.blocks.flatMap((placed) =>
    placed.block.directives.flatMap(({ tag, value }) => {
      const kind = textOf(placed.block, tag);
      const name = value && (kind === 'ref' || kind === 'forceRef') ? textOf(placed.block, value) : undefined;
      if (value === undefined || name === undefined || isNamed(document, linked, name)) return [];
      return [lostReference(name, absolute(placed, value))];
    }),
  );
}

const importsUnread = ({ commands, directives, text }: Block, files: Scope['files']): boolean =>
  (!files && commands.some(({ kind }) => kind === 'import')) || directives.some(({ tag }) => sameName(text, tag, 'import'));

const lostReference = (name: string, range: Range): Problem => ({
  code: 'no-request',
  severity: 'warning',
  range,
  message: `No request is named ${name}: nothing is sent before this one. Write "# @name ${name}" above the one that is meant.`,
  subject: name,
});

/** What requests are called. */
export const checkNames = (document: HttpDocument): readonly Problem[] => [...duplicateNames(document), ...separatorsInMarkdown(document)];

export const checkVariables = (document: HttpDocument, scope: CheckScope): readonly Problem[] => [
  ...unusedDefinitions(document),
  ...hidingDefinitions(document, scope),
  ...circles(document, scope),
];

function duplicateNames(document: HttpDocument): readonly Problem[] {
  const first = new Map<string, Range>();
  const found: Problem[] = [];
  for (const placed of document.blocks) {
    const { name, request } = placed.block;
    if (!name || !request) continue;
    const range = absolute(placed, name.range);
    const before = first.get(name.text);
    if (!before) first.set(name.text, range);
    else found.push(duplicateName(name.text, range, before));
  }
  return found;
}

const duplicateName = (name: string, range: Range, before: Range): Problem => ({
  code: 'duplicate-name',
  severity: 'warning',
  range,
  message: `Another request is named "${name}" already: # @ref and run lines mean the first one, and {{${name}.response…}} is the answer of the one that was sent last. Give this one a name of its own.`,
  subject: name,
  related: [{ range: before, message: `The first request of the name ${name} is here.` }],
});

/** `### Heading` in Markdown content ends it (FORMAT.md C2): said where what follows is no request. */
function separatorsInMarkdown({ blocks }: HttpDocument): readonly Problem[] {
  return blocks.flatMap((placed, i) => {
    const before = blocks[i - 1]?.block;
    const { separator, request } = placed.block;
    if (
      !separator?.title ||
      !before?.request?.body ||
      !isMarkdown(before, before.request) ||
      (request && looksMeant(placed.block, request))
    )
      return [];
    return [separatorInContent(absolute(placed, separator.range))];
  });
}

const separatorInContent = (range: Range): Problem => ({
  code: 'separator-in-content',
  severity: 'hint',
  range,
  message:
    'A line that begins with ### ends the content before it, also in Markdown. Put the content into a file and write < file.md in its place.',
});

function unusedDefinitions(document: HttpDocument): readonly Problem[] {
  const definitions = definitionsOf(document);
  // A file without a request is there to be imported.
  if (definitions.size === 0 || !document.blocks.some(({ block }) => block.request)) return [];
  const used = new Set<PlacedDefinition>();
  for (const placed of document.blocks) {
    for (const reference of placed.block.references) markUsed(document, placed, reference, used);
    for (const name of namesAside(placed.block)) {
      const found = definitionAt(document, name, placed.offset + (placed.block.request?.line.range.start ?? placed.block.text.length));
      if (found) used.add(found);
    }
  }
  const readElsewhere = document.blocks.some(({ block }) => block.request?.body?.includes.some((i) => i.mode === 'text'));
  if (readElsewhere) return [];
  return [...definitions.values()].flatMap((same) => same.filter((d) => !used.has(d)).map((d) => unused(d, same)));
}

/** `# @proxy {{proxy}}`, `run #login (@user={{user}})`. */
function namesAside(block: Block): readonly string[] {
  const values = [...block.directives, ...block.commands.flatMap((command) => command.arguments)];
  return values.flatMap(({ value }) => {
    const text = value ? textOf(block, value) : '';
    return text.includes('{{') ? referencesIn(text).map((r) => text.slice(r.expression.start, r.expression.end)) : [];
  });
}

function markUsed(document: HttpDocument, placed: PlacedBlock, { kind, range, expression }: Reference, used: Set<PlacedDefinition>): void {
  const text = textOf(placed.block, expression);
  const name = kind === 'variable' ? text : /%([\p{L}\p{N}_.-]+)/u.exec(text)?.[1];
  if (name === undefined || kind === 'escaped') return;
  const all = definitionsOf(document).get(name);
  if (!all) return;
  const inside = definitionAround(placed, range);
  if (inside?.lazy) for (const definition of all) used.add(definition);
  const found = definitionAt(document, name, placed.offset + (inside?.range.start ?? range.start));
  if (found) used.add(found);
}

/** The definition whose value the range stands in. */
function definitionAround({ block: { definitions } }: PlacedBlock, range: Range): Definition | undefined {
  let low = 0;
  let high = definitions.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((definitions[middle]?.range.start ?? 0) <= range.start) low = middle;
    else high = middle - 1;
  }
  const found = definitions[low];
  return found && found.range.start <= range.start && range.end <= found.range.end ? found : undefined;
}

function unused(definition: PlacedDefinition, same: readonly PlacedDefinition[]): Problem {
  const range = nameRange(definition);
  const next = same[same.indexOf(definition) + 1];
  const base = { severity: 'hint', range, subject: definition.name } as const;
  if (!next) return { ...base, code: 'unused-definition', message: `${definition.name} is not used after this.` };
  const related = [{ range: nameRange(next), message: `${definition.name} is defined again here.` }];
  return {
    ...base,
    code: 'shadowed-definition',
    message: `${definition.name} is defined again before it is used: this value goes nowhere.`,
    related,
  };
}

/** A definition of the file wins over one of the environment (FORMAT.md C21). */
function hidingDefinitions(document: HttpDocument, { variables }: Pick<Scope, 'variables'>): readonly Problem[] {
  const found: Problem[] = [];
  for (const [name, [first]] of definitionsOf(document)) {
    const set = first && variables.find((s) => s.values.has(name));
    if (!set) continue;
    const wins = set.source === 'option' || set.source === 'captured';
    const message = wins
      ? `${set.label} sets ${name} too, and wins over this definition.`
      : `${set.label} sets ${name} too; this definition wins over it.`;
    found.push({ code: 'shadowed-definition', severity: 'information', range: nameRange(first), message, subject: name });
  }
  return found;
}

/** Every definition is visited once; coming back to one that is still open closes a circle. */
function circles(document: HttpDocument, { variables }: CheckScope): readonly Problem[] {
  const state = new Map<PlacedDefinition, 'open' | 'done'>();
  const found: Problem[] = [];
  for (const same of definitionsOf(document).values())
    for (const definition of same) if (!state.has(definition)) walk(document, definition, state, found);
  return found.filter(({ subject }) => subject === undefined || fromSets(variables, OUTSIDE, subject) === undefined);
}

function walk(document: HttpDocument, start: PlacedDefinition, state: Map<PlacedDefinition, 'open' | 'done'>, found: Problem[]): void {
  const path: { readonly definition: PlacedDefinition; readonly next: PlacedDefinition[] }[] = [];
  const enter = (definition: PlacedDefinition): void => {
    state.set(definition, 'open');
    path.push({ definition, next: needed(document, definition) });
  };
  enter(start);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const next = top.next.pop();
    if (!next) {
      state.set(top.definition, 'done');
      path.pop();
    } else if (state.get(next) === 'open')
      found.push(circle([...path.slice(path.findIndex((p) => p.definition === next)).map((p) => p.definition), next]));
    else if (!state.has(next)) enter(next);
  }
}

function circle(path: readonly PlacedDefinition[]): Problem {
  const [first] = path;
  const names = path.map((d) => d.name).join(' → ');
  const range = first ? nameRange(first) : { start: 0, end: 0 };
  const message = `These definitions go in a circle: ${names}. Give one of them a value of its own.`;
  return {
    code: 'cyclic-definition',
    severity: 'error',
    range,
    message,
    ...(path.length === 2 && first && { subject: first.name }),
    related: path.slice(1, -1).map((d) => ({ range: nameRange(d), message: `${d.name} is defined here.` })),
  };
}

const nameRange = ({ placed, node }: PlacedDefinition): Range => absolute(placed, node.name);
