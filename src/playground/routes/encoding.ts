// Content codings (RFC 9110 section 8.4): the same text, smaller.
import * as zlib from 'node:zlib';
import { answer, JSON_TYPE, problem } from '../reply.ts';
import type { Call, Family } from '../route.ts';

export const encoding: Family = {
  title: 'Compression',
  routes: [
    {
      methods: ['GET'],
      path: '/encoding/{coding}',
      tells: 'A JSON text coded with gzip, deflate, br or zstd, unless Accept-Encoding rules it out.',
      example: '/encoding/gzip',
      answer: coded,
    },
    { methods: ['GET'], path: '/encoding', tells: 'The same, in the coding that Accept-Encoding likes best.', answer: negotiated },
  ],
};

type Coder = (octets: Uint8Array) => Uint8Array;

/** In the order of this server's taste. Zstandard came to Node with 22.15. */
const CODERS: Readonly<Record<string, Coder | undefined>> = {
  zstd: Reflect.get(zlib, 'zstdCompressSync') as Coder | undefined,
  br: zlib.brotliCompressSync,
  gzip: (octets) => zlib.gzipSync(octets),
  deflate: (octets) => zlib.deflateSync(octets),
};

const CONTENT = Buffer.from(
  `${JSON.stringify(
    Array.from({ length: 60 }, (_, i) => ({ id: i + 1, title: `Practice makes perfect, part ${i + 1}`, done: i % 3 === 0 })),
    undefined,
    2,
  )}\n`,
);

function coded(call: Call): void {
  const name = (call.params['coding'] ?? '').toLowerCase();
  if (name !== 'identity' && CODERS[name] === undefined) problem(call, 404, `This server codes with ${Object.keys(CODERS).join(', ')}.`);
  else send(call, qualityOf(call, name) > 0 ? name : 'identity');
}

function negotiated(call: Call): void {
  const liked = Object.keys(CODERS).filter((name) => CODERS[name] !== undefined && qualityOf(call, name) > 0);
  const explicit = call.request.headers['accept-encoding'] !== undefined;
  const [best = 'identity'] = liked.toSorted((a, b) => qualityOf(call, b) - qualityOf(call, a));
  send(call, explicit ? best : 'identity');
}

/** RFC 9110 section 12.5.3: without the field everything will do, with it what it names, or `*`. */
function qualityOf(call: Call, name: string): number {
  const value = call.request.headers['accept-encoding'];
  if (value === undefined) return 1;
  const weights = new Map(
    String(value)
      .toLowerCase()
      .split(',')
      .map((item): [string, number] => [item.split(';')[0]?.trim() ?? '', Number(/;\s*q=([\d.]+)/.exec(item)?.[1] ?? 1)]),
  );
  return weights.get(name) ?? weights.get('*') ?? 0;
}

function send(call: Call, name: string): void {
  const content = CODERS[name]?.(CONTENT) ?? CONTENT;
  answer(call, {
    type: JSON_TYPE,
    fields: [...(name === 'identity' ? [] : ([['Content-Encoding', name]] as const)), ['Vary', 'Accept-Encoding']],
    content,
  });
}
