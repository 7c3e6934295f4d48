// A small text file that is never half written, and readable to its owner alone. What fails comes back as a sentence.
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../text/result.ts';

/** `undefined` when there is no such file. */
export function readText(path: string): Result<string | undefined, string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? ok(undefined) : fail(reasonOf(error));
  }
}

/** Whole or not at all: it is written beside and put in its place. What is no file, as `/dev/null`, stays. The reason when that fails. */
export function writeText(path: string, text: string): string | undefined {
  const place = followed(path);
  const beside = `${place}.${process.pid}.tmp`;
  try {
    if (statSync(place, { throwIfNoEntry: false })?.isFile() === false) {
      writeFileSync(place, text);
      return undefined;
    }
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(beside, text, { mode: 0o600 });
    chmodSync(beside, 0o600);
    renameSync(beside, place);
    return undefined;
  } catch (error) {
    tidy(beside);
    return reasonOf(error);
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
