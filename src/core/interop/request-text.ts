// A draft as the text of a `.http` file. What is written is read again: where a line of the content would be taken for something else,
// it is mended, or a comment says what is sent otherwise.
import { METHODS } from '../syntax/method.ts';
import { parse } from '../syntax/parse.ts';
import { referencesIn } from '../syntax/reference.ts';
import { type Block, textOf } from '../syntax/tree.ts';
import { type DraftPart, fieldNamed, type RequestDraft } from './draft.ts';
import { hasReference, mapped } from './reference-mark.ts';

/** Several requests are parted by `###` lines; the text ends with a line break. */
export const requestsText = (drafts: readonly RequestDraft[]): string => drafts.map(requestText).join('\n###\n\n');

function requestText(draft: RequestDraft): string {
  const notes: string[] = [];
  const target = targetOf(draft.url, notes);
  const method = methodOf(draft.method, notes);
  const body = bodyOf(draft, notes);
  const fields = body.fields.flatMap(([name, value]) => fieldLine(name, value, notes));
  const head = [`${method} ${target}${draft.version === undefined ? '' : ` ${draft.version}`}`, ...fields];
  const directives = [...draft.directives, ...body.directives].map((directive) => `# @${oneLine(written(directive))}`);
  const whole = (content: string, more: readonly string[]): string =>
    [...comments([...draft.notes, ...notes, ...more]), ...directives, ...head, ...(content === '' ? [] : ['', content])].join('\n');
  if (body.text === undefined) return `${whole('', [])}\n`;
  const fitted = asContent(body.text, (content) => blocksOf(whole(content, [])));
  return `${whole(fitted.text, [...fitted.notes, ...body.after(blocksOf(whole(fitted.text, [])), fitted.text)])}\n`;
}

const comments = (notes: readonly string[]): readonly string[] =>
  // A note that begins with an at sign would be a directive.
  [...new Set(notes)].map(
    (note) =>
      `# ${oneLine(
        mapped(
          note,
          (words) => words,
          (name) => `{{${name}}}`,
        ),
      ).replace(/^@/, '(@)')}`,
  );

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ');

const blocksOf = (text: string): readonly Block[] => parse(text).document.blocks.map(({ block }) => block);

/** Braces of the text itself are escaped, so that they are no reference. */
const written = (text: string): string => mapped(text, escaped, (expression) => `{{${expression}}}`);

function escaped(text: string): string {
  let out = '';
  let from = 0;
  for (const { kind, range } of referencesIn(text)) {
    if (kind === 'escaped') continue;
    out += `${text.slice(from, range.start)}\\{\\{${text.slice(range.start + 2, range.end - 2)}\\}\\}`;
    from = range.end;
  }
  return out + text.slice(from);
}

function targetOf(url: string, notes: string[]): string {
  // White space would end the target; the other characters are encoded when it is sent.
  const target = mapped(
    url.trim(),
    (words) => escaped(words).replace(/\s/g, (c) => encodeURIComponent(c)),
    (expression) => `{{${expression}}}`,
  );
  if (/%(?![\dA-Fa-f]{2})/.test(target.replace(/\{\{.*?\}\}/g, ''))) notes.push('The address has a percent sign that encodes nothing.');
  return target;
}

function methodOf(method: string, notes: string[]): string {
  const upper = method.toUpperCase();
  if (method === upper || METHODS.has(upper)) return upper;
  notes.push(`The method was ${method}: a method of its own is written in capitals here.`);
  return upper;
}

function fieldLine(name: string, value: string, notes: string[]): readonly string[] {
  if (!/^[!#$%&'*+\-.^_`|~\w]+$/.test(name)) {
    notes.push(`Left out, as it is no field: ${name}: ${value}`);
    return [];
  }
  return [`${name}: ${oneLine(written(value))}`.trimEnd()];
}

interface Body {
  readonly fields: RequestDraft['fields'];
  readonly directives: readonly string[];
  /** `undefined` for none. */
  readonly text: string | undefined;
  /** What is sent otherwise than it was wanted, seen in what was read back. */
  readonly after: (blocks: readonly Block[], text: string) => readonly string[];
}

function bodyOf(draft: RequestDraft, notes: string[]): Body {
  const { fields, content } = draft;
  const plain = { fields, directives: [], after: () => [] };
  if (content === undefined) return { ...plain, text: undefined };
  switch (content.kind) {
    case 'file':
      return { ...plain, text: fileLine(content.path) };
    case 'parts':
      return multipart(fields, content.parts, notes);
    case 'text': {
      const type = fieldNamed(draft, 'content-type') ?? '';
      if (content.text === '') return { ...plain, text: undefined };
      if (/^application\/x-www-form-urlencoded/i.test(type)) return form(fields, content.text, notes);
      return textBody(fields, content.text, /^multipart\//i.test(type), notes);
    }
  }
}

const fileLine = (path: string): string => `< ${oneLine(written(path))}`;

function textBody(fields: Body['fields'], text: string, isMultipart: boolean, notes: string[]): Body {
  // Multipart structure is sent with CRLF whatever stands here.
  if (/\r/.test(text) && !isMultipart)
    notes.push('Line breaks of the content were CRLF. Here they are sent as LF, unless the setting postil.bodyEol says otherwise.');
  const lines = withoutFiles(written(text.replace(/\r\n?/g, '\n')), notes);
  if (isMultipart) return { fields, directives: [], text: lines.trim(), after: () => [] };
  return { fields, directives: [], text: lines, after: unlike };
}

/** What the content became when it was read back. */
function unlike([block]: readonly Block[], text: string): readonly string[] {
  const body = block?.request?.body;
  if (block === undefined || body === undefined) return text.trim() === '' ? ['The content was white space alone: it is not sent.'] : [];
  const notes: string[] = [];
  if (textOf(block, body.range) !== text)
    notes.push('Blank lines around the content are not sent. To send them, put it into a file (< ./file).');
  if (body.comments.length > 0)
    notes.push('Lines of the content that begin with # or // are not sent, unless the setting postil.bodyComments keeps them.');
  return notes;
}

/** A pair a line where that changes nothing; else as it is, with nothing encoded. */
function form(fields: Body['fields'], text: string, notes: string[]): Body {
  const clean = hasReference(text) || (/^[\x21-\x7e]*$/.test(text) && !/%(?![\dA-Fa-f]{2})/.test(text));
  const pairs = text.split('&');
  const tidy = clean && pairs.length > 1 && pairs.every((pair) => /^[^\s=]+(?:=[^\s]*)?$/.test(pair));
  if (tidy)
    return { fields, directives: [], text: pairs.map((pair, i) => (i === 0 ? '' : '&') + written(pair)).join('\n'), after: () => [] };
  if (/[\r\n]/.test(text)) notes.push('The form has line breaks: each ends a pair here. Encode those that belong to a value as %0A.');
  return { fields, directives: clean ? [] : ['no-auto-encoding'], text: written(text.replace(/\r\n?/g, '\n')), after: () => [] };
}

function multipart(fields: Body['fields'], parts: readonly DraftPart[], notes: string[]): Body {
  const boundary = boundaryFor(parts);
  const type = `multipart/form-data; boundary=${boundary}`;
  const typed = fields.some(([name]) => name.toLowerCase() === 'content-type');
  const lines = parts.flatMap((part) => {
    const disposition = `form-data; name="${quoted(part.name)}"${part.filename === undefined ? '' : `; filename="${quoted(part.filename)}"`}`;
    const heads = [['Content-Disposition', disposition] as const, ...part.fields].flatMap(([name, value]) => fieldLine(name, value, notes));
    return [`--${boundary}`, ...heads, '', partText(part, notes)];
  });
  return {
    fields: typed
      ? fields.map(([name, value]) => [
          name,
          /^content-type$/i.test(name) ? `${value.replace(/;\s*boundary=[^;]*/i, '')}; boundary=${boundary}` : value,
        ])
      : [...fields, ['Content-Type', type]],
    directives: [],
    text: [...lines, `--${boundary}--`].join('\n'),
    after: () => [],
  };
}

function partText({ name, content }: DraftPart, notes: string[]): string {
  if (content.kind === 'file') return fileLine(content.path);
  if (content.text !== content.text.replace(/^[\r\n]+|[\r\n]+$/g, ''))
    notes.push(`Blank lines around the content of ${name} are not sent.`);
  return withoutFiles(written(content.text.replace(/\r\n?/g, '\n')), notes);
}

/** A line that would name a file begins with a space. */
function withoutFiles(text: string, notes: string[]): string {
  const mended = text.replace(/^<(?=(?:@\S*)?[ \t]+\S)/gm, ' <');
  if (mended !== text) notes.push('A line of the content would name a file here (“< …”): a space was put before it.');
  return mended;
}

/** As browsers do it (HTML, multipart form data). */
const quoted = (text: string): string => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

function boundaryFor(parts: readonly DraftPart[]): string {
  for (let i = 0; ; i++) {
    const boundary = `----postil${i === 0 ? '' : i}`;
    if (!parts.some(({ content }) => content.kind === 'text' && content.text.includes(boundary))) return boundary;
  }
}

interface Fitted {
  readonly text: string;
  readonly notes: readonly string[];
}

/** A space before each line that would end the content or be taken for a handler. */
function asContent(text: string, read: (text: string) => readonly Block[]): Fitted {
  const lines = text.split('\n');
  const moved = new Set<number>();
  for (;;) {
    const strange = strangeLine(read(lines.join('\n')), lines);
    if (strange === undefined || moved.has(strange)) break;
    moved.add(strange);
    lines[strange] = ` ${lines[strange] ?? ''}`;
  }
  const [first] = moved;
  if (first === undefined) return { text, notes: [] };
  const begin = lines[first]?.trim().slice(0, 20) ?? '';
  return {
    text: lines.join('\n'),
    notes: [`A line of the content would not be read as content here (“${begin}”): a space was put before it.`],
  };
}

function strangeLine([block, ...others]: readonly Block[], lines: readonly string[]): number | undefined {
  if (others.length > 0) return indexOf(lines, (line) => line.startsWith('###'));
  const found = block?.request?.after[0]?.range ?? block?.responses[0]?.line.range;
  if (block === undefined || found === undefined) return undefined;
  const [begin = ''] = textOf(block, found).split('\n');
  return indexOf(lines, (line) => line.startsWith(begin));
}

function indexOf(lines: readonly string[], is: (line: string) => boolean): number | undefined {
  const at = lines.findIndex(is);
  return at === -1 ? undefined : at;
}
