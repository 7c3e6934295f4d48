// Code actions that rewrite: the body in another encoding, the query on lines, variables out of text and back.
import { CodeAction, CodeActionKind, type CodeActionProvider, type TextDocument, WorkspaceEdit } from 'vscode';
import { rewrites } from '../../core/language/rewrite/body.ts';
import { missingContentType } from '../../core/language/rewrite/content-type.ts';
import type { Encoding } from '../../core/language/rewrite/entry.ts';
import { rewriteQuery } from '../../core/language/rewrite/query.ts';
import { extractVariable, inlineVariable } from '../../core/language/rewrite/variable.ts';
import { absolute, blockAt, type HttpDocument, type PlacedBlock } from '../../core/syntax/tree.ts';
import { contains, type Range as Span } from '../../core/text/range.ts';
import { toRange } from '../convert.ts';
import type { Documents } from '../documents.ts';

/** Longer bodies are not looked at while the caret moves. */
const LONGEST = 200_000;

const NAMES: Readonly<Record<Encoding, string>> = { form: 'a urlencoded form', multipart: 'a multipart form', json: 'JSON', xml: 'XML' };

interface Edit {
  readonly range: Span;
  readonly text: string;
}

export const rewriteProvider = (documents: Documents): CodeActionProvider => ({
  provideCodeActions: (document, range) => {
    const tree = documents.parseOf(document).document;
    const selection = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const placed = blockAt(tree, selection.start);
    if (placed === undefined) return [];
    return [
      ...typeActions(document, placed, selection.start),
      ...bodyActions(document, placed, selection.start),
      ...queryActions(document, placed, selection.start),
      ...variableActions(document, tree, selection),
    ];
  },
});

/** In the body, and on Content-Type. */
function bodyActions(document: TextDocument, placed: PlacedBlock, offset: number): readonly CodeAction[] {
  const { block } = placed;
  const body = block.request?.body;
  const at = offset - placed.offset;
  const onType = block.request?.fields.some(
    ({ range, name }) => contains(range, at) && /^content-type$/i.test(block.text.slice(name.start, name.end)),
  );
  if (body === undefined || body.range.end - body.range.start > LONGEST || !(contains(body.range, at) || onType === true)) return [];
  return rewrites(block).map(({ to, edits, losesTypes }) => {
    const types = losesTypes && to !== 'json' ? ' (numbers become text)' : '';
    const action = new CodeAction(`Rewrite the body as ${NAMES[to]}${types}`, CodeActionKind.RefactorRewrite);
    if (edits.ok)
      action.edit = editOf(
        document,
        edits.value.map(({ range, text }) => ({ range: absolute(placed, range), text })),
      );
    else action.disabled = { reason: `It can't be ${NAMES[to]}: ${edits.error}.` };
    return action;
  });
}

/** Anywhere in the request. */
function typeActions(document: TextDocument, placed: PlacedBlock, offset: number): readonly CodeAction[] {
  const { block } = placed;
  const { request } = block;
  const within = request && { start: request.line.range.start, end: request.body?.range.end ?? 0 };
  if (within === undefined || within.end - within.start > LONGEST || !contains(within, offset - placed.offset)) return [];
  const missing = missingContentType(block);
  if (missing === undefined) return [];
  const action = new CodeAction(`Add Content-Type: ${missing.type}`, CodeActionKind.QuickFix);
  action.edit = editOf(document, [{ range: absolute(placed, missing.edit.range), text: missing.edit.text }]);
  return [action];
}

function queryActions(document: TextDocument, placed: PlacedBlock, offset: number): readonly CodeAction[] {
  const line = placed.block.request?.line.range;
  const found = line !== undefined && contains(line, offset - placed.offset) ? rewriteQuery(placed.block) : undefined;
  if (found === undefined) return [];
  const action = new CodeAction(
    found.to === 'lines' ? 'Put each query parameter on its own line' : 'Put the target on one line',
    CodeActionKind.RefactorRewrite,
  );
  action.edit = editOf(document, [{ range: absolute(placed, found.range), text: found.text }]);
  return [action];
}

function variableActions(document: TextDocument, tree: HttpDocument, selection: Span): readonly CodeAction[] {
  const extracted = selection.end > selection.start ? extractVariable(tree, selection) : undefined;
  const inlined = inlineVariable(tree, selection.start);
  return [
    ...(extracted === undefined ? [] : [[extracted, CodeActionKind.RefactorExtract] as const]),
    ...(inlined === undefined ? [] : [[inlined, CodeActionKind.RefactorInline] as const]),
  ].map(([{ title, edits }, kind]) => {
    const action = new CodeAction(title, kind);
    action.edit = editOf(document, edits);
    return action;
  });
}

function editOf(document: TextDocument, edits: readonly Edit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { range, text } of edits) edit.replace(document.uri, toRange(document, range), text);
  return edit;
}
