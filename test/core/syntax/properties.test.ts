// What holds for any text (DESIGN.md: total, lossless, incremental). `POSTIL_RUNS` multiplies the runs for a nightly job.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { leavesOf, textOfLeaves } from '../../../src/core/syntax/leaves.ts';
import { edit, type Parse, parse } from '../../../src/core/syntax/parse.ts';
import { PIECES, text } from './texts.ts';

const RUNS = 500 * Number(process.env['POSTIL_RUNS'] ?? 1);

const shape = ({ document, problems }: Parse): unknown => ({ blocks: document.blocks, problems });

test('any text parses, its blocks cover it, and its leaves give it back', () => {
  fc.assert(
    fc.property(text, (source) => {
      const { document } = parse(source);
      assert.equal(document.blocks.map(({ block }) => block.text).join(''), source);
      assert.equal(textOfLeaves(document), source);
      let offset = 0;
      for (const placed of document.blocks) {
        assert.equal(placed.offset, offset);
        assert.equal(placed.line, (source.slice(0, offset).match(/\r\n|\n|\r/g) ?? []).length);
        offset += placed.block.text.length;
      }
    }),
    { numRuns: RUNS },
  );
});

test('what no node claims is white space or a mark of the language', () => {
  fc.assert(
    fc.property(text, (source) => {
      for (const { block } of parse(source).document.blocks)
        for (const { kind, range } of leavesOf(block)) {
          const words = block.text.slice(range.start, range.end);
          assert.match(
            words,
            kind === 'mark' ? /^(?:[#/@:=<>?!&(),*]|\{%|%\}|\{\{[+@]?\w*|\}\}|utf8)+$/ : /./su,
            `${kind} ${JSON.stringify(words)}`,
          );
        }
    }),
    { numRuns: RUNS },
  );
});

test('items stand in order and inside of their block, and so do problems and references', () => {
  fc.assert(
    fc.property(text, (source) => {
      for (const { block } of parse(source).document.blocks) {
        let before = 0;
        for (const { range } of block.items) {
          assert.ok(range.start >= before && range.end >= range.start && range.end <= block.text.length);
          before = range.start;
        }
        for (const { range } of [...block.problems, ...block.references])
          assert.ok(range.start >= 0 && range.end >= range.start && range.end <= block.text.length);
      }
    }),
    { numRuns: RUNS },
  );
});

const change = fc.record({
  from: fc.nat(),
  length: fc.nat({ max: 30 }),
  insert: fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((p) => p.join('')),
});

test('a parse after any edits equals a fresh parse of the text', () => {
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 6 }), (source, changes) => {
      let now = parse(source);
      for (const { from, length, insert } of changes) {
        const start = from % (now.document.source.length + 1);
        const end = Math.min(start + length, now.document.source.length);
        const expected = now.document.source.slice(0, start) + insert + now.document.source.slice(end);
        now = edit(now, { range: { start, end }, text: insert });
        assert.equal(now.document.source, expected);
        assert.deepEqual(shape(now), shape(parse(expected)));
      }
    }),
    { numRuns: RUNS },
  );
});

const CASES = new URL('../../fixtures/syntax/', import.meta.url);

test('every prefix of every fixture parses, and its leaves give it back', () => {
  for (const name of readdirSync(CASES).filter((n) => n.endsWith('.http'))) {
    const source = readFileSync(new URL(name, CASES), 'utf8');
    for (let end = 0; end <= source.length; end++) assert.equal(textOfLeaves(parse(source.slice(0, end)).document), source.slice(0, end));
  }
});

test('an edit leaves the blocks that it does not touch as they are, identity included', () => {
  const source = Array.from({ length: 20 }, (_, i) => `### ${i}\nGET https://e.test/${i}\n\n`).join('');
  const before = parse(source);
  const at = source.indexOf('e.test/10');
  const after = edit(before, { range: { start: at, end: at }, text: 'api.' });
  const same = after.document.blocks.filter(({ block }, i) => block === before.document.blocks[i]?.block).length;
  assert.equal(same, 19);
});
