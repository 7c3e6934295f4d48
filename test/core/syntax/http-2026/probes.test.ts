// Every probe of the draft standard's conformance record, through parse, resolve and send, against a listener that keeps the octets.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { isRunnable } from '../../../../src/core/resolve/asks.ts';
import { DEFAULT_SETTINGS, type Ports, type Scope } from '../../../../src/core/resolve/scope.ts';
import { keepsBack } from '../../../../src/core/run/conform.ts';
import { Session } from '../../../../src/core/run/session.ts';
import { createNetwork } from '../../../../src/core/send/network.ts';
import { decodeSource } from '../../../../src/core/syntax/encoding.ts';
import { parse } from '../../../../src/core/syntax/parse.ts';
import type { Problem } from '../../../../src/core/syntax/problem.ts';
import { listener } from './listener.ts';
import { octetsOf, PROBES } from './probes.ts';
import { differences, type Outcome } from './verdict.ts';

const SCOPE: Scope = { file: '/work/a.http', workspace: '/work', variables: [], settings: DEFAULT_SETTINGS };

const PORTS: Omit<Ports, 'responses'> = {
  files: { read: () => Promise.resolve(undefined), size: () => Promise.resolve(undefined) },
  now: () => 0,
  random: (count) => new Uint8Array(count),
  prompt: () => Promise.resolve(undefined),
  environment: () => undefined,
};

/** Sends all requests of the file in order, as `postil send --all --profile http-2026` does. */
async function run(octets: Uint8Array): Promise<Omit<Outcome, 'received'>> {
  const { text, problems } = decodeSource(octets);
  const { document } = parse(text, 'http-2026');
  const chosen = document.blocks.filter(({ block }) => isRunnable(block));
  const kept = [...problems, ...(await keepsBack({ document, chosen, scope: SCOPE }, PORTS))];
  if (kept.length > 0 || chosen.length === 0) return { exit: 2, problems: ids(kept) };
  const session = new Session({ network: () => Promise.resolve(createNetwork({})), ports: PORTS });
  const said: string[] = [];
  let exit = 0;
  for (const placed of chosen) {
    const ran = await session.run({ document, placed, scope: SCOPE });
    if (ran.kind === 'http' && ran.exchange.outcome.kind === 'failure') exit ||= 1;
    if (ran.kind === 'blocked') exit = 2;
    said.push(...ids(ran.problems));
  }
  await session.dispose();
  return { exit, problems: said };
}

const ids = (problems: readonly Problem[]): readonly string[] => problems.filter((p) => p.severity === 'error').map((p) => p.code);

const GRADED = PROBES.filter(({ graded }) => graded);
let passed = 0;

for (const probe of PROBES)
  test(`${probe.id}: ${probe.rule}`, async (context) => {
    const server = await listener(context, probe.answers);
    const authority = `127.0.0.1:${server.port}`;
    const outcome = await run(octetsOf(probe, authority));
    assert.deepEqual(differences(probe.expect, authority, { ...outcome, received: server.received }), []);
    if (probe.graded) passed++;
  });

test('the record has 70 graded probes, each once', () => {
  assert.equal(GRADED.length, 70);
  assert.equal(new Set(PROBES.map(({ id }) => id)).size, PROBES.length);
});

after(() => console.log(`${passed} of ${GRADED.length} probes of the draft pass`));
