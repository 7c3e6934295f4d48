// Formatting: one space after the colon of a field, no white space at the ends of lines of the head, JSON and XML bodies laid out.
// What is sent changes in nothing but white space that has no meaning.
import { isLinesType, mediaTypeOf } from '../../syntax/content-kind.ts';
import { absolute, type Block, fieldValue, type HttpDocument, textOf } from '../../syntax/tree.ts';
import type { Range } from '../../text/range.ts';
import { formatJson } from './json.ts';
import { formatXml } from './xml.ts';

export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** `unit` is what one level of a body is indented with. `within`: only blocks that it touches. */
export function format(document: HttpDocument, unit: string, within?: Range): readonly TextEdit[] {
  return document.blocks
    .filter(({ offset, block }) => within === undefined || (within.start <= offset + block.text.length && within.end >= offset))
    .flatMap((placed) => ofBlock(placed.block, unit).map(({ range, text }) => ({ range: absolute(placed, range), text })));
}

function ofBlock(block: Block, unit: string): readonly TextEdit[] {
  return [...definitions(block), ...fields(block), ...lineEnds(block), ...json(block, unit), ...xml(block, unit)].filter(
    ({ range, text }) => textOf(block, range) !== text,
  );
}

/** `@a=1` is `@a = 1`. */
const definitions = (block: Block): readonly TextEdit[] =>
  block.definitions.map(({ name, operator, value }) => ({
    range: { start: name.end, end: value.start },
    text: value.start === value.end ? ` ${textOf(block, operator)}` : ` ${textOf(block, operator)} `,
  }));

const fields = (block: Block): readonly TextEdit[] =>
  (block.request?.fields ?? []).map(({ colon, value }) => ({
    range: { start: colon + 1, end: value.start },
    text: value.start === value.end ? '' : ' ',
  }));

/** White space between the end of a line of the head and its line break. */
function lineEnds(block: Block): readonly TextEdit[] {
  return block.items
    .filter(({ kind }) => kind === 'field' || kind === 'request-line' || kind === 'definition' || kind === 'separator')
    .flatMap(({ range }) => {
      const blanks = /^[ \t]+(?=[\r\n]|$)/.exec(block.text.slice(range.end))?.[0];
      return blanks === undefined ? [] : [{ range: { start: range.end, end: range.end + blanks.length }, text: '' }];
    });
}

function json(block: Block, unit: string): readonly TextEdit[] {
  const body = block.request?.body;
  if (body?.type !== 'json' || body.includes.length > 0) return [];
  const type = block.request?.fields.find((field) => /^content-type$/i.test(textOf(block, field.name)));
  // Where each line is a value of its own, a line break is no white space.
  if (type !== undefined && isLinesType(mediaTypeOf(fieldValue(block, type)))) return [];
  const formatted = formatJson(textOf(block, body.range), unit);
  return formatted === undefined ? [] : [{ range: body.range, text: formatted }];
}

/** Lines that are not sent may stand anywhere: with them the body stays as it is. */
function xml(block: Block, unit: string): readonly TextEdit[] {
  const body = block.request?.body;
  if (body?.type !== 'xml' || body.includes.length > 0 || body.comments.length > 0) return [];
  const formatted = formatXml(textOf(block, body.range), unit);
  return formatted === undefined ? [] : [{ range: body.range, text: formatted }];
}
