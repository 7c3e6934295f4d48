// The content of a message: facts travel with the view, text and octets are asked for in slices.
import type { Side } from '../core/explain/anchor.ts';

export type { Side };

/** Which content: of the request or the response, of which hop. */
export interface ContentRef {
  readonly hop: number;
  readonly side: Side;
}

/** `pretty` and `raw` count in lines, `hex` in octets. `wire` is hex of what went over the socket, framing and codings included. */
export type ContentForm = 'pretty' | 'raw' | 'hex';

export type ContentLanguage = 'json' | 'xml' | 'html' | 'form' | 'text' | 'events' | 'none';

export interface ContentView {
  readonly which: ContentRef;
  /** `application/json`, lower case; empty when the message does not say. */
  readonly mediaType: string;
  readonly language: ContentLanguage;
  /** What the host shows it as, beside text and hex. */
  readonly media?: 'image' | 'audio' | 'video';
  readonly charset?: string;
  /** Octets on the wire after transfer codings, and after content codings; equal without a coding. */
  readonly wireLength: number;
  readonly decodedLength: number;
  readonly codings: readonly string[];
  /** First one first offered. */
  readonly forms: readonly ContentForm[];
  /** `false` when the message ended early or the capture was cut: said above the content. */
  readonly complete: boolean;
  readonly remark?: string;
  /** All of it is in a temporary file, which can be opened; what is shown is the beginning. */
  readonly inFile?: true;
}

export interface ContentQuestion {
  readonly which: ContentRef;
  readonly form: ContentForm;
  /** Half-open, in lines or octets. */
  readonly from: number;
  readonly to: number;
}

/** A line of at most about 2000 code units; a longer one comes as several, all but the first with `continues`. */
export interface ContentLine {
  readonly text: string;
  readonly continues?: true;
  /** A bracket opens here: the index of the line that closes it, and how many members are between. */
  readonly fold?: { readonly end: number; readonly members: number };
}

export type ContentSlice =
  | { readonly kind: 'lines'; readonly from: number; readonly total: number; readonly lines: readonly ContentLine[] }
  | { readonly kind: 'octets'; readonly from: number; readonly total: number; readonly octets: Uint8Array };

/** Octets of the socket, for the Bytes tab. */
export interface WireQuestion {
  readonly hop: number;
  readonly direction: 'out' | 'in';
  readonly from: number;
  readonly to: number;
}

/** A named run of octets in the wire: a leaf of the structure tree. */
export interface Region {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly kind: 'line' | 'field' | 'break' | 'content' | 'chunk' | 'trailer' | 'surplus';
  /** The line it stands for, where there is one: key of a `LineView`. */
  readonly line?: string;
}

export interface WireStructure {
  readonly total: number;
  readonly regions: readonly Region[];
  /** Octets that are better not read over a shoulder, in order: half-open ranges. Dots stand for them until somebody asks. */
  readonly secrets: readonly { readonly start: number; readonly end: number }[];
  /** Said above the octets: "reconstructed, not the octets on the wire", "capture ends here". */
  readonly remark?: string;
}
