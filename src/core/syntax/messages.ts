// The messages of a WebSocket block, separated by `===` lines (FORMAT.md C20).
import { type BodyLines, isBlankLine, rangeOf } from './body-lines.ts';
import { exact } from './exact.ts';
import { isBlank, skipBlanks } from './lines.ts';
import type { Message, MessageSeparator, MessagesBody } from './tree.ts';

export function readMessages(content: BodyLines): MessagesBody {
  const { lines, comments, includes, first, last } = content;
  const separators: MessageSeparator[] = [];
  const messages: Message[] = [];
  let waitFor = 0;
  let from = first;
  for (let i = first; i <= last + 1; i++) {
    const separator = i <= last ? readMessageSeparator(lines.text, lines.starts[i] ?? 0, lines.ends[i] ?? 0) : undefined;
    if (i <= last && !separator) continue;
    const message = messageRange(content, from, i - 1);
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
function messageRange(content: BodyLines, from: number, to: number): { readonly start: number; readonly end: number } | undefined {
  const { lines, comments } = content;
  const isComment = (i: number): boolean =>
    comments.length > 0 && comments.some(({ range }) => range.start >= (lines.starts[i] ?? 0) && range.end <= (lines.ends[i] ?? 0));
  const empty = (i: number): boolean => isBlankLine(lines, i) || isComment(i);
  let first = from;
  let last = to;
  while (first <= last && empty(first)) first++;
  while (last > first && empty(last)) last--;
  return first > last ? undefined : { start: content.lines.starts[first] ?? 0, end: content.lines.ends[last] ?? 0 };
}

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
