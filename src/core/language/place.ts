// What stands at a place of a block: the one question that hover, completion, definition and highlight begin with.
import type {
  After,
  Block,
  Body,
  Command,
  Comment,
  Definition,
  Delimiter,
  Directive,
  Field,
  Include,
  Item,
  Message,
  MessageSeparator,
  Pair,
  Part,
  PreScript,
  Reference,
  RequestLine,
  ResponseBody,
  Separator,
  StatusLine,
} from '../syntax/tree.ts';
import { contains, type Range } from '../text/range.ts';

/** Whose field it is. */
export type Owner = 'request' | 'part' | 'response';

export type Place =
  | { readonly kind: 'reference'; readonly range: Range; readonly reference: Reference }
  | { readonly kind: 'separator'; readonly range: Range; readonly separator: Separator }
  | { readonly kind: 'comment'; readonly range: Range; readonly comment: Comment; readonly within: 'body' | 'head' }
  | { readonly kind: 'directive'; readonly range: Range; readonly directive: Directive; readonly part: 'tag' | 'value' }
  | { readonly kind: 'definition'; readonly range: Range; readonly definition: Definition; readonly part: 'name' | 'value' }
  | { readonly kind: 'method' | 'version' | 'target'; readonly range: Range; readonly line: RequestLine }
  | { readonly kind: 'field-name' | 'field-value'; readonly range: Range; readonly field: Field; readonly owner: Owner }
  | { readonly kind: 'delimiter'; readonly range: Range; readonly delimiter: Delimiter }
  | { readonly kind: 'part'; readonly range: Range; readonly part: Part }
  | { readonly kind: 'pair'; readonly range: Range; readonly pair: Pair; readonly part: 'name' | 'value' }
  | { readonly kind: 'include'; readonly range: Range; readonly include: Include }
  | { readonly kind: 'message'; readonly range: Range; readonly message: Message; readonly index: number }
  | { readonly kind: 'message-separator'; readonly range: Range; readonly separator: MessageSeparator }
  | { readonly kind: 'body'; readonly range: Range; readonly body: Body }
  | { readonly kind: 'status' | 'response-version'; readonly range: Range; readonly line: StatusLine }
  | { readonly kind: 'response-body'; readonly range: Range; readonly body: ResponseBody }
  | { readonly kind: 'command'; readonly range: Range; readonly command: Command }
  | { readonly kind: 'script'; readonly range: Range; readonly script: PreScript }
  | { readonly kind: 'after'; readonly range: Range; readonly after: After };

/** `offset` counts from the block's first code unit, as the ranges of the answer do; `undefined` on blank lines and between tokens. */
export function placeAt(block: Block, offset: number): Place | undefined {
  const reference = block.references.find((r) => r.kind !== 'escaped' && contains(r.range, offset));
  if (reference !== undefined) return { kind: 'reference', range: reference.range, reference };
  let found: Place | undefined;
  for (const item of block.items) {
    if (item.range.start > offset) break;
    if (contains(item.range, offset)) found = within(block, item, offset) ?? found;
  }
  return found;
}

/** `request` unless the field stands beneath a recorded status line. */
export const ownerOf = (block: Block, field: Field): Owner =>
  block.responses.some((response) => response.fields.includes(field)) ? 'response' : 'request';

function within(block: Block, item: Item, offset: number): Place | undefined {
  switch (item.kind) {
    case 'separator':
      return { kind: 'separator', range: item.range, separator: item };
    case 'comment':
      return { kind: 'comment', range: item.range, comment: item, within: 'head' };
    case 'directive':
      return inDirective(item, offset);
    case 'definition': {
      const part = offset <= item.name.end ? 'name' : 'value';
      return { kind: 'definition', range: item[part], definition: item, part };
    }
    case 'request-line':
      return inRequestLine(item, offset);
    case 'status-line':
      return contains(item.version, offset)
        ? { kind: 'response-version', range: item.version, line: item }
        : { kind: 'status', range: { start: item.status.start, end: item.range.end }, line: item };
    case 'field':
      return inField(item, offset, ownerOf(block, item));
    case 'body':
      return inBody(item, offset);
    case 'response-body':
      return { kind: 'response-body', range: item.range, body: item };
    case 'pre-script':
      return { kind: 'script', range: item.range, script: item };
    case 'import':
    case 'run':
      return { kind: 'command', range: item.range, command: item };
    case 'handler':
    case 'save':
    case 'reference-file':
    case 'assert':
    case 'stray':
      return { kind: 'after', range: item.range, after: item };
    case 'bad-line':
      return undefined;
  }
}

function inDirective(item: Directive, offset: number): Place {
  const value = item.value;
  if (value !== undefined && offset >= value.start) return { kind: 'directive', range: value, directive: item, part: 'value' };
  return { kind: 'directive', range: { start: item.tag.start - 1, end: item.tag.end }, directive: item, part: 'tag' };
}

function inRequestLine(line: RequestLine, offset: number): Place | undefined {
  if (line.method !== undefined && contains(line.method, offset)) return { kind: 'method', range: line.method, line };
  const piece = line.target.find((r) => contains(r, offset));
  if (piece !== undefined) return { kind: 'target', range: piece, line };
  const version = line.version;
  return version !== undefined && contains(version, offset) ? { kind: 'version', range: version, line } : undefined;
}

function inField(field: Field, offset: number, owner: Owner): Place {
  if (offset <= field.colon) return { kind: 'field-name', range: field.name, field, owner };
  const range = [field.value, ...field.folds].find((r) => contains(r, offset)) ?? field.value;
  return { kind: 'field-value', range, field, owner };
}

function inBody(body: Body, offset: number): Place {
  const comment = body.comments.find((c) => contains(c.range, offset));
  if (comment !== undefined) return { kind: 'comment', range: comment.range, comment, within: 'body' };
  const include = body.includes.find((i) => contains(i.range, offset));
  if (include !== undefined) return { kind: 'include', range: include.range, include };
  return inside(body, offset) ?? { kind: 'body', range: body.range, body };
}

function inside(body: Body, offset: number): Place | undefined {
  switch (body.type) {
    case 'form': {
      const pair = body.pairs.find((p) => contains(p.range, offset));
      if (pair === undefined) return undefined;
      const value = pair.value !== undefined && offset >= pair.value.start ? pair.value : undefined;
      return { kind: 'pair', range: value ?? pair.name, pair, part: value === undefined ? 'name' : 'value' };
    }
    case 'multipart': {
      const delimiter = body.delimiters.find((d) => contains(d.range, offset));
      if (delimiter !== undefined) return { kind: 'delimiter', range: delimiter.range, delimiter };
      const part = body.parts.find((p) => contains(p.range, offset));
      if (part === undefined) return undefined;
      const field = part.fields.find((f) => contains(f.range, offset));
      return field === undefined ? { kind: 'part', range: part.content ?? part.range, part } : inField(field, offset, 'part');
    }
    case 'messages': {
      const separator = body.separators.find((s) => contains(s.range, offset));
      if (separator !== undefined) return { kind: 'message-separator', range: separator.range, separator };
      const index = body.messages.findIndex((m) => m.content !== undefined && contains(m.content, offset));
      const message = body.messages[index];
      return message?.content === undefined ? undefined : { kind: 'message', range: message.content, message, index };
    }
    case 'json':
    case 'xml':
    case 'text':
    case 'graphql':
      return undefined;
  }
}
