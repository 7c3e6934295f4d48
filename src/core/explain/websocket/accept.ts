// The proof of a WebSocket handshake: base64(SHA-1(key + GUID)). RFC 6455 section 4.2.2, step 5, item 4.
import { createHash } from 'node:crypto';

/** The fixed text that RFC 6455 section 1.3 appends to the key. */
export const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export interface AcceptProof {
  readonly key: string;
  readonly guid: string;
  /** The 20 octets of SHA-1 over key + guid, as 40 hexadecimal digits. */
  readonly sha1Hex: string;
  /** The value that `Sec-WebSocket-Accept` must have. */
  readonly accept: string;
}

/** The key goes in as the text it has on the wire; it is not decoded first. */
export function acceptProof(key: string): AcceptProof {
  const digest = createHash('sha1').update(`${key}${GUID}`, 'latin1').digest();
  return { key, guid: GUID, sha1Hex: digest.toString('hex'), accept: digest.toString('base64') };
}

/** How many octets the base64 text of a key stands for; `undefined` when it is no base64 (RFC 4648 section 4, padding needed). */
export function keyOctets(key: string): Uint8Array | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(key)) return undefined;
  return Uint8Array.from(atob(key), (c) => c.charCodeAt(0));
}
