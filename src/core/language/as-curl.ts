// A request as a command line of curl, for a POSIX shell.
import type { HttpRequest } from '../http/request.ts';

/** Fields that curl makes by itself in the same way are left to it. `undefined` when the content can't stand on a command line. */
export function asCurl(request: HttpRequest): string | undefined {
  const words: string[] = [`curl ${quoted(request.url.replace(/#.*$/s, ''))}`];
  const content = request.content;
  if (request.method === 'HEAD') words.push('--head');
  else if (request.method !== (content === undefined ? 'GET' : 'POST')) words.push(`--request ${quoted(request.method)}`);
  if (request.version === 'HTTP/1.0') words.push('--http1.0');
  if (request.version === 'HTTP/2') words.push('--http2');
  for (const [i, [name, value]] of request.fields.entries()) {
    const added = request.sources[i]?.kind === 'added';
    if (/^(?:content-length|transfer-encoding)$/i.test(name) || (added && /^(?:host|user-agent|accept)$/i.test(name))) continue;
    if (added && /^accept-encoding$/i.test(name)) words.push('--compressed');
    else words.push(`--header ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (content !== undefined) {
    const data = dataOf(content);
    if (data === undefined) return undefined;
    words.push(...data);
  }
  return words.join(' \\\n  ');
}

function dataOf(content: NonNullable<HttpRequest['content']>): readonly string[] | undefined {
  const words: string[] = [];
  for (const piece of content) {
    if (piece.kind === 'file') {
      // curl puts `&` between several pieces of data.
      if (content.length > 1) return undefined;
      words.push(`--data-binary ${quoted(`@${piece.path}`)}`);
      continue;
    }
    const text = textOf(piece.bytes);
    if (text === undefined || content.length > 1) return undefined;
    words.push(`--data-raw ${quoted(text)}`);
  }
  return content.length === 0 ? ["--data-raw ''"] : words;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    // Octets that are no text can't be quoted.
    return undefined;
  }
}

/** A word of letters stays as it is; everything else between single quotes. */
const quoted = (word: string): string => (/^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
