// Between sending and showing: what `sender.ts` asks of the panels, and what a panel may ask of it. `panel/panels.ts` implements it.
import type { RunIdentity, RunView } from './panel/run-host.ts';

/** For the request that the panel shows. */
export interface RunRequests {
  cancel(): void;
  again(): void;
  /** Shows the request in its document. */
  reveal(): Promise<void>;
  copyAsCurl(): Promise<void>;
}

export interface RunPanels {
  /** Begins a run: its panel opens beside, or is used again; the focus stays in the editor. */
  show(identity: RunIdentity, requests: RunRequests): RunView;
  /** Brings a panel to the front; `false` when there is none of that key. */
  reveal(key: string): boolean;
}
