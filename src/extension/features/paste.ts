// What is on the clipboard as a request: a curl command, a `fetch(…)` call, a raw message. Offered when pasting, and as a command.
import {
  DocumentPasteEdit,
  type DocumentPasteEditProvider,
  env,
  type Range,
  type TextDocument,
  type TextEditor,
  WorkspaceEdit,
  window,
} from 'vscode';
import { asRequests, type Insertion, insertion, type Pasted } from '../../core/interop/paste.ts';
import { toRange } from '../convert.ts';
import type { Documents } from '../documents.ts';
import { isHttp } from '../documents.ts';
import { PASTED, PLAIN } from './paste-kind.ts';

/** A curl command on an empty line between requests becomes a request at once; else plain text comes first. Both are one click away. */
export const pasteProvider = (documents: Documents): DocumentPasteEditProvider => ({
  provideDocumentPasteEdits: async (document, ranges, data, _context, token) => {
    const [range] = ranges;
    if (range === undefined || ranges.length > 1) return undefined;
    const text = await data.get('text/plain')?.asString();
    const pasted = text === undefined || token.isCancellationRequested ? undefined : asRequests(text);
    if (pasted === undefined) return undefined;
    const put = insertionAt(documents, document, range, pasted);
    const edit = new DocumentPasteEdit('', titleOf(pasted), PASTED);
    const place = toRange(document, put.range);
    // Without a text of its own VS Code makes the additional edit alone, so the two can't overlap.
    if (place.isEqual(range)) edit.insertText = put.text;
    else {
      edit.additionalEdit = new WorkspaceEdit();
      edit.additionalEdit.replace(document.uri, place, put.text);
    }
    if (pasted.from !== 'curl' || !put.between) edit.yieldTo = [PLAIN];
    return [edit];
  },
});

/** Puts the clipboard's content at the caret; says so where it is no request. */
export async function pasteRequest(documents: Documents): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined || !isHttp(editor.document)) return;
  const pasted = asRequests(await env.clipboard.readText());
  if (pasted === undefined)
    void window.showInformationMessage('The clipboard holds no request: expected a curl command, a fetch(…) call or a raw HTTP request.');
  else await put(documents, editor, pasted);
}

async function put(documents: Documents, editor: TextEditor, pasted: Pasted): Promise<void> {
  const { document, selection } = editor;
  const { range, text } = insertionAt(documents, document, selection, pasted);
  await editor.edit((edit) => edit.replace(toRange(document, range), text));
}

const insertionAt = (documents: Documents, document: TextDocument, { start, end }: Range, { text }: Pasted): Insertion =>
  insertion(documents.parseOf(document).document, { start: document.offsetAt(start), end: document.offsetAt(end) }, text);

const SOURCES: Readonly<Record<Pasted['from'], string>> = { curl: 'curl command', fetch: 'fetch call', message: 'raw message' };

const titleOf = ({ from, count }: Pasted): string => `Paste ${SOURCES[from]} as ${count === 1 ? 'request' : `${count} requests`}`;
