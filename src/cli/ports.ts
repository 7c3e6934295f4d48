// The world as the command line sees it: files, clock, randomness, questions on the terminal.
import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { FilePort, Ports, Question } from '../core/resolve/scope.ts';

const files: FilePort = {
  read: async (path) => {
    try {
      return await readFile(path);
    } catch {
      // Missing and unreadable are the same to a request: `resolve` says which file it wanted.
      return undefined;
    }
  },
  size: async (path) => {
    try {
      const found = await stat(path);
      return found.isFile() ? found.size : undefined;
    } catch {
      return undefined;
    }
  },
};

/** `ask: false` for commands that must not wait for anybody. */
export const nodePorts = ({ ask }: { readonly ask: boolean }): Omit<Ports, 'responses'> => ({
  files,
  now: Date.now,
  random: (octets) => randomBytes(octets),
  environment: (name) => process.env[name],
  prompt: ask && process.stdin.isTTY ? question : () => Promise.resolve(undefined),
});

/** Asks on standard error, so that standard output stays clean; a hidden answer is not echoed. */
async function question({ name, description, hidden }: Question): Promise<string | undefined> {
  process.stderr.write(`${description === '' ? name : `${name} (${description})`}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden ? silent : process.stderr, terminal: true });
  try {
    const cancelled = new Promise<undefined>((resolve) => lines.once('SIGINT', () => resolve(undefined)));
    return await Promise.race([lines.question(''), cancelled]);
  } finally {
    lines.close();
    if (hidden) process.stderr.write('\n');
  }
}
