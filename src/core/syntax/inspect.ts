// Checks over one block that need nothing but its tree.
import type { Problem } from './problem.ts';
import type { Block } from './tree.ts';

export function inspect(block: Block, problems: Problem[]): void {
  void block;
  void problems;
}
