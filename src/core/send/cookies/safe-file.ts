// A small text file that is never half written, and readable to its owner alone. What fails comes back as a sentence.
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../text/result.ts';
import { alone } from './lock-file.ts';

/** `undefined` when there is no such file. */
export function readText(path: string): Result<string | undefined, string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? ok(undefined) : fail(reasonOf(error));
  }
}

/**
 * Differs where a file was written or put in the place of another; the same for each that is none, as `/dev/null` or what can't be
 * looked at. `undefined` when there is no such file.
 */
export function stateOf(path: string): string | undefined {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (found === undefined) return undefined;
    return found.isFile() ? `${found.ino} ${found.mtimeNs} ${found.size}` : 'no file';
  } catch {
    return 'no file';
  }
}

/**
 * Puts into a file what `change` makes of its text, empty where there is none yet, while no other process does the same. What is no file, as
 * `/dev/null`, has no text (`undefined`), is written to and stays. What fails, `change` too, leaves the file as it is.
 */
export function changeText(path: string, change: (text: string | undefined) => Result<string, string>): Result<void, string> {
  const place = followed(path);
  try {
    if (statSync(place, { throwIfNoEntry: false })?.isFile() === false) {
      const text = change(undefined);
      return text.ok ? ok(writeFileSync(place, text.value)) : text;
    }
    mkdirSync(dirname(place), { recursive: true });
  } catch (error) {
    return fail(reasonOf(error));
  }
  const changed = alone(place, () => {
    const before = readText(place);
    const after = before.ok ? change(before.value ?? '') : before;
    return after.ok ? replace(place, after.value) : after;
  });
  return changed.ok ? changed.value : changed;
}

/** Whole or not at all: it is written beside and put in its place. */
function replace(place: string, text: string): Result<void, string> {
  const beside = `${place}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text, { mode: 0o600 });
    chmodSync(beside, 0o600);
    renameSync(beside, place);
    return ok(undefined);
  } catch (error) {
    tidy(beside);
    return fail(reasonOf(error));
  }
}

/** What a link leads to, so that the link stays. */
function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // There is nothing yet.
    return path;
  }
}

function tidy(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where nothing could be written there is nothing to remove, and why is told already.
  }
}

/** Moves a file to `name.damaged`, or the next free name of that kind; gives that name. */
export function setAside(path: string): Result<string, string> {
  let name = `${path}.damaged`;
  for (let number = 2; existsSync(name); number++) name = `${path}.damaged-${number}`;
  try {
    renameSync(path, name);
    return ok(name);
  } catch (error) {
    return fail(reasonOf(error));
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : undefined);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
