// A download of 1 GB makes the process grow by 100 MB at most: content goes to a file, the capture is bounded. Processes of their own
// serve and download, so that nothing else is counted.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const GIGABYTE = 1_000_000_000;
const MEGABYTE = 1_000_000;
const ALLOWED = 100 * MEGABYTE;
/** The kept beginning of a content. */
const CAP = 8 * 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'postil-large-'));
const server = spawn(process.execPath, [join(import.meta.dirname, 'large-server.ts'), String(GIGABYTE)], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
let ports: readonly string[] = [];

before(async () => {
  ports = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.stdout.once('data', (line: Buffer) => resolve(line.toString().trim().split(' ')));
  });
});

after(() => {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});

interface Said {
  readonly received: number;
  readonly told: number;
  readonly inFile: number;
  readonly kept: number;
  readonly grown: number;
  readonly seconds: number;
}

function download(port: string, path: string, version: string): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'large-download.ts'), port, path, version, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.on('error', reject);
    child.on('close', () => (out === '' ? reject(new Error('the download said nothing')) : resolve(JSON.parse(out))));
  });
}

const CASES = [
  ['with a length', 0, '/length', 'HTTP/1.1'],
  ['in chunks', 0, '/chunked', 'HTTP/1.1'],
  ['over HTTP/2', 1, '/', 'HTTP/2'],
] as const;

for (const [how, which, path, version] of CASES)
  test(`1 GB ${how}: all of it is in a file, and the process grows by at most 100 MB`, { timeout: 120_000 }, async (t) => {
    const said = await download(ports[which] ?? '', path, version);
    t.diagnostic(`grown by ${Math.round(said.grown / MEGABYTE)} MB in ${said.seconds.toFixed(1)} s`);
    assert.deepEqual([said.received, said.told, said.inFile, said.kept], [GIGABYTE, GIGABYTE, GIGABYTE, CAP]);
    assert.ok(said.grown <= ALLOWED, `${Math.round(said.grown / MEGABYTE)} MB`);
    rmSync(folder, { recursive: true, force: true });
  });
