// Progress on a terminal, for what takes longer than a second.
import { duration, escaped, size } from '../core/report/layout.ts';
import type { Progress } from '../core/send/client.ts';

export interface ProgressLine {
  readonly take: (progress: Progress) => void;
  readonly end: () => void;
}

const QUIET: ProgressLine = { take: () => undefined, end: () => undefined };
const PATIENCE = 1000;

/** One line that is rewritten in place; nothing where there is no terminal or where JSON is wanted. */
export function progressOn(
  stream: NodeJS.WriteStream,
  label: string,
  options: { readonly json?: boolean; readonly jsonl?: boolean },
): ProgressLine {
  if (!stream.isTTY || options.json === true || options.jsonl === true) return QUIET;
  const began = performance.now();
  let state = 'waiting';
  let shown = false;
  const draw = (): void => {
    const elapsed = performance.now() - began;
    if (elapsed < PATIENCE) return;
    shown = true;
    stream.write(`\r\u001b[K${escaped(label)}: ${state}, ${duration(elapsed)} (Ctrl+C cancels)`);
  };
  const timer = setInterval(draw, 250);
  return {
    take: (progress) => {
      state = words(progress) ?? state;
    },
    end: () => {
      clearInterval(timer);
      if (shown) stream.write('\r\u001b[K');
    },
  };
}

function words(progress: Progress): string | undefined {
  switch (progress.kind) {
    case 'phase':
      return progress.phase;
    case 'sent':
      return `${size(progress.octets)} of ${size(progress.total)} sent`;
    case 'head':
    case 'informational':
      return `${progress.head.status} received`;
    case 'content':
      return `${size(progress.received)} received`;
    case 'hop':
      return 'following a redirect';
  }
}
