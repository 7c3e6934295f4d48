// Files that a body takes in and that are not there: known only by asking, so apart from the other problems.
import { folderOf, isAbsolute, joinPath } from '../resolve/path.ts';
import type { Scope } from '../resolve/scope.ts';
import type { Problem } from '../syntax/problem.ts';
import { type HttpDocument, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { movedRange, overBlocks } from './per-block.ts';

/** `exists` is asked with absolute paths, each once. A path with a variable is looked at when the request is sent. */
export async function missingFiles(
  document: HttpDocument,
  { file, workspace }: Pick<Scope, 'file' | 'workspace'>,
  exists: (path: string) => Promise<boolean>,
): Promise<readonly Problem[]> {
  const asked = new Map<string, Promise<boolean>>();
  const ask = (path: string): Promise<boolean> => {
    const known = asked.get(path) ?? exists(path);
    asked.set(path, known);
    return known;
  };
  const places = (path: string): readonly string[] => {
    if (isAbsolute(path)) return [path];
    const folders = [file === undefined ? undefined : folderOf(file), workspace].filter((folder) => folder !== undefined);
    return [...new Set(folders.map((folder) => joinPath(folder, path)))];
  };
  const found = included(document).map(async ({ range, path }) => {
    const looked = places(path);
    const there = await Promise.all(looked.map(ask));
    return there.some((is) => is) || looked.length === 0 ? undefined : missing(range, path, looked);
  });
  return (await Promise.all(found)).filter((problem) => problem !== undefined);
}

const missing = (range: Range, path: string, looked: readonly string[]): Problem => ({
  code: 'file-not-found',
  severity: 'error',
  range,
  message: `There is no file ${path}. Looked for ${looked.join(' and ')}. The request can't be sent.`,
  subject: path,
});

const included: (document: HttpDocument) => readonly { readonly range: Range; readonly path: string }[] = overBlocks(
  (block) =>
    (block.request?.body?.includes ?? [])
      .map(({ path }) => ({ range: path, path: textOf(block, path) }))
      .filter(({ path }) => path !== '' && !path.includes('{{')),
  ({ range, path }, by) => ({ range: movedRange(range, by), path }),
);
