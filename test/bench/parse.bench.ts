// How fast `.http` text is read, against the floor of finding its separators and against httpYac's parser, in one run; and an edit
// in the middle of a large file.
import { createRequire } from 'node:module';
import path from 'node:path';
import { edit, parse } from '../../src/core/syntax/parse.ts';
import { mixed, variables } from './files.ts';
import { compare } from './measure.ts';
import { peer } from './peers.ts';

const yac = await peer('httpyac', '6.16.7');
for (const [label, text] of [
  ['1,000 requests', mixed(1000)],
  ['10,000 requests', mixed(10_000)],
  ['1,000 requests, a variable each', variables(1000)],
] as const) {
  const times = await compare(`${label}, ${(text.length / 1e6).toFixed(2)} MB`, [
    { name: 'postil parse', run: () => parse(text) },
    { name: 'floor: find the separators', run: () => separators(text) },
  ]);
  const ms = times.get('postil parse') ?? Number.NaN;
  console.log(`  ${(text.length / 1e6 / (ms / 1000)).toFixed(0)} MB/s (goal: 20)`);
  if (yac !== undefined && text.length < 500_000) await against(yac, text, ms);
}

for (const requests of [1000, 10_000]) {
  const text = mixed(requests);
  const before = parse(text);
  const middle = text.indexOf('title', text.length / 2);
  await compare(`an edit in the middle of ${requests} requests`, [
    { name: 'edit', run: () => edit(before, { range: { start: middle, end: middle + 1 }, text: 'T' }) },
  ]);
}

for (const [label, text] of [
  ['10,000 requests', mixed(10_000)],
  ['10,000 requests, a variable each', variables(10_000)],
] as const)
  memory(label, text);

/** What a parse holds besides its text, the mean of several. Needs `--expose-gc`, as `npm run bench` gives it. */
function memory(label: string, text: string): void {
  const held: unknown[] = [parse(text)];
  const used = (): number => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  for (let i = 0; i < 5; i++) held.push(parse(text));
  const each = (used() - before) / (held.length - 1);
  console.log(`memory of a parse of ${label}: ${(each / 1e6).toFixed(1)} MB, ×${(each / text.length).toFixed(1)} of the text (goal: 12)`);
}

function separators(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n###'); at >= 0; at = text.indexOf('\n###', at + 1)) count++;
  return count;
}

/** httpYac keeps a store of files and reads the whole of one at each change. */
async function against(folder: string, text: string, ours: number): Promise<void> {
  const library = createRequire(`${folder}/`)('httpyac');
  Object.assign(library.io.fileProvider, {
    EOL: '\n',
    isAbsolute: async (file: string) => path.isAbsolute(file),
    dirname: (file: string) => path.dirname(file),
    hasExtension: (file: string, ...endings: readonly string[]) => endings.some((ending) => file.endsWith(`.${ending}`)),
    joinPath: (...pieces: readonly string[]) => path.join(...pieces),
    exists: async () => false,
    readdir: async () => [],
    fsPath: (file: string) => file,
  });
  const store = new library.store.HttpFileStore();
  let version = 0;
  const began = performance.now();
  const rounds = 3;
  for (let i = 0; i < rounds; i++)
    await store.getOrCreate('/bench.http', () => Promise.resolve(text), version++, { workingDir: '/', config: {} });
  const theirs = (performance.now() - began) / rounds;
  console.log(`  httpYac ${theirs.toFixed(0)} ms, ×${(theirs / ours).toFixed(0)} of ours (goal: 25)`);
}
