// Rewrites the body of a request in another of the four encodings: values kept, Content-Type adjusted. What the other encoding can't
// express is said, and nothing is changed then.
import { type Block, textOf } from '../../syntax/tree.ts';
import type { Range } from '../../text/range.ts';
import { fail, ok, type Result } from '../../text/result.ts';
import type { Encoding, Entry, Written } from './entry.ts';
import { readForm, writeForm } from './form.ts';
import { readJson, writeJson } from './json.ts';
import { readMultipart, writeMultipart } from './multipart.ts';
import { readXml, writeXml } from './xml.ts';

export interface Rewrite {
  readonly to: Encoding;
  /** In the block's frame; or why it can't be done, as the rest of a sentence: `“recipe” is a file, and JSON has only text`. */
  readonly edits: Result<readonly { readonly range: Range; readonly text: string }[], string>;
  /** `true` when numbers, `true`, `false` and `null` become text. */
  readonly losesTypes: boolean;
}

const WRITERS: Readonly<Record<Encoding, (entries: readonly Entry[]) => Result<Written, string>>> = {
  form: writeForm,
  multipart: writeMultipart,
  json: writeJson,
  xml: writeXml,
};

/** The three others; an empty list for a body that is in none of the four. */
export function rewrites(block: Block): readonly Rewrite[] {
  const read = entriesOf(block);
  if (read === undefined) return [];
  const others = (['form', 'multipart', 'json', 'xml'] as const).filter((encoding) => encoding !== read.encoding);
  const losesTypes = read.entries.ok && read.entries.value.some(({ value }) => value.kind === 'literal' && !value.text.startsWith('{{'));
  return others.map((to) => ({ to, edits: editsTo(block, to, read.entries), losesTypes }));
}

/** The entries of the body; `undefined` for a body that is in none of the four encodings. */
export function entriesOf(block: Block): { readonly encoding: Encoding; readonly entries: Result<readonly Entry[], string> } | undefined {
  const body = block.request?.body;
  switch (body?.type) {
    case 'form':
      return { encoding: 'form', entries: readForm(block, body) };
    case 'multipart':
      return { encoding: 'multipart', entries: readMultipart(block, body) };
    case 'json':
      return { encoding: 'json', entries: readJson(block, body) };
    case 'xml':
      return { encoding: 'xml', entries: readXml(block, body) };
    case 'text':
    case 'graphql':
    case 'messages':
    case undefined:
      return undefined;
  }
}

function editsTo(block: Block, to: Encoding, entries: Result<readonly Entry[], string>): Rewrite['edits'] {
  const request = block.request;
  if (!entries.ok) return entries;
  if (request?.body === undefined) return fail('there is no body');
  const written = WRITERS[to](entries.value);
  if (!written.ok) return written;
  const { contentType, body } = written.value;
  const field = request.fields.find(({ name }) => /^content-type$/i.test(textOf(block, name)));
  const last = request.fields.at(-1)?.range.end ?? request.line.range.end;
  const type =
    field === undefined
      ? { range: { start: last, end: last }, text: `\nContent-Type: ${contentType}` }
      : { range: { start: field.value.start, end: field.range.end }, text: contentType };
  return ok([type, { range: request.body.range, text: body }]);
}
