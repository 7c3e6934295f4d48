// The program needs Node 22.19 or later, as undici does. An older one hands over to the Node that a checkout has among its development
// dependencies, and says what is needed where there is none.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LEAST = [22, 19] as const;

/** `version` without a `v`: `20.20.2`. */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1]);
}

/** Runs the same command with the newer Node; gives its exit code, 2 where there is no such Node. */
export function handOver(): Promise<number> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const node = fileURLToPath(new URL(`../node_modules/${name}/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url));
  if (!existsSync(node)) {
    console.error(`postil needs Node ${LEAST.join('.')} or later; this is Node ${process.versions.node}.`);
    return Promise.resolve(2);
  }
  return new Promise((resolve) => {
    const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    child.on('error', () => resolve(2));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
