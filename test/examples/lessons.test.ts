// Every request of `examples/` is sent to a playground: what a new user tries first has to do what its comment says.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { nodePorts } from '../../src/cli/ports.ts';
import type { Outcome } from '../../src/core/http/exchange.ts';
import { DEFAULT_SETTINGS } from '../../src/core/resolve/scope.ts';
import { type Ran, Session } from '../../src/core/run/session.ts';
import { createNetwork } from '../../src/core/send/network.ts';
import { parse } from '../../src/core/syntax/parse.ts';
import { DEFAULT_PORT, type Playground, startPlayground } from '../../src/playground/server.ts';

const FOLDER = fileURLToPath(new URL('../../examples', import.meta.url));
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.http'));
/** So is a request marked whose failure is the lesson. */
const ON_PURPOSE = /^# Fails on purpose/m;

let playground: Playground;
let session: Session;
before(async () => {
  playground = await startPlayground({ port: 0 });
  session = new Session({
    network: async () => createNetwork({}),
    ports: nodePorts({ ask: false }),
  });
});
after(async () => {
  await session.dispose();
  await playground.close();
});

/** `200`, `101 closed 1000`, `fails ECONNREFUSED`. */
function told(ran: Ran): string {
  switch (ran.kind) {
    case 'blocked':
      return `blocked ${ran.problems.map(({ code }) => code).join(' ')}`;
    case 'http':
      return ofOutcome(ran.exchange.outcome);
    case 'websocket': {
      const failed = ran.session.events.find((event) => event.kind === 'failed');
      const closed = ran.session.events.find((event) => event.kind === 'closed');
      if (failed !== undefined) return `fails ${failed.failure.code}`;
      return [ofOutcome(ran.session.handshake.outcome), ...(closed === undefined ? [] : [`closed ${closed.code}`])].join(' ');
    }
  }
}

const ofOutcome = (outcome: Outcome): string =>
  outcome.kind === 'response' ? String(outcome.response.status) : `fails ${outcome.failure.code}`;

async function runAll(name: string): Promise<readonly { readonly title: string; readonly onPurpose: boolean; readonly ran: Ran }[]> {
  const file = join(FOLDER, name);
  const { document, problems } = parse(readFileSync(file, 'utf8').replaceAll(`127.0.0.1:${DEFAULT_PORT}`, `127.0.0.1:${playground.port}`));
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  const scope = { file, workspace: FOLDER, variables: [], settings: DEFAULT_SETTINGS };
  const all = [];
  for (const placed of document.blocks.filter(({ block }) => block.request !== undefined)) {
    const ran = await session.run({ document, placed, scope }, { closeAfterScript: true });
    all.push({ title: placed.block.name?.text ?? '', onPurpose: ON_PURPOSE.test(placed.block.text), ran });
  }
  return all;
}

/** What the comments promise, by title. */
const PROMISED: Readonly<Record<string, string>> = {
  created: '201',
  'The member that was just made': '200',
  'The same title twice': '409',
  'A change without a condition': '428',
  'A change of an old version': '412',
  'A change of whatever version is there': '200',
  'Delete it': '204',
  'Content that cannot be read': '400',
  'Content of the wrong type': '415',
  'Content that makes no sense': '422',
  'Is it still this version?': '304',
  'The same by date': '304',
  'An old version': '200',
  'The first ten octets': '206',
  'Two parts at once': '206',
  'Only if it has not changed': '200',
  'Past the end': '416',
  'Not followed': '302',
  'Three in a row': '200',
  'In a circle': 'fails REDIRECT_LOOP',
  'Digest: the challenge': '401',
  'Digest: the answer': '200',
  'Use the token': '200',
  'A token that is no longer right': '401',
  'A picture that asks where you come from': '403',
  'No more': '204',
  Echo: '101 closed 1000',
  'A subprotocol': '101 closed 1000',
  'The server speaks, pings and closes': '101 closed 1000',
  'Closed with a code': '101 closed 1001',
  'Closed without a word': '101 closed 1006',
  Refused: '403',
  'A wrong proof': 'fails WS_INVALID_ACCEPT',
  'A 101 without Upgrade': 'fails WS_INVALID_UPGRADE',
  'A subprotocol that nobody offered': 'fails WS_UNREQUESTED_SUBPROTOCOL',
  'A masked frame from the server': 'fails WS_ERR_UNEXPECTED_MASK',
  'Text that is not UTF-8': 'fails WS_ERR_INVALID_UTF8',
  'A terabyte in one frame': 'fails WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
  'The handshake by hand': '101',
  'Nobody listens': 'fails ECONNREFUSED',
  'No answer in time': 'fails UND_ERR_HEADERS_TIMEOUT',
  'TLS where there is none': 'fails ERR_SSL_WRONG_VERSION_NUMBER',
  'Broken off in the middle': 'fails ECONNRESET',
};

for (const name of FILES) {
  test(`${name} fails where it says so, and nowhere else`, async () => {
    for (const { title, onPurpose, ran } of await runAll(name)) {
      const words = told(ran);
      assert.equal(/^(fails|blocked)/.test(words), onPurpose, `${title}: ${words}`);
      if (PROMISED[title] !== undefined) assert.equal(words, PROMISED[title], title);
      const [, status] = /^(\d{3}):/.exec(title) ?? [];
      if (status !== undefined && !status.startsWith('1')) assert.equal(words, status, title);
    }
  });
}

/** Files of healthy exchanges only. */
for (const name of FILES.filter((one) => /^(01|02|06|11|12)-/.test(one))) {
  test(`${name} has nothing to warn of`, async () => {
    for (const { title, ran } of await runAll(name)) {
      const found =
        ran.kind === 'blocked' ? [] : ran.explanation.annotations.filter(({ level }) => level === 'warning' || level === 'error');
      assert.deepEqual(
        found.map(({ id }) => id),
        [],
        title,
      );
    }
  });
}

test('every promise is one of an example', () => {
  const titles = FILES.flatMap((name) =>
    parse(readFileSync(join(FOLDER, name), 'utf8')).document.blocks.map(({ block }) => block.name?.text),
  );
  assert.deepEqual(
    Object.keys(PROMISED).filter((title) => !titles.includes(title)),
    [],
  );
});

test('the examples are numbered without a gap, beginning with the first request', () => {
  assert.deepEqual(
    FILES.map((name) => Number(name.slice(0, 2))),
    FILES.map((_, i) => i + 1),
  );
  assert.equal(FILES[0], '01-first-request.http');
});

test('every request has a title, and every file begins with a comment that says what it is about', () => {
  for (const name of FILES) {
    const source = readFileSync(join(FOLDER, name), 'utf8');
    assert.match(source, /^# \S/, name);
    const { document } = parse(source);
    for (const { block } of document.blocks) if (block.request !== undefined) assert.notEqual(block.name?.text ?? '', '', name);
  }
});
