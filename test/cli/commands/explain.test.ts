import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { CLI } from '../../support/command.ts';

function run(args: readonly string[], input = ''): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'explain', ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', COLUMNS: '100' },
  });
  return { code: status, out: stdout, err: stderr };
}

test('each line of --jsonl has its answer, also one that is no JSON', () => {
  const { code, out } = run(['--jsonl', '-'], '{"response":{"status":404}}\nnot json\n[]\n{"context":{"hover":"wss://"}}\n');
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line): { readonly summary?: string; readonly annotations?: readonly { readonly id: string }[]; readonly error?: string } =>
      JSON.parse(line),
    );
  assert.equal(code, 0);
  assert.equal(answers.length, 4);
  assert.ok(answers[0]?.annotations?.some((note) => note.id.startsWith('status/')));
  assert.match(answers[1]?.error ?? '', /JSON/);
  assert.match(answers[2]?.error ?? '', /a list/);
  assert.equal(answers[3]?.annotations?.[0]?.id, 'ws/api/wss');
});

test('a raw message is read from standard input, and a finding can fail', () => {
  const { code, out } = run(['--fail-on', 'error'], 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokmore');
  assert.equal(code, 1);
  assert.match(out, /✕ error {2}4 octets more than the Content-Length/);
});

test('a word of the knowledge base', () => {
  assert.match(run(['close-code', '1006']).out, /^1006 Abnormal Closure\n/);
  const { code, err } = run(['header', 'Vay']);
  assert.equal(code, 2);
  assert.match(err, /Vary/);
});

test('input that is nothing known ends with 2', () => {
  assert.equal(run([], 'hello').code, 2);
  assert.equal(run(['/nowhere/at/all']).code, 2);
});

test('--list holds every note by its id', () => {
  const { code, out } = run(['--list', '--json']);
  const { notes }: { readonly notes: readonly { readonly id: string; readonly levels: readonly string[]; readonly says: string }[] } =
    JSON.parse(out);
  assert.equal(code, 0);
  assert.ok(notes.length > 800);
  assert.deepEqual(
    notes.filter(({ id }) => id === 'ws/handshake/accept-wrong' || id === 'field/<name>/meaning').map(({ id, levels }) => [id, levels]),
    [
      ['field/<name>/meaning', ['info', 'good']],
      ['ws/handshake/accept-wrong', ['error']],
    ],
  );
  assert.match(run(['--list']).out, /^auth\n[\s\S]*\n {2}auth\/bad-token {2}error\n {6}The token holds/);
});

test('--mute leaves notes out, and they fail nothing', () => {
  const message = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokmore';
  assert.equal(run(['--fail-on', 'error', '--mute', 'framing/*'], message).code, 0);
  assert.equal(run(['--fail-on', 'error', '--mute', 'framing/short'], message).code, 1);
});
