// What came of a run in a few words, for the lens and the status bar: `200 · 38 ms`.
import { duration } from '../core/explain/words.ts';
import type { Exchange, Phase } from '../core/http/exchange.ts';
import type { Ran } from '../core/run/session.ts';
import type { Progress } from '../core/send/client.ts';

export interface RanText {
  readonly text: string;
  readonly failed: boolean;
}

export function ranText(ran: Ran): RanText {
  switch (ran.kind) {
    case 'blocked':
      return { text: 'not sent', failed: true };
    case 'http': {
      const { outcome, timings } = ran.exchange;
      if (outcome.kind === 'failure')
        return { text: outcome.failure.kind === 'cancelled' ? 'cancelled' : outcome.failure.code, failed: true };
      return { text: `${outcome.response.status} · ${duration(timings.done)}`, failed: outcome.response.status >= 400 };
    }
    case 'websocket': {
      const { events, frames } = ran.session;
      const last = events.at(-1);
      if (last?.kind === 'failed') return { text: last.failure.code, failed: true };
      if (events.some(({ kind }) => kind === 'refused')) return { text: 'refused', failed: true };
      return {
        text: last?.kind === 'closed' ? `closed ${last.code} · ${frames.length} frames` : `${frames.length} frames`,
        failed: last?.kind === 'closed' && !last.clean,
      };
    }
  }
}

/** What is being done, for the lens: `waiting…`. */
export function doingText(progress: Progress): string | undefined {
  switch (progress.kind) {
    case 'phase':
      return PHASES[progress.phase];
    case 'head':
      return `${progress.head.status}, receiving…`;
    case 'hop':
      return asksAgain(progress.exchange) ? 'answering the challenge…' : 'redirected…';
    case 'sent':
    case 'informational':
    case 'content':
      return undefined;
  }
}

const asksAgain = ({ outcome }: Exchange): boolean => outcome.kind === 'response' && [401, 407].includes(outcome.response.status);

const PHASES: Readonly<Partial<Record<Phase, string>>> = {
  dns: 'looking up the name…',
  connect: 'connecting…',
  proxy: 'asking the proxy…',
  tls: 'securing…',
  send: 'sending…',
  wait: 'waiting…',
  websocket: 'opening…',
};
