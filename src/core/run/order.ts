// Which requests a block needs to be sent before it: `# @ref X`, `# @forceRef X` and `{{X.response…}}`, in order, cycles named.

import { requestNamed } from '../resolve/names.ts';
import { type Block, type HttpDocument, type PlacedBlock, textOf } from '../syntax/tree.ts';
import { fail, ok, type Result } from '../text/result.ts';

/** A circle of references: names in order, the first one again at the end. */
export interface Cycle {
  readonly names: readonly string[];
}

export interface Need {
  readonly name: string;
  /** Sent even if it was answered before. */
  readonly force: boolean;
}

const RESPONSE_REFERENCE = /^([\p{L}_][\p{L}\p{N}_-]*)\.(?:response|request)\./u;

/** What a block names, in source order, each name once. A name that the file does not have is left to `resolve` to report. */
export function needsOf(block: Block): readonly Need[] {
  const needs = new Map<string, boolean>();
  for (const directive of block.directives) {
    const tag = textOf(block, directive.tag);
    if (directive.value === undefined || (tag !== 'ref' && tag !== 'forceRef')) continue;
    const name = textOf(block, directive.value).trim();
    needs.set(name, tag === 'forceRef' || needs.get(name) === true);
  }
  for (const reference of block.references) {
    const name = reference.kind === 'variable' ? RESPONSE_REFERENCE.exec(textOf(block, reference.expression))?.[1] : undefined;
    if (name !== undefined && !needs.has(name)) needs.set(name, false);
  }
  return [...needs].map(([name, force]) => ({ name, force }));
}

/**
 * The blocks to send, the wanted one last. A block that was `answered` before is left out unless forced.
 */
export function plan(
  document: HttpDocument,
  wanted: PlacedBlock,
  answered: (name: string) => boolean,
): Result<readonly PlacedBlock[], Cycle> {
  const order: PlacedBlock[] = [];
  const cycle = visit(wanted, []);
  return cycle === undefined ? ok(order) : fail(cycle);

  function visit(placed: PlacedBlock, path: readonly PlacedBlock[]): Cycle | undefined {
    if (path.includes(placed)) return { names: [...path.slice(path.indexOf(placed)), placed].map(nameOf) };
    if (order.includes(placed)) return undefined;
    for (const need of needsOf(placed.block)) {
      const target = requestNamed(document, need.name);
      if (target === undefined) continue;
      if (!need.force && answered(need.name) && !path.includes(target) && target !== placed) continue;
      const cycle = visit(target, [...path, placed]);
      if (cycle !== undefined) return cycle;
    }
    order.push(placed);
    return undefined;
  }
}

const nameOf = ({ block, line }: PlacedBlock): string => block.name?.text ?? `the request at line ${line + 1}`;
