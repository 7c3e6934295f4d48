// Masking keys that anybody could foresee: then a script can choose the octets that a proxy sees (RFC 6455 sections 5.3 and 10.3).
import { say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { hexOf } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { DecodedFrame } from './decode-frame.ts';

/** Two equal keys may be chance in a long session (one in four thousand million); three in a row are not. */
const SAME = 3;

export function maskKeyNotes(frames: readonly DecodedFrame[]): readonly Annotation[] {
  const masked = frames.filter(({ direction, maskingKey }) => direction === 'out' && maskingKey !== undefined);
  const repeated = masked.find((frame, i) => i + 1 >= SAME && masked.slice(i + 1 - SAME, i).every((one) => keyOf(one) === keyOf(frame)));
  if (repeated === undefined) return allZero(masked);
  const key = keyOf(repeated);
  return [
    warning('ws/frame/mask-key', anchor.frame(repeated.index, 'mask'), {
      title: say`The same masking key ${key} again and again: it must be random each time`,
      detail: say`${text(String(SAME))} frames in a row have this key${text(key === '00 00 00 00' ? ', which leaves the payload as it is' : '')}. It must be unpredictable, made anew for every frame from a strong source; otherwise a script can compute what a proxy or cache on the way will see. Servers accept it all the same.`,
      specs: [rfc(6455, '5.3'), rfc(6455, '10.3')],
      basis: 'computed',
    }),
  ];
}

/** By chance once in four thousand million frames. */
function allZero(masked: readonly DecodedFrame[]): readonly Annotation[] {
  const frame = masked.find(({ maskingKey }) => maskingKey?.every((octet) => octet === 0) === true);
  if (frame === undefined) return [];
  return [
    info('ws/frame/mask-zero', anchor.frame(frame.index, 'mask'), {
      title: say`The masking key is ${'00 00 00 00'}: it must be random each time`,
      detail: say`A key of zeros leaves the payload as it is on the wire, so that a script can choose the octets that a proxy or cache on the way sees. The key must be unpredictable, made anew for every frame from a strong source. Servers accept it all the same.`,
      specs: [rfc(6455, '5.3'), rfc(6455, '10.3')],
      basis: 'computed',
    }),
  ];
}

const keyOf = ({ maskingKey }: DecodedFrame): string => (maskingKey === undefined ? '' : hexOf(maskingKey));
