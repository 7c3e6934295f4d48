// Hovers and completion: adapters of what knows about HTTP.
import { CompletionItem, CompletionItemKind, Hover, MarkdownString, type Position, SnippetString, type TextDocument } from 'vscode';
import { completions } from '../../core/language/completion/completion.ts';
import type { Completion } from '../../core/language/completion/item.ts';
import { hover } from '../../core/language/hover/hover.ts';
import { asSnippet } from '../../core/language/snippet.ts';
import { resolve } from '../../core/resolve/resolve.ts';
import type { ResponsePort, Scope } from '../../core/resolve/scope.ts';
import type { HttpDocument } from '../../core/syntax/tree.ts';
import { proseMarkdown, sectionsMarkdown, toRange } from '../convert.ts';
import type { Places } from '../documents.ts';
import { portsFor } from '../ports.ts';

export interface HoverParts {
  readonly scope: Scope;
  /** What earlier requests of this window were answered with. */
  readonly responses: ResponsePort;
  readonly places: Places;
}

export async function hoverAt(
  document: TextDocument,
  tree: HttpDocument,
  position: Position,
  { scope, responses, places }: HoverParts,
): Promise<Hover | undefined> {
  const at = places.inside(document.offsetAt(position));
  if (at === undefined) return undefined;
  const ports = { ...portsFor({ ask: false }), responses };
  const found = await hover(tree, at, {
    scope,
    now: Date.now(),
    environment: ports.environment,
    resolve: (placed) => resolve(tree, placed, scope, ports),
  });
  if (found === undefined) return undefined;
  const range = { start: places.outside(found.range.start), end: places.outside(found.range.end) };
  return new Hover(sectionsMarkdown(found.sections), toRange(document, range));
}

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  method: CompletionItemKind.Method,
  url: CompletionItemKind.Reference,
  version: CompletionItemKind.Constant,
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  directive: CompletionItemKind.Keyword,
  variable: CompletionItemKind.Variable,
  dynamic: CompletionItemKind.Function,
  request: CompletionItemKind.Interface,
  keyword: CompletionItemKind.Keyword,
};

export function completionsAt(
  document: TextDocument,
  tree: HttpDocument,
  position: Position,
  { scope, places }: Pick<HoverParts, 'scope' | 'places'>,
): readonly CompletionItem[] {
  const at = places.inside(document.offsetAt(position));
  return at === undefined ? [] : completions(tree, at, scope).map((completion) => itemOf(document, completion, places));
}

function itemOf(document: TextDocument, completion: Completion, { around }: Places): CompletionItem {
  const { label, kind, insert, template, range, detail, documentation, rank, again } = completion;
  const item = new CompletionItem(label, KINDS[kind]);
  const replaced = toRange(document, around(range));
  item.range = replaced;
  item.insertText = template === true ? new SnippetString(asSnippet(insert)) : insert;
  // VS Code filters by what stands in the range: a label with braces would never match a bare word.
  item.filterText = label.startsWith('{{') ? `${document.getText(replaced)}${label}` : label;
  item.sortText = String(rank).padStart(4, '0');
  if (detail !== undefined) item.detail = detail;
  if (documentation !== undefined) item.documentation = documentation.length === 0 ? new MarkdownString() : proseMarkdown(documentation);
  if (again === true) item.command = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
  return item;
}
