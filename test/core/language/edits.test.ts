// What is carried over from edit to edit is what a fresh reading of the text gives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../src/core/language/diagnostics.ts';
import { folds } from '../../../src/core/language/folding.ts';
import { lenses } from '../../../src/core/language/lenses.ts';
import { fileLinks } from '../../../src/core/language/links.ts';
import { symbols } from '../../../src/core/language/symbols.ts';
import { tokens } from '../../../src/core/language/tokens.ts';
import type { Scope } from '../../../src/core/resolve/scope.ts';
import { edit, type Parse, parse } from '../../../src/core/syntax/parse.ts';
import type { HttpDocument } from '../../../src/core/syntax/tree.ts';
import { scopeWith, set } from './scope.ts';

const SCOPE = scopeWith([set('public', { env: '1', b: '2' })]);

const whole = (now: Parse, scope: Scope) => ({
  lenses: lenses(now.document),
  symbols: symbols(now.document),
  folds: folds(now.document),
  tokens: tokens(now.document),
  links: fileLinks(now.document),
  problems: diagnose(now, scope),
});

const PIECES = [
  '###\n',
  '### one\n',
  '# @name one\n',
  '# @name two\n',
  '# @prompt c what\n',
  '@a = 1\n',
  '@b = {{a}}\n',
  '@a := {{b}}\n',
  '@c = {{env}}\n',
  'GET http://e.test/{{a}}?x={{c}}\n',
  'POST /x{{b}}\nContent-Type: text/markdown\n\n# title\n',
  'GET ws://e.test/{{one.response.body.$.x}}\n',
  'X: {{$uuid}} {{two.response.status}}\n',
  '\n< ./file.json\n',
  '\n{"a": {{a}}}\n',
  '# @ref two\n',
  '# @disabled\n',
  '>> ./{{two.response.status}}.txt\n',
  'run #one\n',
  'run ./a.http\n',
  'run #two (@a={{b}})\n',
  'import ./{{a}}.http\n',
  '@one.response.status = 1\n',
  '{{one.response.status}}',
  '# remark\n',
  'x',
  '{{a}}',
  '\n',
];

/** A small generator of numbers, the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** With itself among the files, as when another one imports it back. */
const within = (document: HttpDocument): Scope => ({ ...SCOPE, files: new Map([['/work/a.http', document]]) });

function checkEdits(scopeOf: (document: HttpDocument) => Scope): void {
  for (let seed = 1; seed <= 120; seed++) {
    const next = numbers(seed);
    const piece = (): string => PIECES[next(PIECES.length)] ?? '';
    const answers = (of: Parse) => whole(of, scopeOf(of.document));
    let now = parse(Array.from({ length: 12 }, piece).join(''));
    for (let step = 0; step < 12; step++) {
      const { source } = now.document;
      const start = next(source.length + 1);
      const end = Math.min(source.length, start + (next(3) === 0 ? next(30) : 0));
      now = edit(now, { range: { start, end }, text: next(4) === 0 ? '' : piece() });
      const fresh = parse(now.document.source);
      assert.deepEqual(answers(now), answers(fresh), `seed ${seed}, step ${step}: ${JSON.stringify(now.document.source)}`);
    }
  }
}

test('after any edits every feature answers as for a fresh text', () => checkEdits(() => SCOPE));
test('so it does where the text runs itself', () => checkEdits(within));

const REFERRING = [
  '# @ref two\n',
  '# @ref one\n',
  '# @disabled\n',
  '@x = {{two.response.status}}\n',
  'run ./a.http\n',
  'run #one\n',
  'GET http://e.test/\n',
  'GET http://e.test/{{one.response.status}}\n',
  'X: {{two.response.status}}\n',
  'X: {{x}}\n',
  '>> ./{{two.response.status}}.txt\n',
  '\n',
];

test('requests that refer to one another are told as in a fresh text, whichever lines were edited', () => {
  for (let seed = 1; seed <= 150; seed++) {
    const next = numbers(seed);
    const line = (): string => REFERRING[next(REFERRING.length)] ?? '';
    let now = parse(['one', 'two', 'three'].map((name) => `### ${name}\n${line()}${line()}GET http://e.test/\n\n${line()}`).join(''));
    for (let step = 0; step < 15; step++) {
      const starts = [...now.document.source.matchAll(/^(?!###).*\n/gm)];
      const at = starts[next(starts.length)];
      const [end, text] = next(2) === 0 ? [at?.[0].length ?? 0, next(2) === 0 ? '' : line()] : [0, line()];
      now = edit(now, { range: { start: at?.index ?? 0, end: (at?.index ?? 0) + end }, text });
      const { document } = now;
      const fresh = parse(document.source);
      const told = diagnose(now, within(document));
      assert.deepEqual(told, diagnose(fresh, within(fresh.document)), `seed ${seed}, step ${step}: ${JSON.stringify(document.source)}`);
    }
  }
});

test('problems across blocks are told again when the environment changes', () => {
  const now = parse('GET http://e.test/{{x}}\n');
  assert.equal(diagnose(now, scopeWith([])).length, 1);
  assert.equal(diagnose(now, scopeWith([set('public', { x: '1' })])).length, 0);
});
