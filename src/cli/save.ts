// Writes the files that `>> file` and `>>! file` ask for.
import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, parse } from 'node:path';
import type { SavePort } from '../core/run/save.ts';
import { fail, ok } from '../core/text/result.ts';

/** So many names are tried beside one that is taken: `a.json`, `a-1.json`… */
const NAMES = 1000;

export const nodeSaves: SavePort = {
  write: async (path, content, overwrite) => {
    try {
      await mkdir(dirname(path), { recursive: true });
    } catch (error) {
      return fail(reasonOf(error));
    }
    for (let number = 0; number < NAMES; number++) {
      const name = number === 0 ? path : numbered(path, number);
      try {
        if (content.kind === 'file') await copyFile(content.path, name, overwrite ? 0 : constants.COPYFILE_EXCL);
        else await writeFile(name, content.octets, { flag: overwrite ? 'w' : 'wx' });
        return ok(name);
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') return fail(reasonOf(error));
      }
    }
    return fail(`${NAMES} files of that name are there already`);
  },
  read: async (path) => {
    try {
      return await readFile(path);
    } catch {
      // Said by whoever asked: the content is not there.
      return undefined;
    }
  },
};

function numbered(path: string, number: number): string {
  const { dir, name, ext } = parse(path);
  return `${dir === '' ? '' : `${dir}/`}${name}-${number}${ext}`;
}

const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : undefined);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
