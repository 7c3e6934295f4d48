// All requests of a file through the command line, beside httpYac's, against one server in a process of its own; and how long it takes
// from the start of the process to the first request on the wire.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './measure.ts';
import { peer } from './peers.ts';

const REQUESTS = 1000;
const ROOT = join(import.meta.dirname, '../..');

interface Took {
  readonly total: number;
  /** Until the first request arrived. */
  readonly first: number;
}

let arrived: number[] = [];
const server: Server = createServer((_, response) => {
  arrived.push(performance.now());
  response.setHeader('Content-Type', 'application/json').end('{"id":1,"tags":["a","b"]}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

const folder = mkdtempSync(join(tmpdir(), 'postil-bench-'));
const file = join(folder, 'requests.http');
const one = (i: number): string => `### request ${i}\nGET http://127.0.0.1:${port}/items/${i}?page=${i % 7}\nAccept: application/json\n`;
writeFileSync(file, Array.from({ length: REQUESTS }, (_, i) => one(i)).join('\n'));

async function took(command: readonly string[]): Promise<Took> {
  arrived = [];
  const start = performance.now();
  const child = spawn(process.execPath, command, { stdio: 'ignore', cwd: folder });
  await once(child, 'exit');
  const total = performance.now() - start;
  if (arrived.length !== REQUESTS) throw new Error(`${arrived.length} of ${REQUESTS} requests arrived from ${command.join(' ')}`);
  return { total, first: (arrived[0] ?? Number.NaN) - start };
}

const httpyac = await peer('httpyac', '6.16.7');
const entry = httpyac && join(httpyac, 'node_modules/httpyac/bin/httpyac.js');
const runs = {
  'postil send --all': [join(ROOT, 'dist/cli.mjs'), 'send', file, '--all'],
  ...(entry !== undefined && existsSync(entry) && { 'httpyac send --all': [entry, 'send', file, '--all'] }),
};
const times: Record<string, Took[]> = {};
try {
  for (let round = 0; round < 4; round++)
    for (const [name, command] of Object.entries(runs)) {
      const measured = await took(command);
      // The first of each fills the caches of the file system.
      if (round > 0) times[name] = [...(times[name] ?? []), measured];
    }
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${REQUESTS} requests of one file (goals for postil: 15 times faster than httpYac, the first request within 150 ms)`);
const base = median((times['postil send --all'] ?? []).map(({ total }) => total));
for (const [name, all] of Object.entries(times)) {
  const total = median(all.map((each) => each.total));
  const first = median(all.map((each) => each.first));
  console.log(
    `  ${name.padEnd(24)} ${total.toFixed(0).padStart(6)} ms  ×${(total / base).toFixed(1)}   first request after ${first.toFixed(0)} ms`,
  );
}
