// Octets → text: which charset, and how that was decided (RFC 9110 section 8.3.2; BOM first, as the Encoding standard does).
import { type Fields, firstOf } from '../http/field.ts';

export interface Text {
  readonly text: string;
  /** As TextDecoder names it, `utf-8`, `windows-1252`. */
  readonly charset: string;
  readonly decidedBy: 'bom' | 'content-type' | 'xml-declaration' | 'meta' | 'default';
  /** Octets that are not valid in that charset came out as U+FFFD. */
  readonly faulty: boolean;
  /** What Content-Type asked for, where no decoder is known for it. */
  readonly unknownCharset?: string;
}

/** Always gives text; whether it is fit to be shown as text is `isTextual`'s question. */
export function asText(octets: Uint8Array, fields: Fields): Text {
  const bom = bomOf(octets);
  if (bom !== undefined) return decode(octets, bom, 'bom');
  const asked = charsetOf(fields);
  if (asked !== undefined) {
    const known = decoderName(asked);
    return known === undefined ? { ...decode(octets, 'utf-8', 'default'), unknownCharset: asked } : decode(octets, known, 'content-type');
  }
  const declared = declaredCharset(octets);
  return declared === undefined ? decode(octets, 'utf-8', 'default') : decode(octets, declared.charset, declared.by);
}

/** Whether content is text for people: by its media type, and where that is silent, by its octets. */
export function isTextual(octets: Uint8Array, fields: Fields): boolean {
  const type = firstOf(fields, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (
    /^(?:text\/|message\/http)|[/+](?:json|xml|yaml|javascript|ecmascript|graphql|x-www-form-urlencoded|x-ndjson|toml|sql)(?:$|;)|^multipart\//.test(
      type,
    )
  )
    return true;
  if (/^(?:image|audio|video|font)\//.test(type)) return type === 'image/svg+xml';
  const head = octets.subarray(0, 1024);
  return (
    head.every((o) => o >= 32 || o === 9 || o === 10 || o === 13 || o === 27) &&
    !decode(octets.subarray(0, 1021), 'utf-8', 'default').faulty
  );
}

function bomOf(octets: Uint8Array): string | undefined {
  const [a, b, c] = octets;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xff && b === 0xfe ? 'utf-16le' : undefined;
}

function charsetOf(fields: Fields): string | undefined {
  const value = firstOf(fields, 'content-type');
  return value === undefined ? undefined : /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(value)?.[1];
}

/** `<?xml encoding="…"?>`, `<meta charset>`: looked for in the first 1024 octets, as browsers do. */
function declaredCharset(octets: Uint8Array): { readonly charset: string; readonly by: 'xml-declaration' | 'meta' } | undefined {
  const head = String.fromCharCode(...octets.subarray(0, 1024));
  const xml = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1];
  const meta = /<meta[^>]*\scharset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  const name = decoderName(xml ?? meta ?? '');
  return name === undefined ? undefined : { charset: name, by: xml === undefined ? 'meta' : 'xml-declaration' };
}

function decoderName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // No decoder has that name: the caller says so.
    return undefined;
  }
}

function decode(octets: Uint8Array, charset: string, decidedBy: Text['decidedBy']): Text {
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(octets), charset, decidedBy, faulty: false };
  } catch {
    return { text: new TextDecoder(charset).decode(octets), charset, decidedBy, faulty: true };
  }
}
