// Requests that refer to one another, so that each would have to be sent before the other: told before anybody sends them. One walk over what
// the requests of a text ask for, into the files that it imports; each request, definition and file is entered once.
import type { Problem, Related } from '../syntax/problem.ts';
import { absolute, type HttpDocument, type PlacedBlock, textOf } from '../syntax/tree.ts';
import { LineIndex } from '../text/line-index.ts';
import type { Range } from '../text/range.ts';
import { type Ask, asksOf, isRunnable, meaningOf, requestsIn, stepNamed, type Use, usesOf, type World, worldOf } from './asks.ts';
import type { PlacedDefinition } from './definitions.ts';
import type { Scope } from './scope.ts';

/** What a `run` line sets is left out of account: which definitions it hides differs from line to line. */
export function requestCircles(document: HttpDocument, scope: Scope): readonly Problem[] {
  if (!ASKS.test(document.source)) return [];
  const home = homeOf(document, scope);
  const walk: Walk = { home, worlds: new Map([[scope.file, home]]), state: new Map(), found: [] };
  for (const placed of document.blocks) {
    if (walk.found.length >= MOST) break;
    if (isRunnable(placed.block) && asksOf(placed.block).length > 0) visit(walk, { kind: 'request', key: placed, placed, world: home });
  }
  return walk.found;
}

/** Most texts have nothing that may lead from one request to another, which is faster seen than walked. */
const ASKS = /\.re(?:sponse|quest)\.|@(?:forceR|r)ef|run[ \t]/;

/** Circles that are told; who mends one sees the next. */
const MOST = 20;
/** Links of a circle that are told. */
const LINKS = 50;

/** The text itself is among the files when another one imports it back; as it is now is what counts. */
function homeOf(document: HttpDocument, scope: Scope): KnownWorld {
  const { file, files } = scope;
  const stale = file !== undefined && files?.has(file) === true && files.get(file) !== document;
  const now = stale ? { ...scope, files: new Map([...files, [file, document]]) } : scope;
  return { document, scope: now, named: new Map() };
}

interface KnownWorld extends World {
  /** Where names lead, once they have been looked up. */
  readonly named: Map<string, Request | undefined>;
}

interface Walk {
  readonly home: KnownWorld;
  readonly worlds: Map<string | undefined, KnownWorld>;
  readonly state: Map<object, 'open' | 'done'>;
  readonly found: Problem[];
}

interface Request {
  readonly kind: 'request';
  readonly key: object;
  readonly placed: PlacedBlock;
  readonly world: KnownWorld;
}

type Node =
  | Request
  | { readonly kind: 'definition'; readonly key: object; readonly definition: PlacedDefinition; readonly world: KnownWorld }
  /** All requests of a file, which one `run` line asks for. */
  | { readonly kind: 'file'; readonly key: object; readonly world: KnownWorld };

/** `range` counts from the text of the file in which the node stands that asks. */
interface Edge {
  readonly range: Range;
  readonly to: Node;
}

interface Entered {
  readonly node: Node;
  readonly edges: readonly Edge[];
  /** How many of them were followed. */
  at: number;
}

function visit(walk: Walk, start: Node): void {
  const { state } = walk;
  if (state.has(start.key)) return;
  const path: Entered[] = [];
  const enter = (node: Node): void => {
    const edges = edgesOf(walk, node);
    state.set(node.key, edges.length === 0 ? 'done' : 'open');
    if (edges.length > 0) path.push({ node, edges, at: 0 });
  };
  enter(start);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const edge = top.edges[top.at++];
    if (edge === undefined) {
      state.set(top.node.key, 'done');
      path.pop();
    } else if (!state.has(edge.to.key)) enter(edge.to);
    else if (state.get(edge.to.key) === 'open' && walk.found.length < MOST) addCircle(walk, path, edge.to);
  }
}

function edgesOf(walk: Walk, node: Node): readonly Edge[] {
  const { world } = node;
  switch (node.kind) {
    case 'definition': {
      const { placed, node: of } = node.definition;
      return usesOf(placed, of).flatMap((use) => edgeOf(walk, world, placed, { use, range: of.value }));
    }
    case 'file':
      return requestsIn(world.document).map((placed) => ({ range: NOWHERE, to: { kind: 'request', key: placed, placed, world } }));
    case 'request':
      return asksOf(node.placed.block).flatMap((ask) => edgesFor(walk, node, ask));
  }
}

function edgesFor(walk: Walk, node: Request, ask: Ask): readonly Edge[] {
  const { placed, world } = node;
  switch (ask.kind) {
    case 'reference':
      return edgeOf(walk, world, placed, ask);
    case 'ref':
      return toRequest(named(walk, world, ask.name), absolute(placed, ask.range));
    case 'run':
      return toRun(walk, node, ask.command);
  }
}

const NOWHERE: Range = { start: 0, end: 0 };

const toRequest = (to: Request | undefined, range: Range): readonly Edge[] => (to ? [{ range, to }] : []);

function edgeOf(
  walk: Walk,
  world: KnownWorld,
  placed: PlacedBlock,
  { use, range }: { readonly use: Use; readonly range: Range },
): readonly Edge[] {
  const meaning = meaningOf(world, placed, use);
  if (meaning === undefined) return NO_EDGES;
  if (meaning.kind === 'request') return toRequest(named(walk, world, meaning.name), absolute(placed, range));
  const { definition } = meaning;
  if (usesOf(definition.placed, definition.node).length === 0) return NO_EDGES;
  return [{ range: absolute(placed, range), to: { kind: 'definition', key: definition.node, definition, world } }];
}

const NO_EDGES: readonly Edge[] = [];

function toRun(walk: Walk, { placed, world }: Request, command: Parameters<typeof worldOf>[2]): readonly Edge[] {
  const file = worldOf(world, placed.block, command);
  if (!file) return [];
  const range = absolute(placed, command.range);
  const inside = known(walk, file);
  if (command.name === undefined) return [{ range, to: { kind: 'file', key: inside, world: inside } }];
  return toRequest(named(walk, inside, textOf(placed.block, command.name)), range);
}

function named(walk: Walk, world: KnownWorld, name: string): Request | undefined {
  if (world.named.has(name)) return world.named.get(name);
  const step = stepNamed(world, name);
  const found: Request | undefined = step && { kind: 'request', key: step.placed, placed: step.placed, world: known(walk, step) };
  world.named.set(name, found);
  return found;
}

function known({ worlds }: Walk, { document, scope }: World): KnownWorld {
  const before = worlds.get(scope.file);
  if (before) return before;
  const now = { document, scope, named: new Map() };
  worlds.set(scope.file, now);
  return now;
}

/** From one request of a circle to the next: where the one asks for the other. */
interface Link {
  readonly from: Request;
  readonly to: Request;
  readonly range: Range;
}

function addCircle(walk: Walk, path: readonly Entered[], back: Node): void {
  const start = path.findIndex(({ node }) => node.key === back.key);
  const links = linksOf(path.slice(start));
  // Definitions in a circle of their own have a problem of their own.
  if (links.length === 0) return;
  const first = links.findIndex(({ from }) => from.world === walk.home);
  const ordered = first === -1 ? links : [...links.slice(first), ...links.slice(0, first)];
  const range = first === -1 ? lastAtHome(walk, path) : ordered[0]?.range;
  walk.found.push({
    code: 'reference-cycle',
    severity: 'error',
    range: range ?? NOWHERE,
    message: circleMessage(ordered.map(({ from }) => nameOf(from))),
    related: (first === -1 ? ordered : ordered.slice(1)).slice(0, LINKS).map((link) => related(walk, link)),
  });
}

/** A circle that is only led to from this text is told where that is. */
function lastAtHome({ home }: Walk, path: readonly Entered[]): Range | undefined {
  const asking = path.findLast(({ node }) => node.world === home && node.kind === 'request');
  return asking?.edges[asking.at - 1]?.range;
}

/** Of the circle that the path goes round once; none when no request is on it. */
function linksOf(path: readonly Entered[]): readonly Link[] {
  const asked = path.flatMap(({ node, edges, at }) =>
    node.kind === 'request' ? [{ request: node, range: edges[at - 1]?.range ?? NOWHERE }] : [],
  );
  return asked.map(({ request, range }, i) => ({ from: request, range, to: (asked[i + 1] ?? asked[0])?.request ?? request }));
}

function circleMessage(names: readonly string[]): string {
  const [first = ''] = names;
  if (names.length === 1)
    return `${first} refers to its own answer, so it can't be sent: it would have to be answered before. Take the reference out.`;
  const shown = names.length > LINKS ? [...names.slice(0, LINKS), `${names.length - LINKS} more`] : names;
  return `These requests refer to one another in a circle: ${[...shown, first].join(' → ')}. None of them can be sent. Take one of the references out.`;
}

function related(walk: Walk, { from, to, range }: Link): Related {
  const message = `${nameOf(from)} needs ${nameOf(to)} here.`;
  const { scope } = from.world;
  if (from.world === walk.home || scope.file === undefined) return { range, message };
  const { block, line: first, offset } = from.placed;
  const { line, character } = new LineIndex(block.text).at(range.start - offset);
  return { range, message, file: { path: scope.file, line: first + line, character } };
}

/** Lines move with each edit, so that a request without a name has none here. */
const nameOf = ({ placed: { block } }: Request): string => block.name?.text ?? 'a request without a name';
