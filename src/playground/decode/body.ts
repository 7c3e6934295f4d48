// What a server makes of a request's content: each of the four encodings of form-like data, and anything else as text or octets.
import { mediaType } from './media-type.ts';
import { type MultipartPart, multipart } from './multipart.ts';
import { urlencoded } from './urlencoded.ts';
import { type XmlRoot, xmlRoot } from './xml.ts';

/** `problem` says what is wrong with the content in the words of one sentence. */
export type Body =
  | { readonly encoding: 'none'; readonly octets: 0 }
  | {
      readonly encoding: 'urlencoded';
      readonly type: string;
      readonly octets: number;
      readonly pairs: readonly (readonly [string, string])[];
      readonly problem?: string;
    }
  | {
      readonly encoding: 'multipart';
      readonly type: string;
      readonly octets: number;
      readonly boundary?: string;
      readonly parts: readonly MultipartPart[];
      readonly problem?: string;
    }
  | { readonly encoding: 'json'; readonly type: string; readonly octets: number; readonly value?: unknown; readonly problem?: string }
  | { readonly encoding: 'xml'; readonly type: string; readonly octets: number; readonly root?: XmlRoot; readonly problem?: string }
  | { readonly encoding: 'text'; readonly type: string; readonly octets: number; readonly text: string }
  | { readonly encoding: 'octets'; readonly type: string; readonly octets: number; readonly hex: string };

export function decodeBody(contentType: string | undefined, content: Buffer): Body {
  const octets = content.length;
  const type = contentType ?? '';
  if (octets === 0) return { encoding: 'none', octets };
  const { essence, parameters } = mediaType(contentType);
  if (essence === 'application/x-www-form-urlencoded') return { encoding: 'urlencoded', type, octets, ...urlencoded(content.toString()) };
  if (essence.startsWith('multipart/')) return { encoding: 'multipart', type, octets, ...multipart(content, parameters['boundary']) };
  if (/[/+]json$/.test(essence)) return { encoding: 'json', type, octets, ...parsedJson(content.toString()) };
  if (/[/+]xml$/.test(essence)) return { encoding: 'xml', type, octets, ...xmlRoot(content.toString()) };
  return { ...textOrHex(content), type, octets };
}

type TextOrHex = { readonly encoding: 'text'; readonly text: string } | { readonly encoding: 'octets'; readonly hex: string };

/** Text when it is UTF-8, else the first octets in hex. */
export function textOrHex(content: Uint8Array): TextOrHex {
  try {
    return { encoding: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(content) };
  } catch {
    return { encoding: 'octets', hex: Buffer.from(content.subarray(0, 64)).toString('hex') };
  }
}

function parsedJson(source: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(source) };
  } catch (error) {
    return { problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
