// One block, from its `###` line to the next: what stands before the request, its head, its content, what follows the content.
// One pass over the lines; each step takes the line it stands on and says on which line the next one begins.
import type { Range } from '../text/range.ts';
import { readRest } from './after.ts';
import { readBody } from './body.ts';
import { sameName } from './compare.ts';
import { type ContentKind, contentKindOf } from './content-kind.ts';
import { addComment, addStrayText, type Draft, draftOf, problem, scriptNotRun } from './draft.ts';
import { exact } from './exact.ts';
import { readHead } from './head.ts';
import { inspect } from './inspect.ts';
import { linesOf, skipBlanks } from './lines.ts';
import { BlockNode, CommentNode } from './nodes.ts';
import {
  closingLine,
  isCommentLine,
  readCommand,
  readDefinition,
  readPreScript,
  readSeparator,
  readStatusLine,
  scriptBlockEnd,
} from './preamble.ts';
import type { Dialect } from './profile.ts';
import { readProse } from './prose.ts';
import { referencesIn } from './reference.ts';
import { tokenEnd } from './request-line.ts';
import type { Block, Item, Reference, Request } from './tree.ts';

export function parseBlock(text: string, dialect: Dialect): Block {
  const draft = draftOf(linesOf(text), dialect);
  let line = readFirstLine(draft);
  line = readPreamble(draft, line);
  if (line < draft.lines.count) line = readRequest(draft, line);
  while (line < draft.lines.count) line = readRest(draft, line);
  return finish(draft);
}

/** The separator; a byte order mark before it is white space. */
function readFirstLine(draft: Draft): number {
  const { text, starts, ends } = draft.lines;
  const start = starts[0] ?? 0;
  if (!text.startsWith('###', start)) return 0;
  draft.separator = readSeparator(text, start, ends[0] ?? 0);
  draft.items.push(draft.separator);
  return 1;
}

/** Comments, definitions, scripts and commands, up to a line that is none of these: the request line, or a status line. */
function readPreamble(draft: Draft, first: number): number {
  let line = first;
  while (line < draft.lines.count) {
    const read = readPreambleLine(draft, line);
    const next = read === line ? readProse(draft, line) : read;
    if (next === undefined) break;
    line = next;
  }
  return line;
}

function readPreambleLine(draft: Draft, line: number): number {
  const { text, starts, ends } = draft.lines;
  const start = starts[line] ?? 0;
  const end = ends[line] ?? 0;
  const at = skipBlanks(text, start, end);
  if (at === end) return line + 1;
  if (isCommentLine(text, at) && (at === start || draft.dialect.continuation)) return addComment(draft, at, end) ?? line + 1;
  if (at > start && !draft.dialect.looseSpacing) return line;
  switch (text.charCodeAt(at)) {
    case 64:
      return addDefinition(draft, at, end) ?? line + 1;
    case 47:
      return text.startsWith('/*', at) ? addBlockComment(draft, line, at) : line;
    case 60:
      return addPreScript(draft, line);
    case 123:
      return addScriptBlock(draft, line, at, end);
    case 105:
    case 114:
      return addCommand(draft, at, end) ? line + 1 : line;
    case 62:
    case 63:
      return readRest(draft, line);
  }
  return line;
}

function addDefinition(draft: Draft, at: number, end: number): undefined {
  const definition = readDefinition(draft.lines.text, at, end);
  if (definition) {
    draft.items.push(definition);
    return;
  }
  draft.items.push({ kind: 'bad-line', range: { start: at, end } });
  problem(
    draft,
    'bad-definition',
    'warning',
    { start: at, end },
    'This line begins with @ and defines nothing. A definition is written @name = value; the name has letters, digits, "_", "-" and ".".',
  );
}

function addBlockComment(draft: Draft, line: number, at: number): number {
  const { ends } = draft.lines;
  const close = closingLine(draft.lines, line, at + 2, '*/');
  const closed = close.at !== -1;
  const end = closed ? close.at + 2 : (ends[close.line] ?? 0);
  draft.items.push(new CommentNode(at, at + 2, closed ? close.at : end, end));
  if (closed) addStrayText(draft, end, ends[close.line] ?? 0);
  else
    problem(
      draft,
      'unclosed-comment',
      'warning',
      { start: at, end: at + 2 },
      'This comment has no end: everything up to the next ### is taken as a part of it. Close it with */.',
    );
  return close.line + 1;
}

function addPreScript(draft: Draft, line: number): number {
  const script = readPreScript(draft.lines, line);
  if (!script) return line;
  draft.items.push(script.node);
  if (script.closed) addStrayText(draft, script.node.range.end, draft.lines.ends[script.last] ?? 0);
  else
    problem(
      draft,
      'unclosed-script',
      'warning',
      { start: script.node.range.start, end: script.node.range.start + 1 },
      'This script has no end: everything up to the next ### is taken as a part of it. Close it with %}.',
    );
  scriptNotRun(draft, script.node.range);
  return script.last + 1;
}

/** httpYac's script: a line `{{`, code, a line `}}`. */
function addScriptBlock(draft: Draft, line: number, at: number, end: number): number {
  const { starts, ends } = draft.lines;
  const last = scriptBlockEnd(draft.lines, line);
  if (last === undefined) return line;
  const range = { start: at, end: ends[last] ?? 0 };
  const node = { kind: 'pre-script', range, code: { start: end, end: starts[last] ?? 0 }, path: undefined } as const;
  draft.items.push(node);
  scriptNotRun(draft, range);
  return last + 1;
}

function addCommand(draft: Draft, at: number, end: number): boolean {
  const command = readCommand(draft.lines.text, at, end);
  if (!command) return false;
  draft.items.push(command);
  return true;
}

function readRequest(draft: Draft, line: number): number {
  const { text, starts, ends } = draft.lines;
  if (readStatusLine(text, starts[line] ?? 0, ends[line] ?? 0)) return line;
  const head = readHead(draft, line);
  const typed = contentKindOf(text, head.line, head.fields, draft.dialect);
  const formEscapes = draft.items.some((item) => item.kind === 'directive' && sameName(text, item.tag, 'form-escapes'));
  const kind = draft.dialect.verbatimContent ? verbatim(typed) : formEscapes ? { ...typed, formEscapes } : typed;
  const content = head.ended || !kind.verbatim ? readBody(draft.lines, head.next, kind) : nothingAfter(head.next);
  for (const comment of content.outside) draft.items.push(comment);
  if (content.body) draft.items.push(content.body);
  draft.problems.push(...content.problems);
  draft.request = { line: head.line, fields: head.fields, badLines: head.badLines, body: content.body };
  return content.next;
}

const nothingAfter = (next: number): ReturnType<typeof readBody> => ({ body: undefined, outside: [], problems: [], next });

/** Messages and GraphQL keep their structure: the draft standard has neither. */
export const verbatim = (kind: ContentKind): ContentKind =>
  kind.type === 'messages' || kind.type === 'graphql'
    ? kind
    : { ...kind, type: kind.type === 'json' || kind.type === 'xml' ? kind.type : 'text', dropComments: false, verbatim: true };

/** Written out: a copy by spreading takes more room, and a large file has many. */
const requestOf = ({ line, fields, badLines, body }: Omit<Request, 'after'>, after: Request['after']): Request => ({
  line,
  fields,
  badLines,
  body,
  after,
});

function finish(draft: Draft): Block {
  const { lines, items, request, responses } = draft;
  const block = new BlockNode({
    text: lines.text,
    lineBreaks: lines.count - 1,
    name: nameOf(draft),
    items: inOrder(items),
    request: request && requestOf(request, exact(draft.after)),
    responses: exact(responses),
    references: exact(referencesOf(draft)),
  });
  inspect(block, draft.dialect, draft.problems);
  if (draft.problems.length > 0) block.problems = exact(draft.problems.sort((a, b) => a.range.start - b.range.start));
  return block;
}

function referencesOf(draft: Draft): readonly Reference[] {
  const { text } = draft.lines;
  return text.includes('{{') || text.includes('\\{\\{') ? live(referencesIn(text, draft.dialect.looseReferences), draft) : [];
}

function inOrder(items: Item[]): readonly Item[] {
  for (let i = 1; i < items.length; i++) {
    if ((items[i - 1]?.range.start ?? 0) > (items[i]?.range.start ?? 0)) return items.sort((x, y) => x.range.start - y.range.start);
  }
  return exact(items);
}

function nameOf({ lines: { text }, items, separator, dialect }: Draft): Range | undefined {
  const written = namedIn(text, items) ?? separator?.title;
  return written && !dialect.wholeTitle ? { start: written.start, end: tokenEnd(text, written.start, written.end) } : written;
}

function namedIn(text: string, items: readonly Item[]): Range | undefined {
  for (const item of items) {
    if (item.kind !== 'directive') continue;
    const { tag, value } = item;
    if (value && tag.end - tag.start === 4 && text.startsWith('name', tag.start)) return value;
  }
  return undefined;
}

/** Without those in comments, scripts and recorded responses, which nothing is put into. */
function live(references: readonly Reference[], { items, request, responses }: Draft): readonly Reference[] {
  const dead = [...items.filter(isDead), ...(request?.body?.comments ?? [])].map((item) => item.range).sort((a, b) => a.start - b.start);
  const firstResponse = responses[0]?.line.range.start ?? Number.POSITIVE_INFINITY;
  let next = 0;
  return references.filter(({ range }) => {
    while (next < dead.length && (dead[next]?.end ?? 0) < range.end) next++;
    return range.start < firstResponse && range.start < (dead[next]?.start ?? Number.POSITIVE_INFINITY);
  });
}

function isDead(item: Item): boolean {
  switch (item.kind) {
    case 'separator':
    case 'comment':
    case 'directive':
    case 'pre-script':
    case 'bad-line':
    case 'handler':
    case 'assert':
    case 'stray':
    case 'reference-file':
      return true;
    case 'definition':
    case 'import':
    case 'run':
    case 'request-line':
    case 'status-line':
    case 'field':
    case 'body':
    case 'response-body':
    case 'save':
      return false;
  }
}
