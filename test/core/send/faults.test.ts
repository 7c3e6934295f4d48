// Faults: whatever a server does, an exchange comes back in time, with its octets, and nothing stays open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAlike } from '../../support/alike.ts';
import { rawServer } from '../../support/raw-server.ts';
import { faults } from '../../support/raw-server-faults.ts';
import { client, OPTIONS, request, send } from './sending.ts';
import { count, outcomeOf } from './tally.ts';

const TIMEOUT = 250;
/** For what is answered: a busy machine may take its time over 10,000 chunks. */
const PATIENT = 10_000;

for (const { name, act, comes } of faults) {
  test(`fault: ${name} is a ${comes}, in time, and its connection does not stay`, async (t) => {
    const closed: Promise<unknown>[] = [];
    const server = await rawServer(t, (socket, whole, read) => (whole.length === read.length ? act(socket) : undefined), {
      onConnect: (socket) => closed.push(new Promise((resolve) => socket.once('close', resolve))),
    });
    const http = client(t);
    const exchange = await http.send(request(server.port, 'GET /'), { ...OPTIONS, readTimeout: comes === 'response' ? PATIENT : TIMEOUT });
    count('faults of servers, in time and without a leak');
    outcomeOf(exchange);
    // Twelve megabytes of JSON show nothing that one does not.
    if (exchange.wire.receivedLength < 4_000_000) assertAlike(exchange);
    assert.equal(exchange.outcome.kind, comes, JSON.stringify(exchange.outcome).slice(0, 300));
    assert.ok(exchange.timings.done < 2 * PATIENT);
    assert.ok(exchange.outcome.kind === 'response' || exchange.outcome.failure.kind !== 'internal');
    await http.close();
    for (const socket of server.sockets) socket.end();
    await Promise.all(closed);
  });
}

test(`${faults.length} faults`, () => assert.ok(faults.length >= 45));

test('40 faults one after another leave no socket of this process open', async (t) => {
  const open = (): number => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap' || name === 'TLSWrap').length;
  const server = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf'));
  const before = open();
  for (let i = 0; i < 40; i++) await send(t, request(server.port, 'GET /'));
  await server.close();
  for (let turn = 0; turn < 50 && open() > before; turn++) await new Promise(setImmediate);
  assert.equal(open(), before);
});
