// The payload of a close frame: two octets of code, then a reason in UTF-8 (RFC 6455 section 5.5.1).
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error } from '../note.ts';
import { escaped, hexOf } from '../shown.ts';
import { rfc } from '../spec.ts';
import { closeCode, mayBeSent } from './close-codes.ts';
import type { DecodedFrame } from './decode-frame.ts';
import { firstInvalidUtf8 } from './utf8.ts';

export interface CloseBody {
  /** `undefined` for an empty payload, which an API reports as 1005. */
  readonly code: number | undefined;
  readonly reason: string;
}

export function closeBody(payload: Uint8Array): CloseBody {
  const [high, low] = payload;
  if (high === undefined || low === undefined) return { code: undefined, reason: '' };
  return { code: high * 256 + low, reason: new TextDecoder().decode(payload.subarray(2)) };
}

export function closeFrameNotes(frame: DecodedFrame): readonly Annotation[] {
  if (frame.kind !== 'close' || !frame.complete || frame.payload.length === 0) return [];
  const at = anchor.frame(frame.index, 'payload');
  if (frame.payload.length === 1)
    return [
      error('ws/close/one-octet', at, {
        title: say`A close frame with a payload of 1 octet; it has none, or 2 and more`,
        detail: say`The code takes two octets, the most significant first; a single one (${hexOf(frame.payload)}) cannot be read. The receiver fails the connection with ${'1002'}.`,
        specs: [rfc(6455, '5.5.1')],
      }),
    ];
  const { code = 0 } = closeBody(frame.payload);
  const faults: Annotation[] = [];
  if (!mayBeSent(code) || (code === 1010 && frame.direction === 'in'))
    faults.push(
      error('ws/close/code-on-the-wire', at, {
        title: say`Close code ${code} must not be sent in a close frame`,
        detail: join([
          whyNot(code),
          say`The receiver fails the connection with ${'1002'}. Send ${'1000'}, or a code from ${'3000'} to ${'4999'}.`,
        ]),
        specs: [rfc(6455, '7.4.1'), rfc(6455, '7.4.2')],
      }),
    );
  const wrong = firstInvalidUtf8(frame.payload.subarray(2));
  if (wrong !== undefined)
    faults.push(
      error('ws/close/reason-not-utf-8', at, {
        title: say`The reason of the close frame is not valid UTF-8`,
        detail: say`The octets ${hexOf(frame.payload.subarray(2 + wrong.start, 2 + wrong.end + 1), 4)} are no UTF-8; a receiver answers with ${'1007'}. A reason cut in the middle of a character, to fit into 123 octets, is a usual cause.`,
        specs: [rfc(6455, '5.5.1'), rfc(6455, '8.1')],
      }),
    );
  return faults;
}

function whyNot(code: number): Prose {
  const { sentBy, meaning } = closeCode(code);
  if (sentBy === 'local')
    return say`${code} is reserved for the end that reports it: ${text(escaped(meaning, 200))}. It never goes over the wire.`;
  if (sentBy === 'client') return say`${code} is for clients: ${text(meaning)}.`;
  return say`${code}: ${text(meaning)}.`;
}
