import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolved } from './world.ts';

interface Case {
  readonly fact: string;
  readonly directives: string;
  /** What of the session is said, and the codes of the problems. */
  readonly said: object;
  readonly problems?: readonly string[];
}

const CASES: readonly Case[] = [
  { fact: 'nothing is said without a directive', directives: '', said: {} },
  { fact: 'a ping has an interval', directives: '# @ws-ping 30s', said: { pingEvery: 30_000 } },
  { fact: 'an idle timeout may be in milliseconds', directives: '// @ws-idle-timeout = 500 ms', said: { idleTimeout: 500 } },
  {
    fact: 'a close has a code and a reason of several words',
    directives: '# @ws-close 1000 all done',
    said: { closeWith: { code: 1000, reason: 'all done' } },
  },
  { fact: 'a close needs no reason', directives: '# @ws-close 4001', said: { closeWith: { code: 4001, reason: '' } } },
  { fact: 'subprotocols are offered in order', directives: '# @ws-subprotocols b,  a', said: { subprotocols: ['b', 'a'] } },
  {
    fact: 'values are put in',
    directives: '@n = 5\n# @ws-ping {{n}} s\n# @ws-close {{n}}000 x',
    said: { pingEvery: 5000 },
    problems: ['bad-directive'],
  },
  { fact: 'a time that is none is said', directives: '# @ws-ping often', said: {}, problems: ['bad-directive'] },
  { fact: 'a code that only stands for something is said', directives: '# @ws-close 1006 gone', said: {}, problems: ['bad-directive'] },
  { fact: 'a code that nobody may use is said', directives: '# @ws-close 2000', said: {}, problems: ['bad-directive'] },
  { fact: 'a word is no code', directives: '# @ws-close bye', said: {}, problems: ['bad-directive'] },
  { fact: 'a reason has its limit', directives: `# @ws-close 1000 ${'ü'.repeat(62)}`, said: {}, problems: ['bad-directive'] },
  { fact: 'a subprotocol is a token', directives: '# @ws-subprotocols a b', said: {}, problems: ['bad-directive'] },
  { fact: 'a subprotocol is offered once', directives: '# @ws-subprotocols a, a', said: {}, problems: ['bad-directive'] },
];

for (const { fact, directives, said, problems = [] } of CASES)
  test(fact, async () => {
    const made = await resolved(`${directives}\nWEBSOCKET ws://e.test/\n\nhello`);
    assert.equal(made.kind, 'websocket');
    if (made.kind !== 'websocket') return;
    const { handshake: _, messages: __, subprotocols, ...session } = made.request;
    assert.deepEqual({ ...session, ...(subprotocols.length > 0 && { subprotocols }) }, said);
    assert.deepEqual(
      made.problems.map((p) => p.code),
      problems,
    );
  });
