// Each fixture is a pair: `x.http`, and `x.txt` with the exact problems of its parse. `POSTIL_UPDATE=1` writes the answers anew.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from '../../../src/core/syntax/parse.ts';
import type { Problem } from '../../../src/core/syntax/problem.ts';
import { LineIndex } from '../../../src/core/text/line-index.ts';

const FOLDER = new URL('../../fixtures/syntax/', import.meta.url);

const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

/** The line, carets under the range, and what is said. */
function show(source: string, problem: Problem): string {
  const index = new LineIndex(source);
  const start = index.at(problem.range.start);
  const line = source.slice(index.startOf(start.line), index.startOf(start.line + 1)).replace(/[\r\n]+$/, '');
  const width = Math.max(1, Math.min(problem.range.end - problem.range.start, line.length - start.character));
  const related = (problem.related ?? []).map((r) => `  at ${index.at(r.range.start).line + 1}: ${r.message}\n`);
  const fixes = (problem.fixes ?? []).map((f) => `  fix: ${f.title}\n`);
  const marks = `${' '.repeat(start.character)}${'^'.repeat(width)}`;
  return `${start.line + 1}: ${line}\n${' '.repeat(String(start.line + 1).length + 2)}${marks} ${problem.severity} ${problem.code}\n  ${problem.message}\n${related.join('')}${fixes.join('')}`;
}

for (const name of readdirSync(FOLDER).filter((n) => n.endsWith('.http'))) {
  test(`the problems of ${name} are the written ones`, () => {
    const source = read(name);
    const answer = parse(source)
      .problems.map((p) => show(source, p))
      .join('\n');
    const file = name.replace(/\.http$/, '.txt');
    if (process.env['POSTIL_UPDATE'] === '1') writeFileSync(new URL(file, FOLDER), answer);
    assert.equal(answer, read(file));
  });
}

/** Applying a problem's first fix takes the problem away. */
test('a fix of a syntax problem mends it', () => {
  for (const name of ['json.http', 'xml.http', 'head.http', 'request-line.http', 'directives.http', 'multipart.http']) {
    const source = read(name);
    for (const { fixes, code, range } of parse(source).problems) {
      const edits = fixes?.[0]?.edits;
      if (!edits) continue;
      const mended = edits.toReversed().reduce((text, e) => text.slice(0, e.range.start) + e.text + text.slice(e.range.end), source);
      const count = (text: string): number => parse(text).problems.filter((p) => p.code === code).length;
      assert.ok(
        count(mended) < count(source) || !parse(mended).problems.some((p) => p.code === code && p.range.start === range.start),
        `${name} ${range.start} ${code}`,
      );
    }
  }
});
