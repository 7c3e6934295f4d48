// Runs the steps of `check` and `test`: child processes whose output is kept until they end, and whose tests are counted.
import { spawn } from 'node:child_process';
import { ROOT } from './bundles.ts';

export interface Step {
  readonly name: string;
  /** The program and its arguments; programs of the development dependencies are found by name. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly output: string;
}

/** Runs a step to its end; prints its output at once when `live`, else only when it fails. */
export function runStep(step: Step, live = false): Promise<Outcome> {
  const [program = '', ...rest] = step.command;
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, rest, {
      cwd: ROOT,
      env: { ...process.env, ...step.env, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (data: Buffer): void => {
      output += data.toString();
      if (live) process.stdout.write(data);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (ok: boolean, more = ''): void => {
      const outcome = { name: step.name, ok, ...counts(output), seconds: (performance.now() - began) / 1000, output: output + more };
      report(outcome, live);
      resolve(outcome);
    };
    child.on('error', (error) => end(false, String(error)));
    child.on('close', (code) => end(code === 0));
  });
}

/** Steps at the same time, at most `width`. */
export async function runAll(steps: readonly Step[], width: number): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = [...steps];
  const worker = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) outcomes.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return outcomes;
}

/** Prints the sum as a test runner would, and answers whether all went well. */
export function conclude(outcomes: readonly Outcome[]): boolean {
  const sum = (key: 'passed' | 'failed'): number => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const broken = outcomes.filter((outcome) => !outcome.ok).map((outcome) => outcome.name);
  if (broken.length > 0) console.log(`failed: ${broken.join(', ')}`);
  const failed = sum('failed') + outcomes.filter((outcome) => !outcome.ok && outcome.failed === 0).length;
  console.log(`${sum('passed')} passed, ${failed} failed`);
  return broken.length === 0;
}

// What node:test, mocha and vscode-tmgrammar-test print at their end.
function counts(output: string): { readonly passed: number; readonly failed: number } {
  const add = (pattern: RegExp): number => [...output.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
  return {
    passed: add(/^(?:ℹ|#) pass (\d+)$/gm) + add(/^\s+(\d+) passing\b/gm),
    failed: add(/^(?:ℹ|#) fail (\d+)$/gm) + add(/^\s+(\d+) failing\b/gm),
  };
}

function report(outcome: Outcome, live: boolean): void {
  if (!outcome.ok && !live) console.log(`\n── ${outcome.name} ──\n${outcome.output.trimEnd()}\n`);
  const tests = outcome.passed + outcome.failed > 0 ? `  ${outcome.passed} passed, ${outcome.failed} failed` : '';
  console.log(`${outcome.ok ? '✓' : '✗'} ${outcome.name.padEnd(28)} ${outcome.seconds.toFixed(1).padStart(6)} s${tests}`);
}
