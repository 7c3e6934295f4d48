// The contents of a run, decoded when first asked for and given out in slices: the panel never holds a large body.
import { readFile } from 'node:fs/promises';
import { contentCodings, type Decoded, decodeContent } from '../../core/body/decode.ts';
import { parseForm } from '../../core/body/form.ts';
import { asText, isTextual, type Text } from '../../core/body/text.ts';
import type { Side } from '../../core/explain/anchor.ts';
import type { Exchange, HttpResponse } from '../../core/http/exchange.ts';
import { type Fields, firstOf } from '../../core/http/field.ts';
import { isJson, isXml, type MediaType, parseMediaType } from '../../core/http/media-type.ts';
import type { SavedContent } from '../../core/run/save.ts';
import type {
  ContentForm,
  ContentLanguage,
  ContentLine,
  ContentQuestion,
  ContentRef,
  ContentSlice,
  ContentView,
} from '../../protocol/content-view.ts';
import { octets } from '../../protocol/measure.ts';
import { jsonLines, type LaidOut } from './json-lines.ts';
import { sentContent } from './octets.ts';

/** Above this many code units a text is not laid out anew. */
const PRETTY_LIMIT = 5_000_000;
/** The longest piece of a line that is given to the panel. */
const PIECE = 2000;
/** The most that one slice holds, whatever was asked for. */
const MOST_LINES = 2000;
const MOST_OCTETS = 4_000_000;
/** Octets that are read as text; of more, the first. Reading all of them would hold up the editor. */
const TEXT_LIMIT = 32_000_000;
/** Octets that a content may unpack to. */
const LARGEST = 256_000_000;

/** What a content is made of: the octets after transfer codings, and the fields that describe them. */
export interface Source {
  readonly octets: Uint8Array;
  /** Octets that it has, also where the capture holds fewer. */
  readonly length: number;
  readonly fields: Fields;
  readonly complete: boolean;
  /** A temporary file with all of it, where memory holds the beginning. */
  readonly file?: string;
}

export class Contents {
  readonly #entries = new Map<string, Entry>();
  readonly #sources: (which: ContentRef) => Source | undefined;

  constructor(sources: (which: ContentRef) => Source | undefined) {
    this.#sources = sources;
  }

  /** Contents of exchanges, first hop first. */
  static of(hops: readonly Exchange[]): Contents {
    return new Contents(({ hop, side }) => {
      const exchange = hops[hop];
      return exchange === undefined ? undefined : sourceOf(exchange, side);
    });
  }

  /** `undefined` when that message has no content. */
  view(which: ContentRef): ContentView | undefined {
    return this.#entry(which)?.view;
  }

  /** A slice; what is outside of the content is left out. */
  read({ which, form, from, to }: ContentQuestion): ContentSlice {
    const entry = this.#entry(which);
    if (form === 'hex') {
      const octets = entry?.decoded.octets ?? new Uint8Array(0);
      return { kind: 'octets', from, total: octets.length, octets: octets.slice(from, Math.min(to, from + MOST_OCTETS)) };
    }
    const { lines, folds } = entry?.laidOut(form) ?? { lines: [], folds: new Map() };
    const end = Math.min(to, from + MOST_LINES, lines.length);
    return {
      kind: 'lines',
      from,
      total: lines.length,
      lines: lines.slice(from, end).map((line, i) => withFold(line, folds.get(from + i))),
    };
  }

  /** All of it, decoded, for a file: what memory does not hold is taken from the temporary file. */
  async whole(which: ContentRef): Promise<SavedContent> {
    const source = this.#sources(which);
    if (source?.file === undefined) return { kind: 'octets', octets: this.octets(which) };
    if (contentCodings(source.fields).length === 0) return { kind: 'file', path: source.file };
    const { octets } = decodeContent(await readFile(source.file), source.fields, { limit: LARGEST });
    return { kind: 'octets', octets };
  }

  /** The decoded octets that memory holds. */
  octets(which: ContentRef): Uint8Array {
    return this.#entry(which)?.decoded.octets ?? new Uint8Array(0);
  }

  /** The temporary file that holds all of it. */
  file(which: ContentRef): string | undefined {
    return this.#sources(which)?.file;
  }

  source(which: ContentRef): Source | undefined {
    return this.#sources(which);
  }

  #entry(which: ContentRef): Entry | undefined {
    const key = `${which.hop} ${which.side}`;
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const source = this.#sources(which);
    if (source === undefined) return undefined;
    const entry = new Entry(which, source);
    this.#entries.set(key, entry);
    return entry;
  }
}

interface Lines {
  readonly lines: readonly ContentLine[];
  readonly folds: LaidOut['folds'];
}

/** One content, decoded; its texts are made when first asked for. */
class Entry {
  readonly decoded: Decoded;
  readonly view: ContentView;
  readonly #fields: Fields;
  #text: Text | undefined;
  #raw: Lines | undefined;
  #pretty: Lines | undefined;

  constructor(which: ContentRef, { octets, length, fields, complete, file }: Source) {
    this.#fields = fields;
    const cut = octets.length < length;
    this.decoded = decodeContent(octets, fields, { limit: LARGEST, cut });
    const type = parseMediaType(firstOf(fields, 'Content-Type') ?? '');
    const language = languageOf(type, this.decoded.octets, fields);
    const media = mediaOf(type);
    const remark = remarkOf(this.decoded, {
      complete,
      cut,
      kept: file === undefined ? undefined : { first: octets.length, length, file },
      text: language !== 'none',
    });
    this.view = {
      which,
      mediaType: type?.essence ?? '',
      language,
      ...(media && { media }),
      ...(language !== 'none' && { charset: this.#asText().charset }),
      wireLength: length,
      decodedLength: this.decoded.octets.length,
      codings: this.decoded.steps.map((step) => step.coding).toReversed(),
      forms: formsOf(language, this.decoded.octets.length),
      complete,
      ...(remark !== undefined && { remark }),
      ...(file !== undefined && { inFile: true }),
    };
  }

  laidOut(form: Exclude<ContentForm, 'hex'>): Lines {
    if (form === 'raw') return this.#rawLines();
    this.#pretty ??= this.#layOut() ?? this.#rawLines();
    return this.#pretty;
  }

  #layOut(): Lines | undefined {
    const { text } = this.#asText();
    if (text.length > PRETTY_LIMIT) return undefined;
    if (this.view.language === 'form')
      return { lines: parseForm(text).map(({ name, value }) => ({ text: `${name}: ${value}` })), folds: new Map() };
    const laidOut = jsonLines(text);
    return laidOut && inPieces(laidOut);
  }

  #rawLines(): Lines {
    this.#raw ??= inPieces({ lines: this.#asText().text.split(/\r\n|\n|\r/), folds: new Map() });
    return this.#raw;
  }

  #asText(): Text {
    this.#text ??= asText(this.decoded.octets.subarray(0, TEXT_LIMIT), this.#fields);
    return this.#text;
  }
}

interface Kept {
  /** Octets that memory holds, of how many. */
  readonly first: number;
  readonly length: number;
  readonly file: string;
}

function inFile({ first, length, file }: Kept, steps: Decoded['steps'], complete: boolean): string {
  const codings = steps.map(({ coding }) => coding).filter((coding) => coding !== 'identity');
  const coded = codings.length === 0 ? '' : `, still ${codings.join(' and ')}`;
  const what = complete ? 'the whole content' : 'all that came';
  return `the first ${octets(first)} are shown; ${what} (${octets(length)}${coded}) is in ${file}`;
}

function remarkOf(
  { steps, octets }: Decoded,
  { complete, cut, kept, text }: { complete: boolean; cut: boolean; kept: Kept | undefined; text: boolean },
): string | undefined {
  const step = steps.find(({ fault }) => fault !== undefined);
  if (kept !== undefined) return inFile(kept, steps, complete);
  if (step?.fault !== undefined) return `${step.coding}: ${step.fault.message}`;
  if (cut) return 'the capture ends before the content does';
  if (!complete) return 'the message ended before its content did';
  return text && octets.length > TEXT_LIMIT
    ? `as text the first ${TEXT_LIMIT / 1_000_000} MB are shown; Hex and a saved file have all of it`
    : undefined;
}

function sourceOf(exchange: Exchange, side: Side): Source | undefined {
  if (side === 'request') return requestSource(exchange);
  const { outcome } = exchange;
  const response = outcome.kind === 'response' ? outcome.response : outcome.partial;
  return response === undefined ? undefined : responseSource(response);
}

function requestSource(exchange: Exchange): Source | undefined {
  const { content, fields } = exchange.request;
  if (content === undefined || content.length === 0) return undefined;
  const length = content.reduce((sum, piece) => sum + (piece.kind === 'bytes' ? piece.bytes.length : piece.size), 0);
  const octets = sentContent(exchange);
  return { octets, length, fields, complete: octets.length === length };
}

const responseSource = (response: HttpResponse): Source | undefined =>
  response.contentLength === 0
    ? undefined
    : {
        octets: response.content,
        length: response.contentLength,
        fields: response.fields,
        complete: response.complete && (response.contentFile !== undefined || response.content.length === response.contentLength),
        ...(response.contentFile !== undefined && { file: response.contentFile }),
      };

function languageOf(type: MediaType | undefined, octets: Uint8Array, fields: Fields): ContentLanguage {
  if (type !== undefined && isJson(type)) return 'json';
  if (!isTextual(octets, fields)) return 'none';
  if (type === undefined) return octets[0] === 0x7b || octets[0] === 0x5b ? 'json' : 'text';
  if (type.essence === 'text/event-stream') return 'events';
  if (type.subtype === 'html' || type.subtype === 'xhtml+xml') return 'html';
  if (isXml(type)) return 'xml';
  return type.essence === 'application/x-www-form-urlencoded' ? 'form' : 'text';
}

function mediaOf(type: MediaType | undefined): ContentView['media'] {
  return type?.type === 'image' || type?.type === 'audio' || type?.type === 'video' ? type.type : undefined;
}

function formsOf(language: ContentLanguage, length: number): readonly ContentForm[] {
  if (language === 'none') return ['hex'];
  return (language === 'json' || language === 'form') && length <= PRETTY_LIMIT ? ['pretty', 'raw', 'hex'] : ['raw', 'hex'];
}

// Pieces move the lines after them, and the folds with them.
function inPieces({ lines, folds }: LaidOut): Lines {
  if (!lines.some((line) => line.length > PIECE)) return { lines: lines.map((text) => ({ text })), folds };
  const pieces: ContentLine[] = [];
  const moved: number[] = [];
  for (const line of lines) {
    moved.push(pieces.length);
    for (let at = 0; at === 0 || at < line.length; at += PIECE) {
      pieces.push({ text: line.slice(at, at + PIECE), ...(at > 0 && { continues: true }) });
    }
  }
  const to = (index: number): number => moved[index] ?? index;
  return { lines: pieces, folds: new Map([...folds].map(([at, fold]) => [to(at), { ...fold, end: to(fold.end) }])) };
}

const withFold = (line: ContentLine, fold: { end: number; members: number } | undefined): ContentLine =>
  fold === undefined ? line : { ...line, fold };
