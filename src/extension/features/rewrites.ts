// Code actions that rewrite: the body in another encoding, the query on lines, variables out of text and back.
import { CodeAction, CodeActionKind, type CodeActionProvider, type WorkspaceEdit } from 'vscode';
import { asRequests } from '../../core/interop/paste.ts';
import { rewrites } from '../../core/language/rewrite/body.ts';
import { missingContentType } from '../../core/language/rewrite/content-type.ts';
import type { Encoding } from '../../core/language/rewrite/entry.ts';
import { rewriteQuery } from '../../core/language/rewrite/query.ts';
import { extractVariable, inlineVariable } from '../../core/language/rewrite/variable.ts';
import { curlCommandIn } from '../../core/resolve/curl-line.ts';
import { absolute, blockAt, type HttpDocument, type PlacedBlock } from '../../core/syntax/tree.ts';
import { contains, type Range as Span } from '../../core/text/range.ts';
import { editOf } from '../convert.ts';
import type { Documents } from '../documents.ts';

/** Longer bodies are not looked at while the caret moves. */
const LONGEST = 200_000;

const NAMES: Readonly<Record<Encoding, string>> = { form: 'a urlencoded form', multipart: 'a multipart form', json: 'JSON', xml: 'XML' };

/** Edits of the text that was read, as VS Code wants them. */
type Edited = (edits: readonly { readonly range: Span; readonly text: string }[]) => WorkspaceEdit;

export const rewriteProvider = (documents: Documents): CodeActionProvider => ({
  provideCodeActions: (document, range) => {
    const tree = documents.parseOf(document).document;
    const places = documents.placesOf(document);
    const [start, end] = [places.inside(document.offsetAt(range.start)), places.inside(document.offsetAt(range.end))];
    const placed = start === undefined ? undefined : blockAt(tree, start);
    if (placed === undefined || start === undefined || end === undefined) return [];
    const edited: Edited = (edits) => editOf(document, places, edits);
    return [
      ...curlActions(edited, placed),
      ...typeActions(edited, placed, start),
      ...bodyActions(edited, placed, start),
      ...queryActions(edited, placed, start),
      ...variableActions(edited, tree, { start, end }),
    ];
  },
});

/** In the body, and on Content-Type. */
function bodyActions(edited: Edited, placed: PlacedBlock, offset: number): readonly CodeAction[] {
  const { block } = placed;
  const body = block.request?.body;
  const at = offset - placed.offset;
  const onType = block.request?.fields.some(
    ({ range, name }) => contains(range, at) && /^content-type$/i.test(block.text.slice(name.start, name.end)),
  );
  if (body === undefined || body.range.end - body.range.start > LONGEST || !(contains(body.range, at) || onType === true)) return [];
  return rewrites(block).map(({ to, edits, losesTypes }) => {
    const types = losesTypes && to !== 'json' ? ' (all values become text)' : '';
    const action = new CodeAction(`Rewrite the body as ${NAMES[to]}${types}`, CodeActionKind.RefactorRewrite);
    if (edits.ok) action.edit = edited(edits.value.map(({ range, text }) => ({ range: absolute(placed, range), text })));
    else action.disabled = { reason: `It can't be ${NAMES[to]}: ${edits.error}.` };
    return action;
  });
}

/** REST Client sends curl commands as they are: here one becomes a request, its names and titles kept. */
function curlActions(edited: Edited, placed: PlacedBlock): readonly CodeAction[] {
  const { block } = placed;
  const start = curlCommandIn(block)?.range.start;
  if (start === undefined) return [];
  const [command = ''] = /^[\s\S]*?(?=\s*$)/.exec(block.text.slice(start)) ?? [];
  const pasted = asRequests(command);
  if (pasted === undefined) return [];
  const action = new CodeAction('Rewrite the curl command as a request', CodeActionKind.QuickFix);
  action.isPreferred = true;
  action.edit = edited([{ range: absolute(placed, { start, end: start + command.length }), text: pasted.text.replace(/\n$/, '') }]);
  return [action];
}

/** Anywhere in the request. */
function typeActions(edited: Edited, placed: PlacedBlock, offset: number): readonly CodeAction[] {
  const { block } = placed;
  const { request } = block;
  const within = request && { start: request.line.range.start, end: request.body?.range.end ?? 0 };
  if (within === undefined || within.end - within.start > LONGEST || !contains(within, offset - placed.offset)) return [];
  const missing = missingContentType(block);
  if (missing === undefined) return [];
  const action = new CodeAction(`Add Content-Type: ${missing.type}`, CodeActionKind.QuickFix);
  action.edit = edited([{ range: absolute(placed, missing.edit.range), text: missing.edit.text }]);
  return [action];
}

function queryActions(edited: Edited, placed: PlacedBlock, offset: number): readonly CodeAction[] {
  const line = placed.block.request?.line.range;
  const found = line !== undefined && contains(line, offset - placed.offset) ? rewriteQuery(placed.block) : undefined;
  if (found === undefined) return [];
  const action = new CodeAction(
    found.to === 'lines' ? 'Put each query parameter on its own line' : 'Put the target on one line',
    CodeActionKind.RefactorRewrite,
  );
  action.edit = edited([{ range: absolute(placed, found.range), text: found.text }]);
  return [action];
}

function variableActions(edited: Edited, tree: HttpDocument, selection: Span): readonly CodeAction[] {
  const extracted = selection.end > selection.start ? extractVariable(tree, selection) : undefined;
  const inlined = inlineVariable(tree, selection.start);
  return [
    ...(extracted === undefined ? [] : [[extracted, CodeActionKind.RefactorExtract] as const]),
    ...(inlined === undefined ? [] : [[inlined, CodeActionKind.RefactorInline] as const]),
  ].map(([{ title, edits }, kind]) => {
    const action = new CodeAction(title, kind);
    action.edit = edited(edits);
    return action;
  });
}
