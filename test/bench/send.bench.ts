// How fast exchanges are with their whole record kept, beside node:http and the engines of other clients, on loopback, in one run.
// The server is a process of its own, so that both sides do not share a thread.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as http from 'node:http';
import { createRequire } from 'node:module';
import * as net from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_OPTIONS, type HttpRequest } from '../../src/core/http/request.ts';
import { createHttpClient } from '../../src/core/send/http-client.ts';
import { type Candidate, compare, median } from './measure.ts';
import { peer } from './peers.ts';

const MEBIBYTE = 1024 * 1024;

const SERVER = `
  const block = Buffer.alloc(65536, 97);
  require('node:http').createServer((request, response) => {
    if (request.url === '/small') return response.setHeader('Content-Type', 'application/json').end('{"id":1,"tags":["a","b"]}');
    response.writeHead(200, { 'Content-Length': 1600 * block.length });
    let left = 1600;
    const more = () => { while (left-- > 0) if (!response.write(block)) return response.once('drain', more); response.end(); };
    more();
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
`;

const server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
const [said] = (await once(server.stdout, 'data')) as [Buffer];
const port = Number(said);
const client = createHttpClient({ contentCap: MEBIBYTE });
const agent = new http.Agent({ keepAlive: true });

const request = (target: string): HttpRequest => ({
  method: 'GET',
  url: `http://127.0.0.1:${port}${target}`,
  origin: { scheme: 'http', host: '127.0.0.1', port },
  target,
  version: 'HTTP/1.1',
  fields: [
    ['Host', `127.0.0.1:${port}`],
    ['Accept', '*/*'],
  ],
  sources: [],
  content: undefined,
});

async function postil(target: string): Promise<void> {
  const { outcome } = await client.send(request(target), DEFAULT_OPTIONS);
  if (outcome.kind === 'failure') throw new Error(outcome.failure.message);
}

const node = (target: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = http.get({ port, host: '127.0.0.1', path: target, agent }, (response) => {
      let octets = 0;
      response.on('data', (piece: Buffer) => {
        octets += piece.length;
      });
      response.on('end', () => resolve(octets));
    });
    sent.on('error', reject);
  });

/** The floor: the same octets on a socket that nobody reads into an answer. What is left of the time is the machine's and the server's. */
const bare = net.connect(port, '127.0.0.1');
const octets = Buffer.from(`GET /small HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: */*\r\n\r\n`);
const socket = async (): Promise<void> => {
  bare.write(octets);
  await once(bare, 'data');
};

type Got = (url: string, options: object) => Promise<unknown>;

/** The engine of REST Client and httpYac. */
async function got(version: string): Promise<Candidate | undefined> {
  const folder = await peer('got', version);
  if (folder === undefined) return undefined;
  const file = createRequire(path.join(folder, 'package.json')).resolve('got');
  const loaded = (await import(pathToFileURL(file).href)) as { default: Got & { default?: Got } };
  const get = loaded.default.default ?? loaded.default;
  return { name: `got ${version}`, run: () => get(`http://127.0.0.1:${port}/small`, { agent: { http: agent }, retry: { limit: 0 } }) };
}

const peers = [await got('11.8.6'), await got('14.6.6')].filter((one) => one !== undefined);
const candidates = [
  { name: 'node:http', run: () => node('/small') },
  { name: 'postil, with the whole record', run: () => postil('/small') },
  { name: 'floor: a bare socket', run: socket },
  ...peers,
];
// Short and many: what disturbs the machine for a second disturbs all of them.
const short = { rounds: 25, time: 60 };
await compare('GET of 25 octets, one after another, keep-alive (goal for postil: 0.75)', candidates, short);

// Between two packets a quiet machine falls asleep, and most of the time above is its waking up, which no client can change.
const awake = spawn(process.execPath, ['-e', 'while (true);'], { stdio: 'ignore' });
await compare('the same while another process keeps the machine awake (goal for postil: 0.75)', candidates, short);
awake.kill();

/** Seconds pass in one download, so a few interleaved ones have to do. */
const downloads: Record<'node' | 'postil', number[]> = { node: [], postil: [] };
for (let round = 0; round < 6; round++)
  for (const [name, run] of [
    ['node', node],
    ['postil', postil],
  ] as const) {
    const start = performance.now();
    await run('/large');
    if (round > 0) downloads[name].push(performance.now() - start);
  }
const [base, ours] = [median(downloads.node), median(downloads.postil)];
console.log('100 MB download, capture capped at 1 MB (goal for postil: 0.90)');
console.log(`  node:http, counting ${base.toFixed(0)} ms, postil ${ours.toFixed(0)} ms  ×${(ours / base).toFixed(2)}`);
await client.close();
agent.destroy();
bare.destroy();
server.kill();
