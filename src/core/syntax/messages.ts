// The messages of a WebSocket block, separated by `===` lines (FORMAT.md C20).

import type { Range } from '../text/range.ts';
import { type BodyLines, isBlankLine, lineFinder, rangeOf } from './body-lines.ts';
import { exact } from './exact.ts';
import { isBlank, type Lines, skipBlanks } from './lines.ts';
import type { Problem } from './problem.ts';
import type { Comment, Message, MessageSeparator, MessagesBody } from './tree.ts';

export function readMessages(content: BodyLines): MessagesBody {
  const { lines, comments, includes, first, last } = content;
  const separators: MessageSeparator[] = [];
  const messages: Message[] = [];
  const isEmpty = emptyLines(content);
  let waitFor = 0;
  let from = first;
  for (let i = first; i <= last + 1; i++) {
    const separator = i <= last ? readMessageSeparator(lines.text, lines.starts[i] ?? 0, lines.ends[i] ?? 0) : undefined;
    if (i <= last && !separator) continue;
    const message = messageRange(lines, isEmpty, from, i - 1);
    if (message) {
      messages.push({ content: message, waitFor });
      waitFor = 0;
    }
    if (separator) separators.push(separator);
    if (separator?.wait) waitFor++;
    from = i + 1;
  }
  if (waitFor > 0) messages.push({ content: undefined, waitFor });
  return {
    kind: 'body',
    type: 'messages',
    range: rangeOf(content),
    comments,
    includes,
    messages: exact(messages),
    separators: exact(separators),
  };
}

/** Without blank and comment lines around it; `undefined` when nothing is left. */
function messageRange(lines: Lines, isEmpty: (i: number) => boolean, from: number, to: number): Range | undefined {
  let first = from;
  let last = to;
  while (first <= last && isEmpty(first)) first++;
  while (last > first && isEmpty(last)) last--;
  return first > last ? undefined : { start: lines.starts[first] ?? 0, end: lines.ends[last] ?? 0 };
}

/** Whether nothing of a line is sent. */
function emptyLines({ lines, comments, first, last }: BodyLines): (i: number) => boolean {
  if (comments.length === 0) return (i) => isBlankLine(lines, i);
  const isComment = lineFinder(lines, comments);
  const empty = new Set<number>();
  for (let i = first; i <= last; i++) if (isBlankLine(lines, i) || isComment(i)) empty.add(i);
  return (i) => empty.has(i);
}

/** A dropped line with a number sign may be a command of a chat: said where the message that it stands in does not look like JSON. */
export function inspectMessages(text: string, body: MessagesBody | undefined, dropped: readonly Comment[], problems: Problem[]): void {
  const { messages, separators } = body ?? { messages: [], separators: [] };
  const contents = messages.flatMap(({ content }) => content ?? []);
  let [behind, passed] = [0, 0];
  for (const { range } of dropped) {
    while ((separators[behind]?.range.start ?? Number.POSITIVE_INFINITY) < range.start) behind++;
    const [from, to] = [separators[behind - 1]?.range.end ?? 0, separators[behind]?.range.start ?? text.length];
    while ((contents[passed]?.end ?? Number.POSITIVE_INFINITY) <= from) passed++;
    const next = contents[passed];
    const message = next && next.start < to ? next : (contents[passed - 1] ?? next);
    if (text.charCodeAt(range.start) === 35 && !(message && /[{[]/.test(text.charAt(message.start)))) problems.push(mayBeMeant(range));
  }
}

const mayBeMeant = (range: Range): Problem => ({
  code: 'message-comment-dropped',
  severity: 'warning',
  range,
  message:
    'This line begins with # and is taken for a comment: it is not sent. Put it into a file, < message.txt, if it is a part of the message.',
});

/** `===` and any more of them, then nothing, `wait-for-server`, or a comment. */
export function readMessageSeparator(text: string, start: number, lineEnd: number): MessageSeparator | undefined {
  if (!text.startsWith('===', start)) return undefined;
  let at = start;
  while (at < lineEnd && text.charCodeAt(at) === 61) at++;
  const word = skipBlanks(text, at, lineEnd);
  const range = { start, end: lineEnd };
  if (!text.startsWith('wait-for-server', word)) return { range, wait: undefined };
  const end = word + 'wait-for-server'.length;
  return {
    range,
    wait: end === lineEnd || isBlank(text.charCodeAt(end)) || text.charCodeAt(end) === 47 ? { start: word, end } : undefined,
  };
}
