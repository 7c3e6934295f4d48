import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type KeepOptions, type KeptJar, openJar, openOrBegin } from '../../../src/core/run/kept-jar.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'postil-jar-'));
  t.after(() => rmSync(made, { recursive: true }));
  return made;
}

const options = (path: string, more: Partial<KeepOptions> = {}): KeepOptions => ({
  path,
  now: () => NOW,
  sessionCookies: true,
  onTrouble: (why) => assert.fail(why),
  ...more,
});

function opened(path: string, more: Partial<KeepOptions> = {}): KeptJar {
  const jar = openJar(options(path, more));
  assert.ok(jar.ok, JSON.stringify(jar));
  return jar.value;
}

async function set({ jar }: KeptJar, ...lines: readonly string[]): Promise<void> {
  await (await jar.visit('https://x.test/', 'asked')).keep(lines.map((line) => ['Set-Cookie', line] as const));
}

const names = ({ jar }: KeptJar): readonly string[] => jar.all().map(({ name }) => name);

test('what is set is there when the file is opened again, in a folder that is made for it', async (t) => {
  const path = join(folder(t), 'deep', 'cookies.json');
  const first = opened(path);
  await set(first, 'a=1', 'b=2; Max-Age=60');
  first.flush();
  assert.deepEqual(names(opened(path)), ['a', 'b']);
});

test('cookies of the session are not written where they end with it', async (t) => {
  const path = join(folder(t), 'cookies.json');
  const first = opened(path, { sessionCookies: false });
  await set(first, 'a=1', 'b=2; Max-Age=60');
  first.flush();
  assert.deepEqual(names(first), ['a', 'b']);
  assert.deepEqual(names(opened(path)), ['b']);
});

test('nothing is written where nothing has changed', (t) => {
  const path = folder(t);
  opened(join(path, 'cookies.json')).flush();
  assert.deepEqual(readdirSync(path), []);
});

test('a change is written soon, without anybody asking', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const path = join(folder(t), 'cookies.json');
  const first = opened(path);
  await set(first, 'a=1');
  await set(first, 'b=1');
  t.mock.timers.tick(1000);
  assert.deepEqual(names(opened(path)), ['a', 'b']);
});

test('the file is its owner’s alone, and nothing else is left beside it', async (t) => {
  const path = folder(t);
  writeFileSync(join(path, 'cookies.json'), '', { mode: 0o644 });
  const jar = opened(join(path, 'cookies.json'));
  await set(jar, 'a=1');
  jar.flush();
  assert.deepEqual(readdirSync(path), ['cookies.json']);
  if (process.platform !== 'win32') assert.equal(statSync(join(path, 'cookies.json')).mode & 0o777, 0o600);
});

test('a link stays a link', { skip: process.platform === 'win32' && 'links need rights there' }, async (t) => {
  const path = folder(t);
  writeFileSync(join(path, 'real.json'), '');
  symlinkSync(join(path, 'real.json'), join(path, 'link.json'));
  const jar = opened(join(path, 'link.json'));
  await set(jar, 'a=1');
  jar.flush();
  assert.ok(lstatSync(join(path, 'link.json')).isSymbolicLink());
  assert.deepEqual(names(opened(join(path, 'real.json'))), ['a']);
});

test('a damaged file is refused and stays as it is', (t) => {
  const path = join(folder(t), 'cookies.json');
  writeFileSync(path, '{');
  assert.equal(openJar(options(path)).ok, false);
  assert.equal(readFileSync(path, 'utf8'), '{');
});

test('or it is moved aside, never over another one, and a new jar begins', async (t) => {
  const path = folder(t);
  const file = join(path, 'cookies.json');
  for (const text of ['{1', '{2']) {
    writeFileSync(file, text);
    const { kept, damage } = openOrBegin(options(file));
    assert.ok(damage?.keptAs);
    assert.equal(readFileSync(damage.keptAs, 'utf8'), text);
    await set(kept, 'a=1');
    kept.flush();
    assert.deepEqual(names(opened(file)), ['a']);
  }
  assert.deepEqual(readdirSync(path).sort(), ['cookies.json', 'cookies.json.damaged', 'cookies.json.damaged-2']);
});

test('where a file can’t be written the jar goes on in memory, and it is said once', async (t) => {
  const path = folder(t);
  const troubles: string[] = [];
  const jar = opened(join(path, 'other', 'cookies.json'), { onTrouble: (why) => void troubles.push(why) });
  writeFileSync(join(path, 'other'), '');
  await set(jar, 'a=1');
  jar.flush();
  await set(jar, 'b=1');
  jar.flush();
  assert.equal(troubles.length, 1);
  assert.deepEqual(names(jar), ['a', 'b']);
});

test('a file that can’t be read or moved is left alone', async (t) => {
  const file = join(folder(t), 'cookies.json');
  mkdirSync(file);
  const refused = openJar(options(file));
  assert.ok(!refused.ok && refused.error.at === undefined);
});

test('what is no file is written to and stays', { skip: process.platform === 'win32' && 'there are no such pipes' }, async (t) => {
  const path = join(folder(t), 'pipe');
  const jar = opened(path);
  await set(jar, 'a=1');
  execFileSync('mkfifo', [path]);
  const reading = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  t.after(() => closeSync(reading));
  jar.flush();
  assert.ok(statSync(path).isFIFO());
  const octets = Buffer.alloc(4096);
  assert.match(octets.toString('utf8', 0, readSync(reading, octets)), /"key": "a"/);
});
