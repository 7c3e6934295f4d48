import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
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
  utimesSync,
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

const pairs = ({ jar }: KeptJar): readonly string[] =>
  jar
    .all()
    .map(({ name, value }) => `${name}=${value}`)
    .sort();

async function written(path: string, ...lines: readonly string[]): Promise<void> {
  const jar = opened(path);
  await set(jar, ...lines);
  jar.flush();
}

/** The Cookie field for the next request. */
const asked = async (kept: KeptJar): Promise<string> => (await kept.visit('https://x.test/', 'asked')).value;

test('before a request what other processes have written is taken over, and what was changed here stays', async (t) => {
  const path = join(folder(t), 'cookies.json');
  const open = opened(path);
  assert.equal(await asked(open), '');
  await written(path, 'a=1', 'b=1', 'c=1');
  assert.equal(await asked(open), 'a=1; b=1; c=1');
  // Here b is changed and not written yet; there b and c change, and a goes.
  await set(open, 'b=here');
  await written(path, 'a=; Max-Age=0', 'b=there', 'c=2', 'd=2');
  assert.equal(await asked(open), 'b=here; c=2; d=2');
  open.flush();
  assert.deepEqual(pairs(opened(path)), ['b=here', 'c=2', 'd=2']);
  await written(path, 'b=; Max-Age=0');
  assert.equal(await asked(open), 'c=2; d=2');
});

test('a file that has not changed is not read again; one that was removed, or became no jar, harms nothing', async (t) => {
  const path = join(folder(t), 'cookies.json');
  await written(path, 'a=1');
  const then = new Date(NOW);
  utimesSync(path, then, then);
  const open = opened(path);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"1"', '"2"'));
  utimesSync(path, then, then);
  assert.equal(await asked(open), 'a=1');
  writeFileSync(path, 'no jar');
  assert.equal(await asked(open), 'a=1');
  rmSync(path);
  assert.equal(await asked(open), '');
});

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

test('two that keep one file lose nothing of each other, and know it afterwards', async (t) => {
  const path = join(folder(t), 'cookies.json');
  await written(path, 'old=1', 'gone=1');
  const [first, second] = [opened(path), opened(path)];
  await set(first, 'a=1', 'gone=; Max-Age=0');
  await set(second, 'b=1', 'old=2');
  first.flush();
  second.flush();
  assert.deepEqual(pairs(opened(path)), ['a=1', 'b=1', 'old=2']);
  assert.deepEqual(pairs(second), ['a=1', 'b=1', 'old=2']);
  await set(first, 'c=1');
  first.flush();
  assert.deepEqual(pairs(first), ['a=1', 'b=1', 'c=1', 'old=2']);
});

test('of one cookie that both have changed, the last writer’s stays', async (t) => {
  const path = join(folder(t), 'cookies.json');
  await written(path, 'a=0', 'b=0');
  const [first, second] = [opened(path), opened(path)];
  await set(first, 'a=1', 'b=1');
  await set(second, 'a=2', 'b=; Max-Age=0');
  first.flush();
  second.flush();
  assert.deepEqual(pairs(opened(path)), ['a=2']);
});

test('a cookie whose time is over here and that another has renewed goes on', async (t) => {
  const path = join(folder(t), 'cookies.json');
  let now = NOW;
  const clock = { now: () => now };
  await written(path, 'a=1; Max-Age=10');
  const [first, second] = [opened(path, clock), opened(path, clock)];
  now += 5_000;
  await set(second, 'a=2; Max-Age=60');
  second.flush();
  now += 10_000;
  await set(first, 'b=1');
  first.flush();
  assert.deepEqual(pairs(opened(path, clock)), ['a=2', 'b=1']);
});

test('what ends with the session stays in memory while others write', async (t) => {
  const path = join(folder(t), 'cookies.json');
  const [first, second] = [opened(path, { sessionCookies: false }), opened(path, { sessionCookies: false })];
  await set(first, 's=1', 'k=1');
  first.flush();
  await set(second, 'b=1; Max-Age=60', 'k=2; Max-Age=60');
  second.flush();
  await set(first, 'c=1; Max-Age=60');
  first.flush();
  assert.deepEqual(pairs(first), ['b=1', 'c=1', 'k=2', 's=1']);
  assert.deepEqual(pairs(opened(path)), ['b=1', 'c=1', 'k=2']);
});

test('a jar that somebody has emptied is not filled again with what was in it', async (t) => {
  const path = join(folder(t), 'cookies.json');
  await written(path, 'a=1');
  const jar = opened(path);
  rmSync(path);
  await set(jar, 'b=1');
  jar.flush();
  assert.deepEqual(pairs(opened(path)), ['b=1']);
});

test('what has become something else is not written over, and nothing is lost in memory', async (t) => {
  const path = join(folder(t), 'cookies.json');
  await written(path, 'a=1');
  const troubles: string[] = [];
  const jar = opened(path, { onTrouble: (why) => void troubles.push(why) });
  writeFileSync(path, 'my notes');
  await set(jar, 'b=1');
  jar.flush();
  assert.equal(readFileSync(path, 'utf8'), 'my notes');
  assert.match(troubles.join(), /cookies\.json has become something else/);
  writeFileSync(path, '');
  await set(jar, 'c=1');
  jar.flush();
  assert.deepEqual(pairs(opened(path)), ['b=1', 'c=1']);
});

test('a lock that a process has left behind does not block for ever', async (t) => {
  const path = folder(t);
  const file = join(path, 'cookies.json');
  writeFileSync(`${file}.lock`, '');
  const jar = opened(file);
  await set(jar, 'a=1');
  jar.flush();
  assert.deepEqual(readdirSync(path), ['cookies.json']);
  assert.deepEqual(pairs(opened(file)), ['a=1']);
});

test('processes that write one jar at the same time lose nothing, whoever has left it before', async (t) => {
  const path = join(folder(t), 'cookies.json');
  writeFileSync(`${path}.lock`, '');
  const writers = await Promise.all(['a', 'b', 'c'].map((name) => writer(path, name)));
  assert.deepEqual(writers, [0, 0, 0]);
  assert.equal(pairs(opened(path)).length, 3 * 40);
});

/** A process of its own that sets 40 cookies in the jar, one after another, each written at once; resolves to its exit code. */
function writer(path: string, name: string): Promise<number | null> {
  const script = join(import.meta.dirname, 'fixtures/jar-writer.ts');
  return new Promise((resolve, reject) => {
    spawn(process.execPath, [script, path, name, '40'], { stdio: 'inherit' }).on('error', reject).on('close', resolve);
  });
}
