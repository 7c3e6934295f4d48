// File paths as text, with slashes or with a drive letter; nothing is asked of the file system.

export const isAbsolute = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);

export function folderOf(path: string): string {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return at <= 0 ? path.slice(0, Math.max(at, 0) + (at === 0 ? 1 : 0)) : path.slice(0, at);
}

/** `/a/b` and `./../c` give `/a/c`. */
export function joinPath(folder: string, path: string): string {
  if (isAbsolute(path)) return path;
  const parts = folder === '' ? [] : folder.split(/[\\/]/);
  for (const part of path.split(/[\\/]/)) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
