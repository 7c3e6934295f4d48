// Gives memory back at once. Octets of sockets lie outside of the collector's heap; left to it, some 90 MB of them gather in a large download.

/** Octets that nobody looks at again, and that have their memory to themselves: they are empty afterwards. Others stay as they are. */
export function release({ buffer, byteLength }: Uint8Array): void {
  // Node 20 does not know `transfer`.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && 'transfer' in buffer) buffer.transfer(0);
}
