// Whatever the wire brings: no rule throws, titles stay short, and what is shown prints.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { explainAuth } from '../../../../src/core/explain/auth/auth.ts';
import { explainCookies } from '../../../../src/core/explain/cookies/cookies.ts';
import { explainCors } from '../../../../src/core/explain/cors/cors.ts';
import { explainFields } from '../../../../src/core/explain/fields/engine/explain-fields.ts';
import { RULES } from '../../../../src/core/explain/fields/index.ts';
import { fitted } from '../../../../src/core/explain/fit.ts';
import { explainSecurity } from '../../../../src/core/explain/security/security.ts';
import type { Subject } from '../../../../src/core/explain/subject.ts';
import type { Field } from '../../../../src/core/http/field.ts';
import { plain } from '../../../../src/core/text/prose.ts';

/** Pieces that the grammars of fields are made of, and that break them. */
const PIECES = [
  'a',
  'W/"x"',
  '"',
  '\\',
  ',',
  ';',
  '=',
  '(',
  ')',
  ':',
  '*',
  '<',
  '>',
  '/',
  '?1',
  '@1',
  '%',
  '-1',
  '60',
  '1e9',
  ' ',
  '\t',
  'é',
  '\u0000',
  '\r\n',
  'q=2',
];
const OFFERED = RULES.flatMap((rule) => Object.keys(rule.values ?? {}));

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => !text.includes('NaN')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.constantFrom(...OFFERED),
  fc.tuple(fc.constantFrom(...OFFERED), fc.constantFrom(...PIECES)).map(([a, b]) => a + b),
);
/** `NaN` is shown as it came: it would look like a fault of ours. */
const anyName = fc.string({ maxLength: 12 }).filter((text) => !text.includes('NaN'));
const name = fc.oneof(fc.constantFrom(...RULES.map((rule) => rule.name)), anyName);
const section: fc.Arbitrary<Field[]> = fc.array(fc.tuple(name, value), { maxLength: 6 });

const subjects: fc.Arbitrary<Subject> = fc.record({
  request: fc.record({
    method: fc.constantFrom('GET', 'POST', 'OPTIONS', 'x'),
    url: fc.constantFrom('https://a.example/b?token=1', 'http://localhost/', '/origin', '', 'no url', 'ws://x/'),
    fields: section,
  }),
  response: fc.record({ status: fc.integer({ min: 0, max: 999 }), fields: section, trailers: section }),
  context: fc.record({ now: fc.double() }),
});

test('no exchange makes a rule throw, and no title outgrows the margin', () => {
  fc.assert(
    fc.property(subjects, (subject) => {
      for (const explain of [explainFields, explainCookies, explainCors, explainSecurity, explainAuth])
        for (const note of explain(subject).map(fitted)) {
          const title = plain(note.title);
          assert.ok(title.length <= 90, `${note.id}: ${title}`);
          assert.ok(title !== '', note.id);
          assert.doesNotMatch(title + plain(note.detail), /[\0-\x08\x0a-\x1f\x7f-\x9f]|\bNaN\b|\[object/, note.id);
        }
    }),
    { numRuns: 500 },
  );
});
