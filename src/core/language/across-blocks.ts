// Problems that depend on several blocks are kept from one edit to the next, as long as the edit changes nothing of what blocks say
// to one another: then they are the same, and only stand elsewhere.
import { type FactGroup, factsOf } from '../resolve/facts.ts';
import type { Scope } from '../resolve/scope.ts';
import type { Problem } from '../syntax/problem.ts';
import type { HttpDocument, PlacedBlock } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { changedBlocks, movedRange } from './per-block.ts';

interface Kept {
  readonly blocks: readonly PlacedBlock[];
  readonly length: number;
  readonly names: string;
  readonly files: Scope['files'];
  readonly problems: readonly Problem[];
}

type Across = (document: HttpDocument, scope: Pick<Scope, 'variables' | 'files'>, compute: () => readonly Problem[]) => readonly Problem[];

/**
 * What `compute` gives, which reads of the document what is of the group, besides it the names in the scope's variables, the files that
 * it imports, and nothing else.
 */
export function acrossBlocks(group: FactGroup): Across {
  const known = new WeakMap<object, Kept>();
  return (document, { variables, files }, compute) => {
    const { blocks, lineage, source } = document;
    const names = JSON.stringify(variables.map(({ source: from, label, values }) => [from, label, [...values.keys()]]));
    const before = known.get(lineage);
    const same = before?.names === names && sameFiles(before.files, files, lineage);
    if (same && before.blocks === blocks) return before.problems;
    const problems = (same ? carried(before, document, group) : undefined) ?? compute();
    known.set(lineage, { blocks, length: source.length, names, files, problems });
    return problems;
  };
}

/** The text itself may be among the files, when another one imports it back: what changes in it is seen in its blocks. */
function sameFiles(before: Scope['files'], files: Scope['files'], lineage: object): boolean {
  if (before === files || before === undefined || files === undefined || before.size !== files.size) return before === files;
  return [...files].every(([path, file]) => before.get(path) === file || file.lineage === lineage);
}

/** `undefined` when they have to be found again. */
function carried(before: Kept, { blocks, source }: HttpDocument, group: FactGroup): readonly Problem[] | undefined {
  const { first, end, endBefore } = changedBlocks(before.blocks, blocks);
  if (end !== endBefore) return undefined;
  for (let i = first; i < end; i++) {
    const [was, is] = [before.blocks[i], blocks[i]];
    if (was === undefined || is === undefined || factsOf(was.block, group) !== factsOf(is.block, group)) return undefined;
  }
  const edited = { start: before.blocks[first]?.offset ?? before.length, end: before.blocks[end]?.offset ?? before.length };
  if (before.problems.some((problem) => rangesOf(problem).some((r) => r.start < edited.end && r.end >= edited.start))) return undefined;
  const by = source.length - before.length;
  if (by === 0) return before.problems;
  const move = (r: Range): Range => (r.start >= edited.end ? movedRange(r, by) : r);
  return before.problems.map((problem) => moved(problem, move));
}

const rangesOf = ({ range, related = [], fixes = [] }: Problem): readonly Range[] => [
  range,
  ...related.filter(({ file }) => file === undefined).map((each) => each.range),
  ...fixes.flatMap(({ edits }) => edits.map((each) => each.range)),
];

const moved = (problem: Problem, move: (range: Range) => Range): Problem => ({
  ...problem,
  range: move(problem.range),
  ...(problem.related && { related: problem.related.map((each) => (each.file ? each : { ...each, range: move(each.range) })) }),
  ...(problem.fixes && {
    fixes: problem.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((each) => ({ ...each, range: move(each.range) })) })),
  }),
});
