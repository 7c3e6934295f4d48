// What an edit in the middle of a large file costs until everything that the editor shows of it is there again: the tree, lenses,
// symbols, folds, tokens and problems. The median of the clock, and the mean time of the processor, which other work on the machine
// does not disturb.
import { diagnose } from '../../src/core/language/diagnostics.ts';
import { folds } from '../../src/core/language/folding.ts';
import { lenses } from '../../src/core/language/lenses.ts';
import { symbols } from '../../src/core/language/symbols.ts';
import { tokens } from '../../src/core/language/tokens.ts';
import { DEFAULT_SETTINGS, type Scope } from '../../src/core/resolve/scope.ts';
import { edit, type Parse, parse } from '../../src/core/syntax/parse.ts';
import { mixed, variables } from './files.ts';
import { median } from './measure.ts';

const SCOPE: Scope = { file: '/bench.http', workspace: undefined, variables: [], settings: DEFAULT_SETTINGS };
const ROUNDS = 60;
const WARM = 10;

const STEPS: readonly (readonly [string, (now: Parse) => unknown])[] = [
  ['lenses', ({ document }) => lenses(document)],
  ['symbols', ({ document }) => symbols(document)],
  ['folds', ({ document }) => folds(document)],
  ['tokens', ({ document }) => tokens(document)],
  ['problems', (now) => diagnose(now, SCOPE)],
];

for (const [label, text, goal] of [
  ['1,000 requests', mixed(1000), '3 ms'],
  ['10,000 requests', mixed(10_000), '15 ms'],
  ['1,000 requests, a variable each', variables(1000), '3 ms'],
  ['10,000 requests, a variable each', variables(10_000), '15 ms'],
] as const) {
  measure(`a letter of a URL in the middle of ${label} (goal: ${goal} in all)`, text, 'test/');
  measure(`a letter of a name in the middle of ${label}`, text, '### ');
}

/** A letter is typed and taken back again and again. */
function measure(title: string, text: string, after: string): void {
  const middle = text.indexOf(after, text.length / 2) + after.length;
  const times = new Map<string, Time[]>();
  let now = parse(text);
  for (const [, step] of STEPS) step(now);
  for (let round = -WARM; round < ROUNDS; round++) {
    const change =
      round % 2 === 0 ? { range: { start: middle, end: middle }, text: 'x' } : { range: { start: middle, end: middle + 1 }, text: '' };
    const steps = [
      ['edit', timed(() => (now = edit(now, change)))],
      ...STEPS.map(([name, step]) => [name, timed(() => step(now))] as const),
    ] as const;
    if (round < 0) continue;
    for (const [name, time] of steps) times.set(name, [...(times.get(name) ?? []), time]);
    times.set('all', [...(times.get('all') ?? []), sum(steps.map(([, time]) => time))]);
  }
  console.log(title);
  for (const [name, all] of times) {
    const clock = median(all.map((time) => time.clock));
    const processor = sum(all).processor / all.length;
    console.log(`  ${name.padEnd(10)} ${clock.toFixed(2).padStart(8)} ms, processor ${processor.toFixed(2).padStart(8)} ms`);
  }
}

interface Time {
  readonly clock: number;
  readonly processor: number;
}

function timed(run: () => unknown): Time {
  const began = { clock: performance.now(), processor: process.threadCpuUsage() };
  run();
  const { user, system } = process.threadCpuUsage(began.processor);
  return { clock: performance.now() - began.clock, processor: (user + system) / 1000 };
}

function sum(times: readonly Time[]): Time {
  return times.reduce((a, b) => ({ clock: a.clock + b.clock, processor: a.processor + b.processor }), { clock: 0, processor: 0 });
}
