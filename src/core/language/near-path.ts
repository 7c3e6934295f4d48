// Places for people: a path as short as it is clear, a line of a file.
import type { Imported } from '../resolve/imports.ts';
import { folderOf } from '../resolve/path.ts';
import type { Scope } from '../resolve/scope.ts';
import { blockAt, type HttpDocument } from '../syntax/tree.ts';

/** `/work/api/vars.http` seen from `/work/api/a.http` is `vars.http`; what lies elsewhere keeps its whole path. */
export function nearPath(path: string, { file, workspace }: Pick<Scope, 'file' | 'workspace'>): string {
  const folders = [file === undefined || file === '' ? undefined : folderOf(file), workspace];
  for (const folder of folders)
    if (folder !== undefined && folder !== '' && /^[\\/]/.test(path.slice(folder.length)) && path.startsWith(folder))
      return path.slice(folder.length + 1);
  return path;
}

/** The line and the file: `line 3 of shared/vars.http`. */
export function placeName({ document, path }: Imported, offset: number, from: Pick<Scope, 'file' | 'workspace'>): string {
  const line = lineOf(document, offset) + 1;
  return `line ${line} of ${path === (from.file ?? '') ? 'this file' : nearPath(path, from)}`;
}

function lineOf(document: HttpDocument, offset: number): number {
  const placed = blockAt(document, offset);
  return placed === undefined ? 0 : placed.line + (placed.block.text.slice(0, offset - placed.offset).match(/\r\n|\n|\r/g)?.length ?? 0);
}
