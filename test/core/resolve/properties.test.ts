// What holds for the resolution of any text. `POSTIL_RUNS` multiplies the runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkDocument } from '../../../src/core/resolve/check.ts';
import { readDraft, resolve } from '../../../src/core/resolve/resolve.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { text } from '../syntax/texts.ts';
import { portsOf, scopeOf } from './world.ts';

const RUNS = 500 * Number(process.env['POSTIL_RUNS'] ?? 1);
const WORLD = {
  files: { '/work/api/f': 'x {{a}}', '/work/api/x': '1' },
  variables: [{ source: 'public', label: 'env', values: new Map([['a', 'v']]), secret: false }],
} as const;
const [SCOPE, PORTS] = [scopeOf(WORLD), portsOf(WORLD)];

test('every block of any text is resolved without a throw, and what is not blocked can go on the wire', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom('postil', 'http-2026'), async (source, profile) => {
      const { document } = parse(source, profile);
      checkDocument(document, SCOPE);
      for (const placed of document.blocks) {
        await readDraft(document, placed, SCOPE, PORTS);
        const made = await resolve(document, placed, SCOPE, PORTS);
        if (made.kind === 'blocked') {
          assert.ok(made.problems.some((p) => p.severity === 'error'));
          continue;
        }
        const request = made.kind === 'http' ? made.request : made.request.handshake;
        assert.equal(request.fields.length, request.sources.length);
        assert.doesNotMatch([request.method, request.target, ...request.fields.flat()].join(''), /[\r\n\0]/);
        for (const { range } of made.problems) assert.ok(range.start >= 0 && range.end >= range.start && range.end <= source.length);
      }
    }),
    { numRuns: RUNS },
  );
});
