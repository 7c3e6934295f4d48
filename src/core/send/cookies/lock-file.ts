// Keeps other processes from a file while this one reads, changes and writes it: a second file beside it, that only one can make. It is held
// for milliseconds, so it waits without giving way. Who ends in between leaves it behind: one that nobody has touched for a while is no lock.
import { closeSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { fail, ok, type Result } from '../../text/result.ts';

/** Milliseconds between two looks, and for which a lock has to stay the same until it is taken for left behind. */
const STEP = 5;
const ABANDONED = 1_000;

/** Does the work while no other process does any for this path; the reason where the lock can't be made. */
export function alone<T>(path: string, work: () => T): Result<T, string> {
  const lock = `${path}.lock`;
  const held = take(lock);
  if (!held.ok) return held;
  try {
    return ok(work());
  } finally {
    // Who was away for too long has lost it, and leaves that of another alone.
    if (identityOf(lock) === held.value) rmSync(lock, { force: true });
  }
}

/** What the lock is known by. */
function take(lock: string): Result<string | undefined, string> {
  let seen: string | undefined;
  for (let waited = 0; ; waited += STEP) {
    const why = make(lock);
    const now = identityOf(lock);
    if (why === undefined) return ok(now);
    // One that has gone between the two looks starts the waiting anew, after however long a wait for the one before.
    if (now !== seen) waited = 0;
    if (!BUSY.test(why.code ?? '') || (now === undefined && waited >= ABANDONED)) return fail(why.message);
    if (now === seen && now !== undefined && waited >= ABANDONED) remove(lock, now);
    seen = now;
    Atomics.wait(NEVER, 0, 0, STEP);
  }
}

/** It is there, or (on Windows) about to go. */
const BUSY = /^(?:EEXIST|EPERM|EBUSY)$/;

const NEVER = new Int32Array(new SharedArrayBuffer(4));

function make(lock: string): NodeJS.ErrnoException | undefined {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Another may have done the same just now, and hold a lock of its own: that is put back. */
function remove(lock: string, left: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (identityOf(aside) !== left) linkSync(aside, lock);
  } catch {
    // It is gone, or there is a new one: the next look shows it.
  }
  rmSync(aside, { force: true });
}

/** Two locks one after another differ in it; `undefined` where there is none, or none that can be looked at. */
function identityOf(lock: string): string | undefined {
  try {
    const { ino, mtimeNs } = statSync(lock, { bigint: true });
    return `${ino} ${mtimeNs}`;
  } catch {
    return undefined;
  }
}
