// A selected text becomes a variable of the file, or a variable the text that it stands for.
import { definitionsOf } from '../../resolve/definitions.ts';
import { absolute, blockAt, type HttpDocument, textOf } from '../../syntax/tree.ts';
import type { Range } from '../../text/range.ts';
import { occurrenceAt, placesOf } from '../names.ts';

export interface VariableRewrite {
  readonly title: string;
  readonly edits: readonly { readonly range: Range; readonly text: string }[];
}

/** The selection, on one line of a request and without a part of a reference, as `@value = …` at the top of its block's file. */
export function extractVariable(document: HttpDocument, selection: Range): VariableRewrite | undefined {
  const text = document.source.slice(selection.start, selection.end);
  if (text.trim() !== text || text === '' || /[\r\n]/.test(text)) return undefined;
  const placed = blockAt(document, selection.start);
  const request = placed?.block.request;
  if (placed === undefined || request === undefined) return undefined;
  const start = selection.start - placed.offset;
  const end = selection.end - placed.offset;
  if (start < request.line.range.start || end > placed.block.text.length) return undefined;
  if (placed.block.references.some(({ range }) => range.start < end && start < range.end && !(start <= range.start && range.end <= end)))
    return undefined;
  const name = freshName(document, text);
  const line = { start: 0, end: 0 };
  return {
    title: `Extract “${text.length > 30 ? `${text.slice(0, 29)}…` : text}” to a variable`,
    edits: [
      { range: line, text: `@${name} = ${text}\n${document.blocks[0]?.block.definitions.length === 0 ? '\n' : ''}` },
      { range: selection, text: `{{${name}}}` },
    ],
  };
}

/** Every use of the variable at the caret replaced by its value, and its definition taken away. Only where it is defined once. */
export function inlineVariable(document: HttpDocument, offset: number): VariableRewrite | undefined {
  const name = occurrenceAt(document, offset);
  if (name?.kind !== 'variable') return undefined;
  const [definition, ...others] = definitionsOf(document).get(name.name) ?? [];
  if (definition === undefined || others.length > 0) return undefined;
  const { placed, node } = definition;
  const value = textOf(placed.block, node.value);
  const whole = absolute(placed, node.range);
  const after = /^[ \t]*(?:\r\n|\n|\r)?/.exec(document.source.slice(whole.end))?.[0].length ?? 0;
  const uses = placesOf(document, name).filter(({ role }) => role === 'use');
  return {
    title: `Inline the variable ${name.name}`,
    edits: [{ range: { start: whole.start, end: whole.end + after }, text: '' }, ...uses.map((use) => ({ range: use.whole, text: value }))],
  };
}

function freshName(document: HttpDocument, text: string): string {
  const base = /^https?:\/\//i.test(text) ? 'host' : 'value';
  const taken = definitionsOf(document);
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}${i}`;
    if (!taken.has(name)) return name;
  }
}
