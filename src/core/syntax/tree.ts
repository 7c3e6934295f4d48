// The tree of a `.http` text. Blocks are values of their own text: ranges inside of a block count from the block's first code
// unit, so that an edit elsewhere leaves a block as it is, identity included, and everything computed from it stays cached.
// Nodes have ranges, not strings: `textOf(block, range)` gives the text. How they are kept in memory is the matter of `nodes.ts`.
import type { Range } from '../text/range.ts';
import type { Problem } from './problem.ts';
import type { Profile } from './profile.ts';

/** `source` is the whole text; blocks follow one another without a gap and cover it. */
export interface HttpDocument {
  readonly source: string;
  /** How it was read. */
  readonly profile: Profile;
  readonly blocks: readonly PlacedBlock[];
  /** The same object through all edits of one text: what is computed from edit to edit is kept under it. */
  readonly lineage: object;
}

/** Where a block stands now. `offset` in code units, `line` from 0. */
export interface PlacedBlock {
  readonly offset: number;
  readonly line: number;
  readonly block: Block;
}

/** From one `###` line (or the beginning of the file) to the next. It has a request, or recorded responses, or neither. */
export interface Block {
  readonly text: string;
  /** How many line breaks `text` has. */
  readonly lineBreaks: number;
  /** `undefined` in a first block without a `###` line. */
  readonly separator: Separator | undefined;
  /** From `# @name`, else from the `###` line's text. */
  readonly name: Name | undefined;
  /** Everything but blank lines, in source order; the groups below point at the same nodes. */
  readonly items: readonly Item[];
  /** Also those between header lines. */
  readonly directives: readonly Directive[];
  readonly definitions: readonly Definition[];
  readonly preScripts: readonly PreScript[];
  readonly commands: readonly Command[];
  readonly request: Request | undefined;
  readonly responses: readonly RecordedResponse[];
  /** `{{…}}` wherever a value goes in: definitions, request line, fields, content, file paths. In source order. */
  readonly references: readonly Reference[];
  readonly problems: readonly Problem[];
}

export type Item =
  | Separator
  | Comment
  | Directive
  | Definition
  | PreScript
  | Command
  | RequestLine
  | StatusLine
  | Field
  | BadLine
  | Body
  | After
  | ResponseBody;

/** `### title`: `range` the line without its line break, `marks` the number signs. */
export interface Separator {
  readonly kind: 'separator';
  readonly range: Range;
  readonly marks: Range;
  /** `undefined` when there is no text after the marks. */
  readonly title: Range | undefined;
}

export interface Name {
  readonly text: string;
  readonly range: Range;
  readonly from: 'directive' | 'separator';
}

/** A line (or a `/*` run of lines) that is never sent. `content` is the text without marks and white space. */
export interface Comment {
  readonly kind: 'comment';
  readonly range: Range;
  readonly content: Range;
}

/** `# @tag value`, `// @tag = value`. `range` is the whole comment, from its mark. */
export interface Directive {
  readonly kind: 'directive';
  readonly range: Range;
  /** Without the `@`. */
  readonly tag: Range;
  /** `undefined` when nothing follows the tag. */
  readonly value: Range | undefined;
}

/** `@name = value`. `value` may be empty; `lazy` for httpYac's `:=`, bound when it is used. */
export interface Definition {
  readonly kind: 'definition';
  readonly range: Range;
  /** Without the `@`. */
  readonly name: Range;
  readonly operator: Range;
  readonly value: Range;
  readonly lazy: boolean;
}

/** `< {% … %}` (then `path` is undefined and `code` the inside) or `< ./script.js`, before the request line. */
export interface PreScript {
  readonly kind: 'pre-script';
  readonly range: Range;
  readonly code: Range | undefined;
  readonly path: Range | undefined;
}

/** `import ./a.http`, `run #name`, `run ./a.http (@x=1)`. */
export interface Command {
  readonly kind: 'import' | 'run';
  readonly range: Range;
  readonly keyword: Range;
  readonly path: Range | undefined;
  /** Without the `#`. */
  readonly name: Range | undefined;
  readonly arguments: readonly { readonly name: Range; readonly value: Range }[];
}

export interface Request {
  readonly line: RequestLine;
  readonly fields: readonly Field[];
  /** Lines of the head that are no field. Each has a problem. */
  readonly badLines: readonly BadLine[];
  /** `undefined` without a blank line and something after it. */
  readonly body: Body | undefined;
  readonly after: readonly After[];
}

/** `GET https://e.test/a HTTP/1.1`, and the lines that continue its target. */
export interface RequestLine {
  readonly kind: 'request-line';
  /** From the first token to the last, over several lines where the target has several. */
  readonly range: Range;
  /** `undefined` when omitted. */
  readonly method: Range | undefined;
  /** The pieces of the target, one a line, without white space around them; joined with nothing. Empty: there is none. */
  readonly target: readonly Range[];
  /** Any `HTTP/…` token at the end, also a wrong one; or a reference in that place. */
  readonly version: Range | undefined;
  /** `(Prior Knowledge)`. */
  readonly priorKnowledge: Range | undefined;
}

export interface Field {
  readonly kind: 'field';
  /** From the name to the end of the value or of the last fold. */
  readonly range: Range;
  readonly name: Range;
  /** Where the colon stands. */
  readonly colon: number;
  /** Of the first line, white space removed; may be empty. */
  readonly value: Range;
  /** Further lines of the value (obsolete folding), joined with one space. */
  readonly folds: readonly Range[];
}

/** A line that stands where a field (or a definition) should, and is neither. */
export interface BadLine {
  readonly kind: 'bad-line';
  readonly range: Range;
}

/** What is sent after the head. `range` begins with the first line that is not blank and ends with the last, without its line break. */
export type Body = TextBody | GraphqlBody | FormBody | MultipartBody | MessagesBody;

interface BodyBase {
  readonly kind: 'body';
  readonly range: Range;
  /** Whole lines that are not sent. */
  readonly comments: readonly Comment[];
  /** `< file` lines, those of parts and messages included. */
  readonly includes: readonly Include[];
}

/** Sent as typed, line ends as LF. `type` from Content-Type, else from the look of it. */
export interface TextBody extends BodyBase {
  readonly type: 'json' | 'xml' | 'text';
}

/** Sent as JSON of `query` and `variables`. */
export interface GraphqlBody extends BodyBase {
  readonly type: 'graphql';
  readonly query: Range;
  readonly variables: Range | undefined;
}

/** `application/x-www-form-urlencoded`. */
export interface FormBody extends BodyBase {
  readonly type: 'form';
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly range: Range;
  readonly name: Range;
  /** `undefined` without an equals sign. */
  readonly value: Range | undefined;
}

export interface MultipartBody extends BodyBase {
  readonly type: 'multipart';
  /** The boundary parameter's value in Content-Type, without quotes; `undefined` when it is missing. */
  readonly boundary: Range | undefined;
  /** In order, the closing one included where there is one. */
  readonly delimiters: readonly Delimiter[];
  readonly parts: readonly Part[];
}

/** A `--boundary` line; `range` without white space after it. */
export interface Delimiter {
  readonly range: Range;
  /** The boundary in it, without dashes before and after. */
  readonly boundary: Range;
  readonly closing: boolean;
}

export interface Part {
  /** From the first line after the delimiter to the line before the next, line breaks between included. */
  readonly range: Range;
  readonly fields: readonly Field[];
  /** The content, blank lines around it removed; `undefined` when there is none. */
  readonly content: Range | undefined;
}

/** The messages of a WebSocket block. */
export interface MessagesBody extends BodyBase {
  readonly type: 'messages';
  readonly messages: readonly Message[];
  readonly separators: readonly MessageSeparator[];
}

/** `content` without blank lines around it; `waitFor` counts the `wait-for-server` lines before it. */
export interface Message {
  /** `undefined`: nothing to send, only to wait before closing. */
  readonly content: Range | undefined;
  readonly waitFor: number;
}

/** `===`, `=== wait-for-server`, with a comment after it. */
export interface MessageSeparator {
  readonly range: Range;
  readonly wait: Range | undefined;
}

/** `< path` (octets as they are) or `<@encoding path` (text with variables). */
export interface Include {
  readonly kind: 'include';
  readonly range: Range;
  readonly path: Range;
  readonly mode: 'raw' | 'text';
  /** After `<@`; `undefined` means UTF-8. */
  readonly encoding: Range | undefined;
}

/** What follows the content and is never sent. */
export type After =
  | { readonly kind: 'handler'; readonly range: Range; readonly code: Range | undefined; readonly path: Range | undefined }
  | { readonly kind: 'save'; readonly range: Range; readonly path: Range; readonly overwrite: boolean }
  | { readonly kind: 'reference-file'; readonly range: Range; readonly path: Range }
  | { readonly kind: 'assert'; readonly range: Range; readonly condition: Range }
  | { readonly kind: 'stray'; readonly range: Range };

/** `HTTP/1.1 200 OK` and what follows: written down earlier, never sent. */
export interface RecordedResponse {
  readonly line: StatusLine;
  readonly fields: readonly Field[];
  readonly badLines: readonly BadLine[];
  readonly body: ResponseBody | undefined;
}

export interface StatusLine {
  readonly kind: 'status-line';
  readonly range: Range;
  readonly version: Range;
  readonly status: Range;
  readonly reason: Range | undefined;
}

export interface ResponseBody {
  readonly kind: 'response-body';
  readonly range: Range;
}

/**
 * `{{…}}` on one line. `variable`: a name, which may be a response reference as well; `dynamic`: begins with `$`; `escaped`:
 * `\{\{…\}\}`, sent as `{{…}}`. `{{}}` and `{{#each}}` are no references.
 */
export interface Reference {
  readonly kind: 'variable' | 'dynamic' | 'escaped';
  /** With the braces. */
  readonly range: Range;
  /** What stands between the braces, without white space around it and without the `%` of `{{%x}}`. */
  readonly expression: Range;
  /** `{{%x}}`: the value is percent-encoded. */
  readonly percent: boolean;
}

export const absolute = (placed: PlacedBlock, r: Range): Range => ({ start: r.start + placed.offset, end: r.end + placed.offset });

export const textOf = (block: Block, r: Range): string => block.text.slice(r.start, r.end);

/** The target with its pieces joined, variables as typed. */
export const targetOf = (block: Block, line: RequestLine): string => line.target.map((piece) => textOf(block, piece)).join('');

/** The value with its folds, joined with one space. */
export const fieldValue = (block: Block, field: Field): string =>
  field.folds.length === 0
    ? textOf(block, field.value)
    : [field.value, ...field.folds]
        .map((r) => textOf(block, r))
        .join(' ')
        .trim();

/** The block that an offset of the whole text stands in; between two, the later one. `undefined` only in a document without blocks. */
export function blockAt(document: HttpDocument, offset: number): PlacedBlock | undefined {
  let low = 0;
  let high = document.blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((document.blocks[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return document.blocks[low];
}

/** The references inside of a range, found without looking at the others. */
export function referencesWithin({ references }: Block, r: Range): readonly Reference[] {
  if (references.length === 0) return references;
  let low = 0;
  let high = references.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((references[middle]?.range.start ?? 0) < r.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < references.length && (references[end]?.range.end ?? 0) <= r.end) end++;
  return references.slice(low, end);
}
