// Mutated answers: whatever a server does, an exchange comes back in time, with its octets. Too long for `npm run check`.
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import type { Exchange } from '../../../../src/core/http/exchange.ts';
import { client, OPTIONS, request, wireOf } from '../../../core/send/sending.ts';
import { rawServer } from '../../../support/raw-server.ts';

/** A small generator of numbers that come out the same each time (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let n = Math.imul(state ^ (state >>> 15), 1 | state);
    n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n;
    return ((n ^ (n >>> 14)) >>> 0) % below;
  };
}

const SEEDS = [
  'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nhello world',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nX: y\r\n\r\n',
  'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 3\r\n\r\nno!',
  'HTTP/1.0 200 OK\r\nServer: x\r\n\r\nuntil the end',
  'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\nCache-Control: max-age=60\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x02hi',
];
const DICTIONARY = [
  '\r\n',
  '\r',
  '\n',
  '\0',
  ' ',
  ':',
  ';',
  'HTTP/1.1 ',
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  '0\r\n\r\n',
  'ffffffff',
  '\xff\xfe',
  '1xx',
  '-1',
];

function mutated(seed: string, pick: (below: number) => number): string {
  let text = seed;
  for (let times = 1 + pick(4); times > 0; times--) {
    const at = pick(text.length + 1);
    const length = pick(12);
    const kinds = [
      () => text.slice(0, at) + String.fromCharCode(pick(256)) + text.slice(at + 1),
      () => text.slice(0, at) + text.slice(at + length),
      () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
      () => text.slice(0, at) + (DICTIONARY[pick(DICTIONARY.length)] ?? '') + text.slice(at),
      () => text.slice(0, at),
      () => text.slice(at) + text.slice(0, at),
    ];
    text = kinds[pick(kinds.length)]?.() ?? text;
  }
  return text;
}

const tally = (counts: Map<string, number>, { outcome }: Exchange): void => {
  const key = outcome.kind === 'response' ? 'response' : `${outcome.failure.kind} ${outcome.failure.code}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

test('3,000 mutated responses: each gives an exchange, its octets are kept, none is an internal failure', async (t) => {
  const pick = numbers(20_261_121);
  const cases = Array.from({ length: 3_000 }, () => mutated(SEEDS[pick(SEEDS.length)] ?? '', pick));
  const server = await rawServer(t, (socket: Socket, whole, read) => {
    const number = /^GET \/(\d+) /.exec(read.toString('latin1'))?.[1];
    if (whole.length === read.length && number !== undefined) socket.end(Buffer.from(cases[Number(number)] ?? '', 'latin1'));
  });
  const http = client(t);
  const counts = new Map<string, number>();
  const work = async (from: number): Promise<void> => {
    for (let i = from; i < cases.length; i += 8) {
      const exchange = await http.send(request(server.port, `GET /${i}`), { ...OPTIONS, readTimeout: 30_000, redirect: 'manual' });
      tally(counts, exchange);
      assert.ok(cases[i]?.startsWith(wireOf(exchange, 'in')), JSON.stringify(cases[i]));
      if (exchange.outcome.kind === 'failure')
        assert.ok(!['internal', 'timeout'].includes(exchange.outcome.failure.kind), JSON.stringify([cases[i], exchange.outcome]));
      else assert.equal(wireOf(exchange, 'in'), cases[i]);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, i) => work(i)));
  t.diagnostic(
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([key, count]) => `${count} ${key}`)
      .join(', '),
  );
  assert.ok((counts.get('response') ?? 0) > 500);
});
