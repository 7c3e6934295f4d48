// The file that a path in a document leads to.
import { type TextDocument, Uri, workspace } from 'vscode';

/** From the document's folder, then from the workspace; a file that is not there leads nowhere. */
export async function fileAt(document: TextDocument, path: string): Promise<Uri | undefined> {
  const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
  const places = /^(?:[/\\]|[A-Za-z]:)/.test(path)
    ? [Uri.file(path)]
    : [Uri.joinPath(document.uri, '..', path), ...(folder === undefined ? [] : [Uri.joinPath(folder, path)])];
  for (const place of places) {
    try {
      await workspace.fs.stat(place);
      return place;
    } catch {
      // Not there: the next place.
    }
  }
  return undefined;
}
