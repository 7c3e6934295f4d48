// What helps while somebody edits and nothing needs before: names, formatting, rewriting, pasting, selections, links, requests of the workspace.
export { formatProvider } from '../features/format.ts';
export { nameProvider } from '../features/names.ts';
export { pasteProvider, pasteRequest } from '../features/paste.ts';
export { rewriteProvider } from '../features/rewrites.ts';
export { linkProvider, selectionProvider } from '../features/structure.ts';
export { WorkspaceFiles } from '../features/workspace-files.ts';
export { WorkspaceRequests } from '../features/workspace-requests.ts';
