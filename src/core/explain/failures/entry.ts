// An entry of the knowledge base of failures: what is always true of a code, and what this exchange adds to it.
import type { Prose } from '../../text/prose.ts';
import type { Basis, Level, SpecReference } from '../annotation.ts';
import type { FailureFacts } from './facts.ts';

/** Where in the layers the failure happened. */
export type Layer =
  | 'dns'
  | 'tcp'
  | 'timeout'
  | 'tls-cert'
  | 'tls'
  | 'tls-alert'
  | 'http-parse'
  | 'request'
  | 'proxy-h2'
  | 'ws-frame'
  | 'ws-handshake';

export interface FailureEntry {
  /** Stable, the last part of the annotation's id. */
  readonly id: string;
  /** As Node, OpenSSL, llhttp, undici or ws write them; empty when only the message tells. */
  readonly codes: readonly string[];
  /** Where there is no code of its own: what the message says. */
  readonly match?: RegExp;
  readonly layer: Layer;
  /** A title for when nothing more is known, at most 60 characters. */
  readonly name: string;
  readonly cause: string;
  readonly next: string;
  readonly level?: Level;
  readonly specs?: readonly SpecReference[];
  readonly tell?: (facts: FailureFacts) => Told;
}

/** What this exchange adds; each part stands in for the entry's own, evidence is added to it. */
export interface Told {
  readonly title?: Prose;
  readonly cause?: Prose;
  readonly evidence?: Prose;
  readonly next?: Prose;
  readonly basis?: Basis;
  readonly level?: Level;
}

type More = Partial<Pick<FailureEntry, 'match' | 'level' | 'specs' | 'tell' | 'id'>>;

/** A maker of entries of one layer: codes separated by spaces, the first of them giving the id. */
export const entriesOf =
  (layer: Layer) =>
  (codes: string, name: string, cause: string, next: string, more: More = {}): FailureEntry => {
    const list = codes === '' ? [] : codes.split(' ');
    const id = (list[0] ?? name)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    return { id, codes: list, layer, name, cause, next, ...more };
  };
