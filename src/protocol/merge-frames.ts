// Frames of an update put into those that are known. Both ends do it in the same way, so that they agree on what the panel has.
import type { FrameView, SocketUpdate } from './socket-view.ts';

/** Frames that a panel holds; of a longer session, the latest. */
export const MOST_FRAMES = 5000;

export function mergeFrames(
  known: readonly FrameView[],
  { changed, appended }: Pick<SocketUpdate, 'changed' | 'appended'>,
): readonly FrameView[] {
  const first = known[0]?.index ?? 0;
  const frames = [...known];
  for (const frame of changed) if (frame.index >= first && frame.index - first < frames.length) frames[frame.index - first] = frame;
  frames.push(...appended);
  return frames.length > MOST_FRAMES ? frames.slice(-MOST_FRAMES) : frames;
}
