// A small PNG (RFC 2083), drawn here so that no file has to be shipped.
import { crc32, deflateSync } from 'node:zlib';

const SIDE = 64;

/** 64 by 64 pixels of a gradient, RGB. */
export function picture(): Buffer {
  // Filter 1 (Sub): each pixel as its difference from the one to its left, so that a gradient takes little room.
  const rows = Array.from({ length: SIDE }, (_, y) => [1, 0, y * 4, 255, ...Array.from({ length: SIDE - 1 }, () => [4, 0, 254]).flat()]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
