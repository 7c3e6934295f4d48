// What the order of frames says: data after a close frame, and masks that repeat (RFC 6455 sections 5.5.1 and 5.3).
import { say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { hexOf } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { DecodedFrame } from './decode-frame.ts';

export function sequenceNotes(frames: readonly DecodedFrame[]): readonly Annotation[] {
  return [...afterClose(frames), ...repeatedMask(frames)];
}

function afterClose(frames: readonly DecodedFrame[]): readonly Annotation[] {
  const found: Annotation[] = [];
  for (const direction of ['in', 'out'] as const) {
    const close = frames.find((frame) => frame.direction === direction && frame.kind === 'close');
    if (close === undefined) continue;
    const who = direction === 'in' ? 'server' : 'client';
    for (const frame of frames.filter((one) => one.direction === direction && one.index > close.index))
      found.push(
        frame.control
          ? info('ws/frame/control-after-close', anchor.frame(frame.index), {
              title: say`A ${text(frame.kind)} after the ${text(who)}'s close frame: it has no effect any more`,
              detail: say`Frame ${text(close.index)} began or answered the closing. Only data frames are forbidden after it, but nobody waits for another frame: whoever has sent and received a close frame ends the connection.`,
              specs: [rfc(6455, '5.5.1')],
            })
          : warning('ws/frame/after-close', anchor.frame(frame.index), {
              title: say`A ${text(frame.kind)} frame after the ${text(who)}'s close frame: it is ignored`,
              detail: say`After its close frame (frame ${text(close.index)}) the ${text(who)} must not send data any more. The receiver discards what comes, so the application never sees it: send before closing.`,
              specs: [rfc(6455, '5.5.1'), rfc(6455, '1.4')],
            }),
      );
  }
  return found;
}

function repeatedMask(frames: readonly DecodedFrame[]): readonly Annotation[] {
  const seen = new Map<string, DecodedFrame>();
  for (const frame of frames) {
    if (frame.direction !== 'out' || frame.maskingKey === undefined) continue;
    const key = hexOf(frame.maskingKey);
    const earlier = seen.get(key);
    if (earlier !== undefined)
      return [
        info('ws/frame/mask-repeated', anchor.frame(frame.index, 'mask'), {
          title: say`The mask ${key} was used in frame ${text(earlier.index)} already`,
          detail: say`Each frame needs a fresh, unpredictable mask. Two equal ones by chance are one in 2^32, so this client seems to use a constant: harmless behind TLS, against the rule nevertheless.`,
          specs: [rfc(6455, '5.3')],
          basis: 'computed',
        }),
      ];
    seen.set(key, frame);
  }
  return [];
}
