// The Content-Type that a body has not, where its look leaves no doubt. JSON has a problem of its own with this mend.
import { type Block, textOf } from '../../syntax/tree.ts';
import type { Range } from '../../text/range.ts';

export interface AddedType {
  readonly type: string;
  /** Counted from the block's first code unit. */
  readonly edit: { readonly range: Range; readonly text: string };
}

const FORM = /^[\w.[\]%+-]+=[^\s<>{}&=]*(?:\s*&[\w.[\]%+-]+=[^\s<>{}&=]*)*\s*$/;

/** `undefined` with a Content-Type, without a body, and for a body that may be anything. */
export function missingContentType(block: Block): AddedType | undefined {
  const { request } = block;
  const body = request?.body;
  if (request === undefined || body === undefined || body.includes.some(({ range }) => range.start === body.range.start)) return undefined;
  if (request.fields.some(({ name }) => /^content-type$/i.test(textOf(block, name)))) return undefined;
  const text = textOf(block, body.range);
  // References may stand anywhere in a form's values.
  const plain = text.replace(/\{\{[^{}\r\n]*\}\}/g, 'x');
  const type =
    body.type === 'xml' ? 'application/xml' : body.type === 'text' && FORM.test(plain) ? 'application/x-www-form-urlencoded' : undefined;
  if (type === undefined) return undefined;
  const at = request.fields.at(-1)?.range.end ?? request.line.range.end;
  return { type, edit: { range: { start: at, end: at }, text: `\nContent-Type: ${type}` } };
}
