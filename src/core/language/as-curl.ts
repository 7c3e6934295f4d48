// A request as a command line of curl, for a POSIX shell. What it gives is read back by `core/interop/curl.ts` as the same request.
import { DEFAULT_OPTIONS, type HttpRequest, type SendOptions } from '../http/request.ts';

/** Fields that curl makes by itself in the same way are left to it. `undefined` when the content can't stand on a command line. */
export function asCurl(request: HttpRequest, options: SendOptions = DEFAULT_OPTIONS): string | undefined {
  const url = addressOf(request);
  const words: string[] = [`curl ${quoted(url)}`];
  if (/[[\]{}]/.test(url)) words.push('--globoff');
  if (/\/\.{1,2}(?:[/?]|$)/.test(url)) words.push('--path-as-is');
  const content = request.content;
  if (request.method === 'HEAD') words.push('--head');
  else if (request.method !== (content === undefined ? 'GET' : 'POST')) words.push(`--request ${quoted(request.method)}`);
  if (request.version === 'HTTP/1.0') words.push('--http1.0');
  if (request.version === 'HTTP/2') words.push('--http2');
  if (request.version === 'HTTP/3') words.push('--http3');
  words.push(...optionWords(options));
  for (const [i, [name, value]] of request.fields.entries()) {
    const added = request.sources[i]?.kind === 'added';
    if (/^(?:content-length|transfer-encoding)$/i.test(name) || (added && /^(?:host|user-agent|accept)$/i.test(name))) continue;
    if (added && /^accept-encoding$/i.test(name)) words.push('--compressed');
    else words.push(`--header ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  words.push(...withoutOwn(request));
  if (content !== undefined) {
    const data = dataOf(content);
    if (data === undefined) return undefined;
    words.push(...data);
  }
  return words.join(' \\\n  ');
}

/** With the target as it is sent: curl encodes nothing. */
function addressOf({ url, target }: HttpRequest): string {
  const [origin] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(url) ?? [];
  return origin === undefined || !target.startsWith('/') ? url.replace(/#.*$/s, '') : origin + target;
}

function optionWords({ insecure, redirect, proxy, connectTimeout, digest, aws }: SendOptions): readonly string[] {
  const words: string[] = [];
  if (insecure) words.push('--insecure');
  if (redirect === 'manual') words.push('--no-location');
  if (proxy === 'none') words.push("--noproxy '*'");
  else if (proxy !== undefined) words.push(`--proxy ${quoted(proxy)}`);
  if (connectTimeout !== DEFAULT_OPTIONS.connectTimeout) words.push(`--connect-timeout ${connectTimeout / 1000}`);
  if (digest) words.push(`--digest --user ${quoted(`${digest.user}:${digest.password}`)}`);
  if (aws) {
    words.push(`--aws-sigv4 ${quoted(`aws:amz:${aws.region ?? ''}:${aws.service ?? ''}`.replace(/:+$/, ''))}`);
    words.push(`--user ${quoted(`${aws.accessKeyId}:${aws.secretAccessKey}`)}`);
  }
  return words;
}

/** Fields that curl would add by itself and the request has not. */
function withoutOwn({ fields, content }: HttpRequest): readonly string[] {
  const own = ['User-Agent', 'Accept', ...(content === undefined ? [] : ['Content-Type'])];
  return own
    .filter((name) => !fields.some(([other]) => other.toLowerCase() === name.toLowerCase()))
    .map((name) => `--header ${quoted(`${name}:`)}`);
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

/** A word of letters stays as it is; everything else between single quotes, with escapes where a clipboard would lose a character. */
function quoted(word: string): string {
  if (/^[\w./:@%+=,-]+$/.test(word)) return word;
  if (!CONTROL.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  const escaped = word
    .replace(/[\\']/g, '\\$&')
    .replace(/(?![\n\t])\p{Cc}/gu, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `$'${escaped.replaceAll('\\x0d', '\\r')}'`;
}

/** Controls but line feed and tab. */
const CONTROL = /(?![\n\t])\p{Cc}/u;
