// The outline: a request a block, with its variables beneath; recorded responses by their status.
import { type Block, type HttpDocument, targetOf, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { movedRange, overBlocks } from './per-block.ts';
import { methodOf, requestKind } from './request-kind.ts';

export interface OutlineEntry {
  readonly kind: 'request' | 'websocket' | 'response' | 'variable' | 'section';
  readonly name: string;
  /** After the name, dimmed; may be empty. */
  readonly detail: string;
  readonly range: Range;
  /** Within `range`: what is selected when the symbol is chosen. */
  readonly selection: Range;
  readonly children: readonly OutlineEntry[];
}

export const symbols: (document: HttpDocument) => readonly OutlineEntry[] = overBlocks(ofBlock, moveEntry);

// Written out: a spread of ten thousand objects is felt while somebody types.
function moveEntry({ kind, name, detail, range, selection, children }: OutlineEntry, by: number): OutlineEntry {
  return {
    kind,
    name,
    detail,
    range: movedRange(range, by),
    selection: movedRange(selection, by),
    children: children.length === 0 ? children : children.map((child) => moveEntry(child, by)),
  };
}

function ofBlock(block: Block): readonly OutlineEntry[] {
  const variables = block.definitions.map((d): OutlineEntry => {
    const value = textOf(block, d.value);
    return { kind: 'variable', name: textOf(block, d.name), detail: value, range: d.range, selection: d.name, children: [] };
  });
  const own = requestSymbol(block) ?? sectionSymbol(block);
  const main = own === undefined ? variables : [{ ...own, children: variables }];
  return [...main, ...responses(block)];
}

function requestSymbol(block: Block): OutlineEntry | undefined {
  const line = block.request?.line;
  if (line === undefined) return undefined;
  const what = `${methodOf(block)} ${targetOf(block, line)}`.trim();
  const name = block.name?.text ?? '';
  return {
    kind: requestKind(block) === 'websocket' ? 'websocket' : 'request',
    name: name === '' ? what : name,
    detail: name === '' ? '' : what,
    range: contentRange(block),
    selection: line.range,
    children: [],
  };
}

function sectionSymbol(block: Block): OutlineEntry | undefined {
  const title = block.separator?.title;
  if (title === undefined || block.responses.length > 0) return undefined;
  return { kind: 'section', name: textOf(block, title), detail: '', range: contentRange(block), selection: title, children: [] };
}

function responses(block: Block): readonly OutlineEntry[] {
  return block.responses.map((response): OutlineEntry => {
    const { line, fields, body } = response;
    const end = body?.range.end ?? fields.at(-1)?.range.end ?? line.range.end;
    return {
      kind: 'response',
      name: textOf(block, { start: line.status.start, end: line.range.end }),
      detail: 'recorded response',
      range: { start: line.range.start, end },
      selection: line.range,
      children: [],
    };
  });
}

/** From the block's first item to its last: blank lines after it belong to nobody. */
export function contentRange(block: Block): Range {
  const first = block.items[0]?.range.start ?? 0;
  return { start: first, end: block.items.reduce((end, item) => Math.max(end, item.range.end), first) };
}
