// What a probe of the draft standard is: a text of ours, and what a client that conforms does with it. The ids are those of the public
// conformance record of http.vet (corpus 2026-draft.3); texts and values are our own and test the same rule.

export interface Probe {
  readonly id: string;
  /** What the draft asks for, in our words. */
  readonly rule: string;
  /** `AUTHORITY` stands for where the listener is. */
  readonly source: string | Uint8Array;
  /** The name that the text is given; `a.http` unless told. */
  readonly file?: string;
  readonly expect: Expected;
  /** What the listener answers to each connection, the last one again; `200` with two octets unless told. */
  readonly answers?: readonly Uint8Array[];
  /** The record grades this one; what it merely notes down counts for nothing, and we say here what Postil does. */
  readonly graded: boolean;
  /** Where the record does not settle what is right. */
  readonly doubt?: string;
}

export type Expected =
  /** These requests and no others arrive in plain HTTP/1, in order. */
  | { readonly kind: 'sent'; readonly requests: readonly Wanted[] }
  /** A TLS handshake begins, and nothing arrives in plain text. */
  | { readonly kind: 'tls' }
  /** Connections bring octets that begin so, none of them a request in HTTP/1, and the command ends with an error. */
  | { readonly kind: 'begins'; readonly texts: readonly string[] }
  /** Nothing at all is sent, and the command ends with an error. */
  | { readonly kind: 'refused'; readonly problem: string };

/** What is named here must be so; what is left out may be as it likes. */
export interface Wanted {
  readonly method?: string;
  readonly target?: string;
  readonly version?: string;
  /** Every line of one of these names, in order, with its case; `AUTHORITY` as in the source. */
  readonly fields?: readonly (readonly [name: string, value: string])[];
  /** Names, in any case, of fields that must not be there. */
  readonly without?: readonly string[];
  /** Text, or octets as hexadecimal digits. */
  readonly body?: string | { readonly hex: string };
  /** Must stand nowhere in the octets. */
  readonly nowhere?: readonly string[];
}

export const sent = (...requests: readonly Wanted[]): Expected => ({ kind: 'sent', requests });
export const begins = (...texts: readonly string[]): Expected => ({ kind: 'begins', texts });
export const refused = (problem: string): Expected => ({ kind: 'refused', problem });

type Row = readonly [id: string, rule: string, source: string | Uint8Array, expect: Expected, more?: Partial<Probe>];

const probe =
  (graded: boolean) =>
  ([id, rule, source, expect, more = {}]: Row): Probe => ({ id, rule, source, expect, graded, ...more });

export const graded = (rows: readonly Row[]): readonly Probe[] => rows.map(probe(true));
export const observed = (rows: readonly Row[]): readonly Probe[] => rows.map(probe(false));
