// Which comment lines of a block are sent after all where comments are kept (the setting `bodyComments: keep`): those that
// are content then. Among a part's fields and between parts they are none, whatever the setting says.
import { readBody } from '../syntax/body.ts';
import { contentKindOf } from '../syntax/content-kind.ts';
import { linesOf } from '../syntax/lines.ts';
import type { Block, Body } from '../syntax/tree.ts';
import { contains, type Range } from '../text/range.ts';
import { contentLine } from './body-for.ts';

/** Says of a comment of the block whether it is sent. The content is read anew, when it is first asked. */
export function keptComments(block: Block): (comment: Range) => boolean {
  let body: Body | undefined | 'unread' = 'unread';
  return (comment) => {
    if (body === 'unread') body = keptBody(block);
    return body !== undefined && holds(body, comment);
  };
}

function keptBody({ text, request }: Block): Body | undefined {
  if (!request) return undefined;
  const lines = linesOf(text);
  return readBody(lines, contentLine(lines, request), { ...contentKindOf(text, request.line, request.fields), dropComments: false }).body;
}

function holds(body: Body, { start }: Range): boolean {
  if (body.type === 'multipart' && body.delimiters.length > 0)
    return body.parts.some(({ content }) => content !== undefined && contains(content, start));
  return contains(body.range, start) && !body.comments.some(({ range }) => range.start === start);
}
