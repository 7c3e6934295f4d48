// HTTP/2 as a record: the frames of one exchange as they stood on the wire (RFC 9113 section 4), header blocks decoded (RFC 7541).
import type { Field, Fields } from './field.ts';

/** What the frames of one exchange were; frames of other streams and of the connection among them. */
export interface Http2Record {
  /** The stream of the exchange; `undefined` when no request went out. */
  readonly stream: number | undefined;
  /** In the order in which they ended, those that came since the last exchange on the connection first. */
  readonly frames: readonly H2Frame[];
  /** Frames that went by and are not among `frames`: of a long content the later DATA and WINDOW_UPDATE are only counted. */
  readonly omitted: number;
  /** Octets of each direction on the connection before this exchange: where its `wire` begins among the frames' `offset`. */
  readonly began: { readonly in: number; readonly out: number };
}

export interface H2Frame {
  readonly direction: 'in' | 'out';
  /** Milliseconds since the exchange began; below 0 for a frame that came before, while the connection was idle. */
  readonly at: number;
  /** Octets of its direction on the connection before its first. */
  readonly offset: number;
  /** 0 to 255; -1 for the preface, and for octets that are no frames. */
  readonly type: number;
  /** `HEADERS`, `preface`, `unknown 0x1b`. */
  readonly name: string;
  readonly flags: number;
  /** Those that the type defines: `END_STREAM`. */
  readonly flagNames: readonly string[];
  /** Without the reserved bit. */
  readonly stream: number;
  /** Octets of the payload, as the header says. */
  readonly length: number;
  readonly content: H2Content;
  /** The connection ended inside of it. */
  readonly cut?: true;
}

export type H2Content =
  /** The 24 octets with which a client begins (RFC 9113 section 3.4). */
  | { readonly kind: 'preface' }
  /** `octets` without padding. */
  | { readonly kind: 'data'; readonly octets: number; readonly padding?: number }
  /** `block` where the frame ends its header block. */
  | { readonly kind: 'headers'; readonly padding?: number; readonly priority?: H2Priority; readonly block?: HeaderBlock }
  | { readonly kind: 'priority'; readonly priority: H2Priority }
  | { readonly kind: 'reset'; readonly error: number }
  | { readonly kind: 'settings'; readonly settings: readonly H2Setting[] }
  | { readonly kind: 'promise'; readonly promised: number; readonly padding?: number; readonly block?: HeaderBlock }
  | { readonly kind: 'ping'; readonly payload: Uint8Array }
  | { readonly kind: 'goaway'; readonly last: number; readonly error: number; readonly debug: Uint8Array }
  | { readonly kind: 'window'; readonly increment: number }
  | { readonly kind: 'continuation'; readonly block?: HeaderBlock }
  /** A type that this reader does not know, its first octets. */
  | { readonly kind: 'other'; readonly octets: Uint8Array }
  /** A payload that its type does not allow. */
  | { readonly kind: 'malformed'; readonly why: string; readonly octets: Uint8Array }
  /** The peer speaks another protocol: its first octets. Nothing is read after them. */
  | { readonly kind: 'foreign'; readonly octets: Uint8Array };

/** RFC 9113 section 5.3: what older clients said of priorities, and nobody has to heed. */
export interface H2Priority {
  readonly exclusive: boolean;
  readonly on: number;
  /** 1 to 256. */
  readonly weight: number;
}

export interface H2Setting {
  readonly id: number;
  /** `MAX_FRAME_SIZE`; `undefined` for one that is not known. */
  readonly name: string | undefined;
  readonly value: number;
}

/** The fields of HEADERS, or PUSH_PROMISE, and its CONTINUATIONs. */
export interface HeaderBlock {
  readonly lines: readonly HeaderLine[];
  /** Octets of the block as it was coded. */
  readonly octets: number;
  /** Why it is not whole: `lines` are those before. */
  readonly fault?: string;
  /** Lines past those that are kept. */
  readonly omitted?: number;
}

export interface HeaderLine {
  /** Pseudo-fields too: `:status`. */
  readonly name: string;
  readonly value: string;
  /** How it was written (RFC 7541 section 6): by its index alone; in letters and to be remembered, not to be, or never to be. */
  readonly form: 'indexed' | 'remembered' | 'literal' | 'never';
  /** Octets that it took. */
  readonly octets: number;
}

/** RFC 9113 section 6 in the order of the numbers; ALTSVC of RFC 7838, ORIGIN of RFC 8336, PRIORITY_UPDATE of RFC 9218. */
const TYPES: Readonly<Record<number, string>> = {
  0: 'DATA',
  1: 'HEADERS',
  2: 'PRIORITY',
  3: 'RST_STREAM',
  4: 'SETTINGS',
  5: 'PUSH_PROMISE',
  6: 'PING',
  7: 'GOAWAY',
  8: 'WINDOW_UPDATE',
  9: 'CONTINUATION',
  10: 'ALTSVC',
  12: 'ORIGIN',
  16: 'PRIORITY_UPDATE',
};

export const typeName = (type: number): string => TYPES[type] ?? `unknown ${hex(type, 2)}`;

const FLAGS: Readonly<Record<number, readonly (readonly [bit: number, name: string])[]>> = {
  0: [
    [1, 'END_STREAM'],
    [8, 'PADDED'],
  ],
  1: [
    [1, 'END_STREAM'],
    [4, 'END_HEADERS'],
    [8, 'PADDED'],
    [32, 'PRIORITY'],
  ],
  4: [[1, 'ACK']],
  5: [
    [4, 'END_HEADERS'],
    [8, 'PADDED'],
  ],
  6: [[1, 'ACK']],
  9: [[4, 'END_HEADERS']],
};

export const flagNames = (type: number, flags: number): readonly string[] =>
  (FLAGS[type] ?? []).filter(([bit]) => (flags & bit) !== 0).map(([, name]) => name);

/** RFC 9113 section 6.5.2; ENABLE_CONNECT_PROTOCOL of RFC 8441, NO_RFC7540_PRIORITIES of RFC 9218. */
const SETTINGS: Readonly<Record<number, string>> = {
  1: 'HEADER_TABLE_SIZE',
  2: 'ENABLE_PUSH',
  3: 'MAX_CONCURRENT_STREAMS',
  4: 'INITIAL_WINDOW_SIZE',
  5: 'MAX_FRAME_SIZE',
  6: 'MAX_HEADER_LIST_SIZE',
  8: 'ENABLE_CONNECT_PROTOCOL',
  9: 'NO_RFC7540_PRIORITIES',
};

export const settingName = (id: number): string | undefined => SETTINGS[id];

/** RFC 9113 section 7, from 0. */
const ERRORS = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

/** `CANCEL`; `0x2a` for a code without a name. */
export const errorName = (code: number): string => ERRORS[code] ?? hex(code, 2);

const hex = (n: number, digits: number): string => `0x${n.toString(16).padStart(digits, '0')}`;

/** The header block that ends with this frame. */
export function blockOf({ content }: H2Frame): HeaderBlock | undefined {
  return content.kind === 'headers' || content.kind === 'promise' || content.kind === 'continuation' ? content.block : undefined;
}

/** Fields in their order, pseudo-fields left out. */
export const fieldsOf = ({ lines }: HeaderBlock): Fields =>
  lines.filter(({ name }) => !name.startsWith(':')).map(({ name, value }): Field => [name, value]);

/** The value of a pseudo-field: `:status`. */
export const pseudo = ({ lines }: HeaderBlock, name: string): string | undefined => lines.find((line) => line.name === name)?.value;

/** Every octet of it was understood, and is here. */
export const isWhole = ({ fault, omitted }: HeaderBlock): boolean => fault === undefined && omitted === undefined;
