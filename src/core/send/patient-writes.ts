// A server may answer before the request is whole, and close (RFC 9112 section 9.5). The next write fails then, and Node would destroy the
// socket with the answer in it, unread (section 9.6). Here a failed write waits until reading has come to its end.
import type { Socket } from 'node:net';

type Done = (error?: Error | null) => void;

/** What was received before a write failed is there to be read at once: reading ends by itself, in milliseconds. */
const PATIENCE = 1_000;

/** From now on the writes of this socket fail after its reads; `onFailure` learns of the failure when it happens. */
export function readBeforeFailing(socket: Socket, onFailure: (error: Error) => void): void {
  const [write, writev] = [socket._write.bind(socket), socket._writev?.bind(socket)];
  const patient = (done: Done): Done => {
    const wait = (error: Error): void => {
      const timer = setTimeout(() => fail(), PATIENCE).unref();
      const fail = (): void => {
        clearTimeout(timer);
        socket.off('end', fail).off('close', fail);
        done(error);
      };
      socket.once('end', fail).once('close', fail);
      onFailure(error);
    };
    return (error) => (error && !socket.readableEnded && !socket.destroyed ? wait(error) : done(error));
  };
  Object.assign(socket, {
    _write: (octets: Uint8Array, encoding: BufferEncoding, done: Done) => write(octets, encoding, patient(done)),
    ...(writev && { _writev: (octets: Parameters<typeof writev>[0], done: Done) => writev(octets, patient(done)) }),
  });
}
