// `run` lines whose variables refer to answers: they are filled when the request that they name is about to be sent.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Ended, postil, withFiles } from '../support/command.ts';
import { type RawServer, rawServer, type Scope } from '../support/raw-server.ts';

/** Counts its answers: `{"id":1}`, `{"id":2}`… */
const counting = (scope: Scope): Promise<RawServer> => {
  let count = 0;
  return rawServer(scope, (socket) => {
    const content = `{"id":${++count}}`;
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${content.length}\r\n\r\n${content}`);
  });
};

const run = (files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> =>
  withFiles(files, (folder) => postil(['send', join(folder, 'a.http'), ...args]));

/** The targets that were asked for, in order, on all connections. */
const targets = ({ received }: RawServer): readonly string[] =>
  [
    ...Buffer.concat(received)
      .toString('latin1')
      .matchAll(/^GET (\S+)/gm),
  ].map(([, target = '']) => target);

const request = (port: number, name: string, target: string): string => `### ${name}\nGET http://127.0.0.1:${port}${target}\n\n`;

test('the answer of a request that the same block runs before', async (t) => {
  const server = await counting(t);
  const text = `${request(server.port, 'new', '/new') + request(server.port, 'get', '/get/{{x}}')}### both\nrun #new\nrun #get (@x={{new.response.body.$.id}})\nrun #new\nrun #get (@x={{new.response.body.$.id}})\n`;
  const { code, stderr } = await run({ 'a.http': text }, '--name', 'both');
  assert.deepEqual([code, targets(server)], [0, ['/new', '/get/1', '/new', '/get/3']], stderr);
});

test('the answer of a request that nobody has sent yet: it is sent first', async (t) => {
  const server = await counting(t);
  const text = `${request(server.port, 'new', '/new') + request(server.port, 'get', '/get/{{x}}')}### one\nrun #get (@x={{new.response.body.$.id}})\n`;
  const { code, stderr } = await run({ 'a.http': text }, '--name', 'one');
  assert.deepEqual([code, targets(server)], [0, ['/new', '/get/1']], stderr);
});

test('a line in a file that another line runs is filled in its turn; all that one line runs get the same', async (t) => {
  const server = await counting(t);
  const { port } = server;
  const files = {
    'a.http': `import ./b.http\n${request(port, 'new', '/new')}### all\nrun #new\nrun ./b.http (@x={{new.response.body.$.id}}, @y={{$uuid}})\n`,
    'b.http': `${request(port, 'first', '/first/{{x}}/{{y}}')}### second\nrun ./c.http #third (@z={{x}}-{{first.response.body.$.id}}-{{y}})\n\n`,
    'c.http': request(port, 'third', '/third/{{z}}'),
  };
  const { code, stderr } = await run(files, '--name', 'all');
  const [created, first, third] = targets(server);
  const uuid = /^\/first\/1\/([0-9a-f-]{36})$/.exec(first ?? '')?.[1];
  assert.deepEqual([code, created, third], [0, '/new', `/third/1-2-${uuid}`], stderr);
});

test('a value that the answer does not have keeps back what is named, and the line is told', async (t) => {
  const server = await counting(t);
  const text = `${request(server.port, 'new', '/new') + request(server.port, 'get', '/get/{{x}}')}### both\nrun #new\nrun #get (@x={{new.response.body.$.nothing}})\n`;
  const { code, stderr } = await run({ 'a.http': text }, '--line', '7');
  assert.deepEqual([code, targets(server)], [2, ['/new']]);
  assert.match(stderr, /a\.http:9:\d+: error reference-failed: new\.response\.body\.\$\.nothing/);
});
