// multipart/form-data: a part for each entry (RFC 7578).
import { type Block, fieldValue, type MultipartBody, type Part, textOf } from '../../syntax/tree.ts';
import { fail, ok, type Result } from '../../text/result.ts';
import type { Entry, Written } from './entry.ts';

export function readMultipart(block: Block, body: MultipartBody): Result<readonly Entry[], string> {
  const entries: Entry[] = [];
  for (const part of body.parts) {
    const read = readPart(block, body, part);
    if (!read.ok) return read;
    entries.push(read.value);
  }
  return ok(entries);
}

function readPart(block: Block, body: MultipartBody, part: Part): Result<Entry, string> {
  const fieldOf = (wanted: string): string | undefined => {
    const field = part.fields.find(({ name }) => textOf(block, name).toLowerCase() === wanted);
    return field && fieldValue(block, field);
  };
  const disposition = fieldOf('content-disposition') ?? '';
  const name = parameter(disposition, 'name');
  if (name === undefined) return fail('a part has no name');
  const text = part.content === undefined ? '' : textOf(block, part.content).replaceAll('\r\n', '\n');
  const { content } = part;
  const files = content === undefined ? [] : body.includes.filter(({ range }) => range.start >= content.start && range.end <= content.end);
  const filename = parameter(disposition, 'filename');
  if (files.length === 0 && filename === undefined) return ok({ name, value: { kind: 'text', text } });
  return ok({ name, value: { kind: 'file', line: text, filename, type: fieldOf('content-type') } });
}

export function writeMultipart(entries: readonly Entry[]): Result<Written, string> {
  const texts = entries.map(({ value }) => (value.kind === 'file' ? value.line : value.text));
  let boundary = '----postil';
  for (let i = 1; texts.some((text) => text.includes(boundary)); i++) boundary = `----postil${i}`;
  const parts: string[] = [];
  for (const { name, value } of entries) {
    const text = value.kind === 'file' ? value.line : value.text;
    if (value.kind !== 'file' && (/^<[@\w-]*[ \t]/m.test(text) || /^\s*[\r\n]|[\r\n]\s*$|^\s+$/.test(text)))
      return fail(`“${name}” begins or ends with a blank line, or has a line that would be read as a file`);
    const filename = value.kind === 'file' && value.filename !== undefined ? `; filename="${quoted(value.filename)}"` : '';
    const type = value.kind === 'file' && value.type !== undefined ? `\nContent-Type: ${value.type}` : '';
    parts.push(`--${boundary}\nContent-Disposition: form-data; name="${quoted(name)}"${filename}${type}\n\n${text}`);
  }
  return ok({
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: `${parts.join('\n')}${parts.length > 0 ? '\n' : ''}--${boundary}--`,
  });
}

const parameter = (disposition: string, name: string): string | undefined => {
  const match = new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition);
  return match === null
    ? undefined
    : (match[1]?.replace(/\\(["\\])/g, '$1') ?? match[2])?.replace(/%(0A|0D|22)/g, (c) => decodeURIComponent(c));
};

/** As browsers write names: three characters are percent-encoded. */
const quoted = (text: string): string =>
  text.replace(/["\r\n\\]/g, (c) => ({ '"': '%22', '\r': '%0D', '\n': '%0A', '\\': '\\\\' })[c] ?? c);
