// Interleaved rounds of several candidates, so that a noisy machine disturbs all of them alike; medians and ratios.
import { Bench } from 'tinybench';

export interface Candidate {
  readonly name: string;
  readonly run: () => unknown;
}

/** Milliseconds a run, the median over all rounds, by name. The first candidate is the one that the ratios count from. */
export async function compare(
  title: string,
  candidates: readonly Candidate[],
  { rounds = 5, time = 200 } = {},
): Promise<ReadonlyMap<string, number>> {
  const samples = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const { name, run } of candidates) {
      const bench = new Bench({ time, warmup: round === 0, throws: true });
      bench.add(name, async () => void (await run()));
      await bench.run();
      const result = bench.tasks[0]?.result;
      if (result !== undefined && 'latency' in result) samples.get(name)?.push(result.latency.p50);
    }
  const medians = new Map([...samples].map(([name, values]) => [name, median(values)]));
  const base = medians.get(candidates[0]?.name ?? '') ?? 1;
  console.log(title);
  for (const [name, ms] of medians) console.log(`  ${name.padEnd(48)} ${format(ms).padStart(12)}  ×${(ms / base).toFixed(2)}`);
  return medians;
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const format = (ms: number): string => (ms < 1 ? `${(ms * 1000).toFixed(1)} µs` : `${ms.toFixed(2)} ms`);
