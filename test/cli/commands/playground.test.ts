import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { startPlayground } from '../../../src/playground/server.ts';
import { CLI, postil } from '../../support/command.ts';

interface Running {
  /** The first line of standard output. */
  readonly line: string;
  readonly end: (signal: 'SIGINT' | 'SIGTERM') => Promise<number | null>;
}

async function run(...options: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [CLI, 'playground', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (octets: Buffer) => {
    text += octets.toString();
  });
  while (!text.includes('\n')) await once(child.stdout, 'data');
  const end = async (signal: 'SIGINT' | 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    await once(child, 'close');
    return child.exitCode;
  };
  return { line: text.split('\n')[0] ?? '', end };
}

test('postil playground --port 0 prints its address, answers there, and ends well with Ctrl+C', async () => {
  const { line, end } = await run('--port', '0');
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [''];
  assert.equal((await fetch(`${url}/text`)).status, 200);
  assert.equal(await end('SIGINT'), 0);
});

test('--tls speaks https', async () => {
  const { line, end } = await run('--port', '0', '--tls');
  assert.match(line, /https:\/\/127\.0\.0\.1:\d+ and wss:/);
  assert.equal(await end('SIGTERM'), 0);
});

test('a port that is taken, or is none, ends with 2 and a sentence', async () => {
  const other = await startPlayground({ port: 0 });
  for (const [port, sentence] of [
    [String(other.port), /port \d+ is taken; choose another/],
    ['http', /A port is a number/],
    ['65536', /A port is a number/],
  ] as const) {
    const { code, stderr } = await postil(['playground', '--port', port]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, sentence);
  }
  await other.close();
});
