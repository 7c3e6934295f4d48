// Where the time went, in milliseconds since the exchange began.
import type { NoteView } from './annotation-view.ts';

export type PhaseKind = 'dns' | 'tcp' | 'tls' | 'send' | 'wait' | 'receive';

export interface TimelineView {
  readonly total: number;
  readonly phases: readonly PhaseView[];
  /** Phases that did not take place, with the reason. */
  readonly absent: readonly { readonly label: string; readonly why: string }[];
  readonly attempts: readonly AttemptView[];
  /** What the server says of its own work (`Server-Timing`), inside of the wait. */
  readonly server: readonly ServerTiming[];
  readonly notes: readonly NoteView[];
  /** The layers that carried the request, from the message down. */
  readonly layers: readonly LayerView[];
}

export interface PhaseView {
  readonly kind: PhaseKind;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** What it was: `127.0.0.1:8080`, `1.2 kB in 3 reads`. */
  readonly note: string;
  readonly ladder: readonly LadderStep[];
}

/** A step between the two ends; `model` steps were not captured, they are what the protocol does here. */
export interface LadderStep {
  readonly direction: 'out' | 'in' | 'both';
  readonly what: string;
  readonly detail: string;
  readonly basis: 'seen' | 'model';
}

export interface AttemptView {
  readonly address: string;
  readonly outcome: 'connected' | 'failed' | 'abandoned';
  readonly code: string | undefined;
}

export interface ServerTiming {
  readonly name: string;
  readonly description: string;
  readonly duration: number | undefined;
}

export interface LayerView {
  readonly layer: string;
  readonly facts: string;
  readonly octets: string;
}
