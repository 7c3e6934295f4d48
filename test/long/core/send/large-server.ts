// A process that answers with so many octets: HTTP/1.1 with a length at `/length`, in chunks at `/chunked`, HTTP/2 on a port of its own.
// Prints both ports; ends when its standard input does.
import * as http2 from 'node:http2';
import * as net from 'node:net';
import { Readable } from 'node:stream';

const total = Number(process.argv[2] ?? 0);
const PIECE = Buffer.alloc(64 * 1024, 'postil ');

function* pieces(chunked: boolean): Generator<Buffer> {
  for (let left = total; left > 0; left -= PIECE.length) {
    const piece = left < PIECE.length ? PIECE.subarray(0, left) : PIECE;
    if (chunked) yield Buffer.from(`${piece.length.toString(16)}\r\n`);
    yield piece;
    if (chunked) yield Buffer.from('\r\n');
  }
  if (chunked) yield Buffer.from('0\r\n\r\n');
}

const plain = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', (request) => {
    const chunked = request.toString('latin1').startsWith('GET /chunked');
    socket.write(`HTTP/1.1 200 OK\r\n${chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${total}`}\r\n\r\n`);
    Readable.from(pieces(chunked), { objectMode: true }).pipe(socket);
  });
});
const framed = http2.createServer();
framed.on('stream', (stream) => {
  stream.on('error', () => {});
  stream.respond({ ':status': 200 });
  Readable.from(pieces(false), { objectMode: true }).pipe(stream);
});
const portOf = (server: net.Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
await new Promise<void>((resolve) => framed.listen(0, '127.0.0.1', resolve));
process.stdout.write(`${portOf(plain)} ${portOf(framed)}\n`);
process.stdin.resume().on('end', () => process.exit(0));
