// A request that was written in another notation, before it is one of a `.http` text.

export interface RequestDraft {
  /** What is to be known about it and can't be expressed; each becomes a comment line above the request. */
  readonly notes: readonly string[];
  /** `insecure`, `proxy http://e.test`: without the `@`. */
  readonly directives: readonly string[];
  readonly method: string;
  /** Absolute, or a path with a `Host` among the fields. */
  readonly url: string;
  /** `HTTP/2`. */
  readonly version?: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly content?: DraftContent;
}

export type DraftContent =
  | { readonly kind: 'text'; readonly text: string }
  /** The octets of a file, as its path is typed. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'parts'; readonly parts: readonly DraftPart[] };

/** A part of `multipart/form-data`; `fields` without `Content-Disposition`. */
export interface DraftPart {
  readonly name: string;
  readonly filename?: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly content: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'file'; readonly path: string };
}

export const fieldNamed = ({ fields }: Pick<RequestDraft, 'fields'>, name: string): string | undefined =>
  fields.find(([other]) => other.toLowerCase() === name)?.[1];
