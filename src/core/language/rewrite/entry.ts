// What the four encodings of a POST have in common: names with values, in order. `{{references}}` stand in values as they are typed.
import { type Block, fieldValue, textOf } from '../../syntax/tree.ts';

export type Encoding = 'form' | 'multipart' | 'json' | 'xml';

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** A number, `true`, `false`, `null`, or a reference that stands for a whole JSON value. */
  | { readonly kind: 'literal'; readonly text: string }
  /** The line `< path` of a part, and what its fields say. */
  | { readonly kind: 'file'; readonly line: string; readonly filename: string | undefined; readonly type: string | undefined };

export interface Entry {
  readonly name: string;
  readonly value: Value;
}

/** A body in one of the encodings. */
export interface Written {
  readonly contentType: string;
  readonly body: string;
}

/** Applies `change` to what stands between references. */
export const outsideReferences = (text: string, change: (plain: string) => string): string =>
  text
    .split(/(\{\{[^{}\r\n]*\}\})/)
    .map((piece, i) => (i % 2 === 1 ? piece : change(piece)))
    .join('');

/** The Content-Type of the request, empty without one. */
export function contentTypeOf(block: Block): string {
  const field = block.request?.fields.find(({ name }) => /^content-type$/i.test(textOf(block, name)));
  return field === undefined ? '' : fieldValue(block, field);
}
