// A request's head: the request line with the lines that continue it, then fields, up to a blank line (FORMAT.md C9, C10).
import type { Range } from '../text/range.ts';
import { isAfterLine } from './after.ts';
import { addComment, type Draft, problem } from './draft.ts';
import { exact } from './exact.ts';
import { isUrlShaped, readField } from './field-line.ts';
import { isBlank, skipBlanks, trimEnd, withLineBreak } from './lines.ts';
import { type FieldNode, RequestLineNode } from './nodes.ts';
import { isCommentLine, readStatusLine, scriptBlockEnd } from './preamble.ts';
import { newRequestAt } from './problem.ts';
import { referencesIn } from './reference.ts';
import { readRequestLine, readTargetLine } from './request-line.ts';
import type { BadLine, Field, RequestLine } from './tree.ts';

export interface Head {
  readonly line: RequestLine;
  readonly fields: readonly Field[];
  readonly badLines: readonly BadLine[];
  /** The first line after the head, a blank one that ends it included. */
  readonly next: number;
  /** Whether a blank line ends it: only then can content follow. */
  readonly ended: boolean;
}

export function readHead(draft: Draft, first: number): Head {
  const { text, starts, ends, count } = draft.lines;
  const start = skipBlanks(text, starts[first] ?? 0, ends[first] ?? 0);
  const end = trimEnd(text, start, ends[first] ?? 0);
  const tokens = readRequestLine(text, start, end, draft.dialect.verbatimMethods);
  const pieces = tokens.target ? [tokens.target] : [];
  const reading = { ...tokens, range: { start, end }, target: pieces };
  if (!draft.dialect.looseSpacing) checkForm(draft, reading, starts[first] ?? 0);
  const state: HeadState = { draft, line: reading, pieces, fields: [], badLines: [], folds: undefined, inContent: false };
  const place = draft.items.length;
  let next = first + 1;
  while (next < count && readHeadLine(state, next)) next++;
  const line = new RequestLineNode(reading);
  draft.items.splice(place, 0, line);
  const ended = next < count && skipBlanks(text, starts[next] ?? 0, ends[next] ?? 0) === ends[next];
  return { line, fields: exact(state.fields), badLines: exact(state.badLines), next: ended ? next + 1 : next, ended };
}

/** One space between tokens, none before the first and none within. */
function checkForm(draft: Draft, line: ReadLine, lineStart: number): void {
  const { text } = draft.lines;
  const { start, end } = line.range;
  const spaces = (range: Range, message: string, fix: string, put: string): void =>
    problem(draft, 'bad-spacing', 'error', range, message, { fixes: [{ title: fix, edits: [{ range, text: put }] }] });
  if (start > lineStart)
    spaces({ start: lineStart, end: start }, 'A request line begins in the first column.', 'Remove the white space', '');
  const m = /\t| {2,}/.exec(withoutReferences(text.slice(start, end)));
  const wide = m && { start: start + m.index, end: start + m.index + m[0].length };
  if (wide) spaces(wide, 'Expected one space between the tokens of a request line.', 'Make it one space', ' ');
  const within = wide ? undefined : spaceIn(text, [line.method, ...line.target]);
  if (within)
    spaces(within, 'A target has no white space, and only a version may follow it. Write %20 for a space.', 'Change it to %20', '%20');
  if (line.priorKnowledge)
    problem(draft, 'bad-version', 'error', line.priorKnowledge, 'Nothing stands after the version. Leave this out: HTTP/2 is enough.', {
      fixes: [{ title: 'Remove it', edits: [{ range: { start: line.version?.end ?? start, end }, text: '' }] }],
    });
}

/** The first space inside of a token. */
function spaceIn(text: string, tokens: readonly (Range | undefined)[]): Range | undefined {
  for (const token of tokens) {
    const at = token ? withoutReferences(text.slice(token.start, token.end)).indexOf(' ') : -1;
    if (token && at !== -1) return { start: token.start + at, end: token.start + at + 1 };
  }
  return undefined;
}

/** The text with something in the place of each reference that has the same length and no white space. */
function withoutReferences(text: string): string {
  let made = text;
  for (const { range } of referencesIn(text, false))
    made = made.slice(0, range.start) + '_'.repeat(range.end - range.start) + made.slice(range.end);
  return made;
}

/** The request line as far as it was read. */
type ReadLine = { -readonly [K in Exclude<keyof RequestLine, 'kind'>]: RequestLine[K] };

interface HeadState {
  readonly draft: Draft;
  readonly line: ReadLine;
  readonly pieces: Range[];
  readonly fields: FieldNode[];
  readonly badLines: BadLine[];
  /** Of the last field, once it has any. */
  folds: Range[] | undefined;
  /** The last line was content, which begins without a blank line before it. */
  inContent: boolean;
}

/** `false` when the head ends before this line. */
function readHeadLine(state: HeadState, i: number): boolean {
  const { draft } = state;
  const { text, starts, ends } = draft.lines;
  const start = starts[i] ?? 0;
  const end = trimEnd(text, start, ends[i] ?? 0);
  const at = skipBlanks(text, start, end);
  if (at === end) return false;
  if (isCommentLine(text, at) && (at === start || draft.dialect.continuation)) addComment(draft, at, end);
  else if (at === start && (isAfterLine(text, start, end) || readStatusLine(text, start, end))) return false;
  else if (!draft.dialect.verbatimContent && scriptBlockEnd(draft.lines, i) !== undefined) return false;
  else if (text.charCodeAt(at) === 64) addStrayDefinition(state, at, end);
  else addHeadLine(state, start, at, end);
  return true;
}

function addHeadLine(state: HeadState, start: number, at: number, end: number): void {
  const { text } = state.draft.lines;
  const indented = at > start && isBlank(text.charCodeAt(start));
  const field = readField(text, at, end);
  const isField = field !== undefined && !isUrlShaped(text, field);
  if (!state.draft.dialect.continuation) {
    if (field && isField && !indented) addField(state, field, false);
    else addBadLine(state, at, end);
    return;
  }
  const before = state.fields.length === 0 && state.badLines.length === 0;
  if (before && continues(state, at, indented, isField)) addTargetLine(state, at, end);
  else if (field && isField) addField(state, field, indented);
  else if (indented && state.fields.length > 0 && !followsBadLine(state)) addFold(state, { start: at, end });
  else addBadLine(state, at, end);
}

/** What is indented below a line that is no field continues that line. */
const followsBadLine = ({ fields, badLines }: HeadState): boolean =>
  (badLines.at(-1)?.range.start ?? -1) > (fields.at(-1)?.range.start ?? -1);

function continues({ pieces, draft }: HeadState, at: number, indented: boolean, isField: boolean): boolean {
  const c = draft.lines.text.charCodeAt(at);
  if (c === 63 || c === 38) return true;
  return indented && (!isField || pieces.length === 0);
}

function addTargetLine({ line, pieces, draft, badLines }: HeadState, at: number, end: number): void {
  const { target, version, priorKnowledge } = readTargetLine(draft.lines.text, at, end);
  line.range = { start: line.range.start, end };
  if (target) pieces.push(target);
  if (!version) return;
  if (line.version) {
    const bad: BadLine = { kind: 'bad-line', range: { start: version.start, end: priorKnowledge?.end ?? version.end } };
    badLines.push(bad);
    draft.items.push(bad);
    problem(
      draft,
      'bad-version',
      'error',
      bad.range,
      'The version is named twice. Keep one of the two, on the first or the last line of the target.',
    );
    return;
  }
  line.version = version;
  line.priorKnowledge = priorKnowledge;
}

function addField(state: HeadState, field: FieldNode, indented: boolean): void {
  const { draft, fields } = state;
  state.folds = undefined;
  state.inContent = false;
  fields.push(field);
  draft.items.push(field);
  if (indented)
    problem(
      draft,
      'indented-header',
      'warning',
      field.range,
      'This line is indented and has the shape of a field: it is sent as a field of its own. Remove the indentation, or indent a continued value without a colon.',
      {
        fixes: [
          {
            title: 'Remove the indentation',
            edits: [{ range: { start: lineStart(draft, field.range.start), end: field.range.start }, text: '' }],
          },
        ],
      },
    );
  if (field.colon > field.name.end)
    problem(
      draft,
      'space-before-colon',
      'warning',
      { start: field.name.end, end: field.colon },
      'White space stands between the name and the colon. It is not sent: a server has to refuse such a field (RFC 9112 section 5.1).',
      { fixes: [{ title: 'Remove the white space', edits: [{ range: { start: field.name.end, end: field.colon }, text: '' }] }] },
    );
}

function lineStart({ lines: { text } }: Draft, at: number): number {
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function addFold(state: HeadState, fold: Range): void {
  const { draft, fields } = state;
  const last = fields.at(-1);
  if (!last) return;
  if (state.folds) state.folds.push(fold);
  else {
    state.folds = [fold];
    const folded = last.folded(state.folds);
    fields[fields.length - 1] = folded;
    draft.items[draft.items.lastIndexOf(last)] = folded;
  }
  problem(
    draft,
    'folded-header',
    'information',
    fold,
    'An indented line continues the field above it. It is joined with one space; folded lines themselves are obsolete (RFC 9112 section 5.2).',
  );
}

function addBadLine(state: HeadState, at: number, end: number): void {
  const { draft, badLines } = state;
  const bad: BadLine = { kind: 'bad-line', range: { start: at, end } };
  badLines.push(bad);
  draft.items.push(bad);
  // The blank line that is missing before the first line of content mends those below it as well.
  if (!state.inContent) state.inContent = badHeader(draft, at, end);
}

/** Whether the line looks like content. */
function badHeader(draft: Draft, at: number, end: number): boolean {
  const { text } = draft.lines;
  const found = text.slice(at, end);
  const insert = (title: string, words: string) => ({ title, edits: [{ range: { start: at, end: at }, text: words }] });
  const named = badName(found);
  const isRequest = named === undefined && readRequestLine(text, at, end).method !== undefined;
  const looksLikeContent = /^[{[<"]/.test(found) || (!found.includes(':') && found.includes('='));
  const next = isRequest
    ? 'A second request needs a line ### before it.'
    : looksLikeContent
      ? 'Did you mean a blank line here? Content begins after one.'
      : (named ?? 'Put a blank line before it if it is content, or # if it is a comment.');
  const fixes = [insert('Insert a blank line before it', '\n'), insert('Make it a comment', '# '), newRequestAt(at)];
  const ranked = isRequest ? [fixes[2], fixes[0], fixes[1]] : fixes;
  problem(draft, 'bad-header', 'error', { start: at, end }, `Expected a field, "Name: value", and found "${shortened(found)}". ${next}`, {
    fixes: ranked.filter((f) => f !== undefined),
  });
  return looksLikeContent && !isRequest;
}

/** Why `X Y: value` is no field, when it has the shape of one. */
function badName(found: string): string | undefined {
  const name = /^([^:"'{}[\]<>=/]*[^:"'{}[\]<>=/\s])\s*:(?:\s|$)/.exec(found)?.[1];
  const bad = name === undefined ? undefined : /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/u.exec(name)?.[0];
  if (bad === undefined) return undefined;
  const code = (bad.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const what = /\s/.test(bad) ? 'White space' : /[\p{L}\p{N}\p{P}\p{S}]/u.test(bad) ? `"${bad}"` : `The invisible character U+${code}`;
  return `${what} may not stand in a field's name (RFC 9110 section 5.1). Put a blank line before it if it is content, or # if it is a comment.`;
}

const shortened = (words: string): string => (words.length > 60 ? `${words.slice(0, 57)}...` : words);

function addStrayDefinition({ draft, line, badLines }: HeadState, at: number, end: number): void {
  const { text } = draft.lines;
  const above = { start: line.range.start, end: line.range.start };
  const bad: BadLine = { kind: 'bad-line', range: { start: at, end } };
  badLines.push(bad);
  draft.items.push(bad);
  problem(
    draft,
    'definition-in-headers',
    'error',
    bad.range,
    "A definition can't stand among header lines. Move it above the request line.",
    {
      fixes: [
        {
          title: 'Move it above the request line',
          edits: [
            { range: above, text: `${text.slice(at, end)}\n` },
            { range: withLineBreak(text, bad.range), text: '' },
          ],
        },
      ],
    },
  );
}
