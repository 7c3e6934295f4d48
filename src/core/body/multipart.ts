// Multipart content taken apart (RFC 2046 section 5.1, RFC 7578), with the places of delimiters and parts. Total.
import { type Fields, firstOf } from '../http/field.ts';
import { parseMediaType } from '../http/media-type.ts';
import { parameter, parseParameters } from '../http/parameters.ts';
import type { Range } from '../text/range.ts';

export interface Multipart {
  /** Of Content-Type; empty when it names none. */
  readonly boundary: string;
  readonly parts: readonly Part[];
  /** Octets before the first delimiter and after the last; empty ranges when there are none. */
  readonly preamble: Range;
  readonly epilogue: Range;
  readonly faults: readonly MultipartFault[];
}

export interface Part {
  readonly fields: Fields;
  readonly content: Uint8Array;
  /** `name` and `filename` of Content-Disposition, `undefined` when it has none. */
  readonly name: string | undefined;
  readonly filename: string | undefined;
  /** The octets after the delimiter's line, fields included. */
  readonly range: Range;
  readonly contentRange: Range;
}

/**
 * `no-boundary`: Content-Type has none; `other-boundary`: the content begins with another delimiter, named in `detail`; `no-delimiter`: no line is
 * the delimiter; `no-closing`: the last delimiter has no `--`; `no-blank-line`: a part without an end of its fields; `bad-field`: a line without
 * colon; `bare-lf`: lines end without CR; `no-name`: a part of form data without a name.
 */
export interface MultipartFault {
  readonly kind: 'no-boundary' | 'other-boundary' | 'no-delimiter' | 'no-closing' | 'no-blank-line' | 'bad-field' | 'bare-lf' | 'no-name';
  readonly range: Range;
  readonly detail?: string;
}

/** `contentType` as in its field. Offsets are octets of `content`. */
export function parseMultipart(content: Uint8Array, contentType: string): Multipart {
  const type = parseMediaType(contentType);
  const boundary = (type === undefined ? undefined : parameter(type.parameters, 'boundary')?.value) ?? '';
  const everything = { start: 0, end: content.length };
  const nothing = { boundary, parts: [], preamble: everything, epilogue: { start: content.length, end: content.length } };
  if (boundary === '') return { ...nothing, faults: [{ kind: 'no-boundary', range: everything }] };
  const text = latin1(content);
  const delimiters = delimitersIn(text, boundary);
  const [first] = delimiters;
  if (first === undefined) return { ...nothing, faults: [withoutDelimiter(text)] };
  const faults: MultipartFault[] = delimiters.some((one) => one.bareLf) ? [{ kind: 'bare-lf', range: first.range }] : [];
  const parts: Part[] = [];
  const closing = delimiters.findIndex((one) => one.closing);
  const openers = closing < 0 ? delimiters : delimiters.slice(0, closing);
  openers.forEach((one, index) => {
    const range = { start: one.range.end, end: delimiters[index + 1]?.contentEnd ?? content.length };
    parts.push(partOf(content, text, range, type?.subtype === 'form-data', faults));
  });
  const last = delimiters[closing];
  if (last === undefined) faults.push({ kind: 'no-closing', range: { start: content.length, end: content.length } });
  return {
    boundary,
    parts,
    preamble: { start: 0, end: first.contentEnd },
    epilogue: { start: last?.range.end ?? content.length, end: content.length },
    faults,
  };
}

interface Delimiter {
  /** Of the whole line, its line break included. */
  readonly range: Range;
  /** Where what stands before it ends: the line break before belongs to the delimiter. */
  readonly contentEnd: number;
  readonly closing: boolean;
  readonly bareLf: boolean;
}

function delimitersIn(text: string, boundary: string): readonly Delimiter[] {
  const found: Delimiter[] = [];
  const mark = `--${boundary}`;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    if (at > 0 && text[at - 1] !== '\n') continue;
    const after = /^(?:(--)[ \t]*(\r\n|\n|$)|[ \t]*(\r\n|\n))/.exec(text.slice(at + mark.length, at + mark.length + 200));
    if (after === null) continue;
    const bareLf = (at > 0 && text[at - 2] !== '\r') || (after[2] ?? after[3]) === '\n';
    const contentEnd = at === 0 ? 0 : text[at - 2] === '\r' ? at - 2 : at - 1;
    found.push({ range: { start: at, end: at + mark.length + after[0].length }, contentEnd, closing: after[1] !== undefined, bareLf });
  }
  return found;
}

function withoutDelimiter(text: string): MultipartFault {
  const other = /(?:^|\n)--([^\r\n]{1,70}?)(?:--)?[ \t]*\r?\n/.exec(text);
  if (other?.[1] === undefined) return { kind: 'no-delimiter', range: { start: 0, end: text.length } };
  return { kind: 'other-boundary', range: { start: other.index, end: other.index + other[0].length }, detail: other[1] };
}

function partOf(content: Uint8Array, text: string, range: Range, form: boolean, faults: MultipartFault[]): Part {
  const fields: [string, string][] = [];
  let at = range.start;
  let ended = false;
  while (at < range.end && !ended) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 || feed >= range.end ? range.end : feed;
    const line = utf8(content.subarray(at, end)).replace(/\r$/, '');
    const colon = line.indexOf(':');
    if (line === '') ended = true;
    else if (/^[ \t]/.test(line) && fields.length > 0) {
      const last = fields.at(-1);
      if (last !== undefined) last[1] = `${last[1]} ${line.trim()}`;
    } else if (colon > 0) fields.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    else faults.push({ kind: 'bad-field', range: { start: at, end } });
    at = Math.min(end + 1, range.end);
  }
  if (!ended) faults.push({ kind: 'no-blank-line', range });
  const parameters = parseParameters(firstOf(fields, 'content-disposition') ?? '');
  const name = parameter(parameters, 'name')?.value;
  if (form && name === undefined) faults.push({ kind: 'no-name', range });
  const contentRange = { start: at, end: Math.max(at, range.end) };
  return {
    fields,
    content: content.subarray(at, contentRange.end),
    name,
    filename: parameter(parameters, 'filename')?.value,
    range,
    contentRange,
  };
}

/** One character an octet, so that offsets are octets. */
function latin1(octets: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < octets.length; i += 8192) pieces.push(String.fromCharCode(...octets.subarray(i, i + 8192)));
  return pieces.join('');
}

const utf8 = (octets: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);
