// multipart (RFC 2046 section 5.1) as a server reads it, form-data (RFC 7578) in particular.
import { mediaType, parameters } from './media-type.ts';

export interface MultipartPart {
  readonly name?: string;
  readonly filename?: string;
  /** `text/plain` when the part does not say (RFC 7578 section 4.4). */
  readonly type: string;
  readonly octets: number;
  /** Short text only. */
  readonly text?: string;
}

export interface Multipart {
  readonly boundary?: string;
  readonly parts: readonly MultipartPart[];
  readonly problem?: string;
}

const CRLF2 = Buffer.from('\r\n\r\n');

export function multipart(content: Buffer, boundary: string | undefined): Multipart {
  if (boundary === undefined || boundary === '') return { parts: [], problem: 'the Content-Type names no boundary' };
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter stands at the beginning or after a preamble; a CRLF in front makes them all alike.
  const source = Buffer.concat([Buffer.from('\r\n'), content]);
  const first = source.indexOf(delimiter);
  if (first < 0) return { boundary, parts: [], problem: `no line --${boundary} was found` };
  const parts: MultipartPart[] = [];
  for (let at = first; at >= 0; ) {
    const after = at + delimiter.length;
    if (source.toString('latin1', after, after + 2) === '--') return { boundary, parts };
    const next = source.indexOf(delimiter, after);
    if (next < 0) return { boundary, parts, problem: `the closing line --${boundary}-- is missing` };
    const start = source.indexOf('\r\n', after) + 2;
    const part = partOf(source.subarray(start, next));
    if (typeof part === 'string') return { boundary, parts, problem: part };
    parts.push(part);
    at = next;
  }
  return { boundary, parts };
}

function partOf(octets: Buffer): MultipartPart | string {
  const noFields = octets.subarray(0, 2).equals(CRLF2.subarray(0, 2));
  const end = octets.indexOf(CRLF2);
  if (end < 0 && !noFields) return 'a part has no blank line after its fields';
  const head = noFields ? '' : octets.toString('utf8', 0, end);
  const body = octets.subarray(noFields ? 2 : end + 4);
  const field = (name: string): string | undefined => new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, 'im').exec(head)?.[1];
  const { name, filename } = parameters(field('Content-Disposition') ?? '');
  const type = field('Content-Type') ?? 'text/plain';
  const readable = body.length <= 1000 && /^text\/|[/+](json|xml)$/.test(mediaType(type).essence);
  return {
    ...(name !== undefined && { name }),
    ...(filename !== undefined && { filename }),
    type,
    octets: body.length,
    ...(readable && { text: body.toString() }),
  };
}
