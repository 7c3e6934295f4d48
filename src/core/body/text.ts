// Octets to text: which charset, what decided it, and whether the octets agree (RFC 9110 section 8.3.2, WHATWG Encoding).
import { type Fields, firstOf } from '../http/field.ts';
import { charsetOf, isJson, isXml, type MediaType, parseMediaType } from '../http/media-type.ts';

export interface Text {
  readonly text: string;
  /** WHATWG's name in lower case, `utf-8`, `windows-1252`. */
  readonly charset: string;
  /** `json`: RFC 8259 allows UTF-8 only; `guess`: not UTF-8 and nothing says what else. */
  readonly decidedBy: 'bom' | 'content-type' | 'xml-declaration' | 'meta' | 'json' | 'default' | 'guess';
  readonly faults: readonly CharsetFault[];
}

export type CharsetFault =
  /** No such charset is known; `label` as written. */
  | { readonly kind: 'unknown-charset'; readonly label: string }
  /** The byte order mark says another charset than Content-Type. */
  | { readonly kind: 'contradiction'; readonly label: string; readonly used: string }
  /** The octet at `at` does not belong there in this charset. */
  | { readonly kind: 'invalid'; readonly at: number };

/** Total: text comes out of anything, with U+FFFD where octets do not fit. */
export function asText(octets: Uint8Array, fields: Fields): Text {
  const type = parseMediaType(firstOf(fields, 'content-type') ?? '');
  const declared = type === undefined ? undefined : charsetOf(type);
  const named = declared === undefined ? undefined : nameOf(declared);
  const faults: CharsetFault[] = declared !== undefined && named === undefined ? [{ kind: 'unknown-charset', label: declared }] : [];
  const mark = byteOrderMark(octets);
  if (mark !== undefined) {
    if (declared !== undefined && named !== undefined && named !== mark.charset && declared !== 'utf-16')
      faults.push({ kind: 'contradiction', label: declared, used: mark.charset });
    return read(octets.subarray(mark.length), mark.charset, 'bom', faults);
  }
  if (type !== undefined && isJson(type) && firstInvalid(octets) === undefined) return read(octets, 'utf-8', 'json', faults);
  if (named !== undefined) return read(octets, named, 'content-type', faults);
  const inside = type === undefined ? undefined : insideDeclaration(octets, type);
  const byInside = inside === undefined ? undefined : nameOf(inside.label);
  if (inside !== undefined && byInside !== undefined) return read(octets, byInside, inside.decidedBy, faults);
  if (firstInvalid(octets) === undefined || !isTextType(type)) return read(octets, 'utf-8', 'default', faults);
  return read(octets, 'windows-1252', 'guess', faults);
}

/** Whether content is fit to be shown as text: by its media type, and where that is silent, by its octets. */
export function isTextual(octets: Uint8Array, fields: Fields): boolean {
  const type = parseMediaType(firstOf(fields, 'content-type') ?? '');
  if (type === undefined || type.essence === 'application/octet-stream')
    return (
      byteOrderMark(octets) !== undefined ||
      (!looksBinary(octets) && (firstInvalid(octets.subarray(0, 1024)) ?? 1024) >= Math.min(1021, octets.length))
    );
  if (isTextType(type) || TEXTUAL.has(type.subtype) || type.type === 'multipart' || type.type === 'message') return true;
  return !/^(?:image|audio|video|font)$/.test(type.type) && !looksBinary(octets);
}

/** `true` when the octets are better shown as hex: a NUL or many controls among the first 4 KiB, in what no UTF-16 mark begins. */
export function looksBinary(octets: Uint8Array): boolean {
  if (byteOrderMark(octets) !== undefined) return false;
  const start = octets.subarray(0, 4096);
  if (start.includes(0)) return true;
  const controls = start.filter((octet) => octet < 32 && !SPACES.has(octet)).length;
  return controls > start.length / 10;
}

const TEXTUAL = new Set([
  'javascript',
  'ecmascript',
  'x-www-form-urlencoded',
  'graphql',
  'x-ndjson',
  'jsonl',
  'yaml',
  'x-yaml',
  'toml',
  'sql',
  'x-sh',
]);
/** HTAB, LF, FF, CR, ESC. */
const SPACES = new Set([9, 10, 12, 13, 27]);

function read(octets: Uint8Array, charset: string, decidedBy: Text['decidedBy'], faults: readonly CharsetFault[]): Text {
  const text = new TextDecoder(charset, { ignoreBOM: true }).decode(octets);
  const at = charset === 'utf-8' ? firstInvalid(octets) : undefined;
  return { text, charset, decidedBy, faults: at === undefined ? faults : [...faults, { kind: 'invalid', at }] };
}

function byteOrderMark([a, b, c]: Uint8Array): { charset: string; length: number } | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', length: 3 };
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', length: 2 };
  if (a === 0xff && b === 0xfe) return { charset: 'utf-16le', length: 2 };
  return undefined;
}

function nameOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // A label that is not in WHATWG's table is an ordinary answer of a server.
    return undefined;
  }
}

const isTextType = (type: MediaType | undefined): boolean => type === undefined || type.type === 'text' || isXml(type) || isJson(type);

/** What an XML declaration or the first `<meta>` says, looked for as ASCII in the first KiB. */
function insideDeclaration(octets: Uint8Array, type: MediaType): { label: string; decidedBy: 'xml-declaration' | 'meta' } | undefined {
  const start = new TextDecoder('windows-1252').decode(octets.subarray(0, 1024));
  if (isXml(type)) {
    const label = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
    return label === undefined ? undefined : { label, decidedBy: 'xml-declaration' };
  }
  if (type.essence !== 'text/html') return undefined;
  const label = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1];
  return label === undefined ? undefined : { label, decidedBy: 'meta' };
}

/** The first octet that is no well-formed UTF-8 (RFC 3629 section 4); `undefined` when all are. */
export function firstInvalid(octets: Uint8Array): number | undefined {
  for (let i = 0; i < octets.length; ) {
    const length = sequenceAt(octets, i);
    if (length === 0) return i;
    i += length;
  }
  return undefined;
}

/** Octets of the character that begins at `i`; 0 when none does. */
function sequenceAt(octets: Uint8Array, i: number): number {
  const a = octets[i] ?? 0;
  if (a < 0x80) return 1;
  const length = a >= 0xc2 && a <= 0xdf ? 2 : a >= 0xe0 && a <= 0xef ? 3 : a >= 0xf0 && a <= 0xf4 ? 4 : 0;
  for (let k = 1; k < length; k++) if (((octets[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  const b = octets[i + 1] ?? 0;
  const outside = (a === 0xe0 && b < 0xa0) || (a === 0xed && b > 0x9f) || (a === 0xf0 && b < 0x90) || (a === 0xf4 && b > 0x8f);
  return outside ? 0 : length;
}
