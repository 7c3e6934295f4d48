// The registry is honest: index equals folder, every rule and remark has its cases, nothing is said that the table does not show.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fieldDefinition } from '../../../../src/core/explain/fields/engine/definition.ts';
import { knownFields } from '../../../../src/core/explain/fields/engine/known.ts';
import { LINE_REMARKS } from '../../../../src/core/explain/fields/engine/line.ts';
import { RULES, ruleFor } from '../../../../src/core/explain/fields/index.ts';
import { registered, registeredNames } from '../../../../src/core/explain/fields/registry.ts';
import { fitted } from '../../../../src/core/explain/fit.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { annotationsOf, notesOf, parseTable } from './table.ts';

const TABLE = parseTable(readFileSync(new URL('../../../fixtures/fields/table.txt', import.meta.url), 'utf8'));
const FOLDER = new URL('../../../../src/core/explain/fields/', import.meta.url);

test('each line of the table is explained as it says', () => {
  for (const { line, notes } of TABLE) assert.deepEqual(notesOf(line), notes, line);
});

test('the index holds every rule of the folder, each named for its file', () => {
  const files = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !['index.ts', 'registry.ts'].includes(entry.name))
    .map((entry) => entry.name.replace('.ts', ''));
  assert.deepEqual(RULES.map((rule) => rule.name.toLowerCase()).toSorted(), files.toSorted());
});

const nameOf = (line: string): string => line.slice(0, line.indexOf(':')).toLowerCase();

test('every rule has a case', () => {
  const tried = new Set(TABLE.map(({ line }) => nameOf(line)));
  assert.deepEqual(
    RULES.map((rule) => rule.name).filter((name) => !tried.has(name.toLowerCase())),
    [],
  );
});

test('every remark is made by one case of its field and withheld by another', () => {
  const wrong: string[] = [];
  for (const rule of RULES) {
    const own = TABLE.filter(({ line }) => nameOf(line) === rule.name.toLowerCase());
    for (const remark of rule.remarks) {
      const id = ` field/${rule.name.toLowerCase()}/${remark}:`;
      const made = own.filter(({ notes }) => notes.some((note) => note.includes(id)));
      const always = ['needless', 'removed', 'obsolete', 'not-standard'].includes(remark);
      if (made.length === 0) wrong.push(`${id} is never made`);
      if (made.length === own.length && !always) wrong.push(`${id} is always made`);
    }
  }
  for (const remark of LINE_REMARKS)
    if (!TABLE.some(({ notes }) => notes.some((note) => note.includes(` field/${remark}:`)))) wrong.push(`field/${remark} is never made`);
  assert.deepEqual(wrong, []);
});

test('a rule declares the ids of all remarks that it makes, each once', () => {
  for (const rule of RULES) assert.equal(new Set(rule.remarks).size, rule.remarks.length, rule.name);
  for (const { line, notes } of TABLE) {
    const rule = ruleFor(nameOf(line));
    for (const note of notes) {
      const [, part] = /^\w+ field\/(?:[^/:]+\/)?([^/:]+):/.exec(note) ?? [];
      const known = [...(rule?.remarks ?? []), ...LINE_REMARKS, 'meaning'];
      assert.ok(part !== undefined && known.includes(part), `${line}: ${note}`);
    }
  }
});

test('titles have at most 90 characters, and every remark explains itself', () => {
  for (const { line } of TABLE)
    for (const note of annotationsOf(line)) {
      assert.ok(plain(note.title).length <= 90, `${line}: ${plain(note.title)}`);
      assert.ok(note.id.endsWith('/meaning') || plain(note.detail).length > 20, `${line}: ${note.id}`);
      assert.doesNotMatch(plain(note.title) + plain(note.detail), /undefined|NaN|\[object| {2}/, `${line}: ${note.id}`);
    }
});

test('a very long value still gives titles of at most 90 characters', () => {
  const long = 'x'.repeat(200);
  for (const { name } of RULES)
    for (const value of [long, `"${long}"`, `https://${long}/`, `${long}=${long}`, `${long}, ${long}`, '9'.repeat(40)])
      for (const note of annotationsOf(`${name}: ${value}`).map(fitted))
        assert.ok(plain(note.title).length <= 90, `${name}: ${plain(note.title)} (${plain(note.title).length})`);
});

test('secrets are named and never shown', () => {
  for (const { line } of TABLE)
    for (const note of annotationsOf(line)) assert.doesNotMatch(plain(note.title) + plain(note.detail), /s3cret/, line);
});

test('every definition is one sentence, in words of its own', () => {
  for (const { name, summary } of knownFields()) {
    const words = plain(summary);
    assert.match(words, /^[A-Z].*[.]$/, name);
    assert.ok(words.length <= 220, `${name}: ${words.length}`);
  }
  const all = knownFields().map(({ summary }) => plain(summary));
  const twice = all.filter((words, i) => all.indexOf(words) !== i && !words.startsWith('OData: read one'));
  assert.deepEqual(twice, []);
});

test('no field is both a rule and an entry of the registry, and no name is in it twice', () => {
  assert.deepEqual(
    registeredNames().filter((name) => ruleFor(name) !== undefined),
    [],
  );
  assert.equal(new Set(knownFields().map(({ name }) => name.toLowerCase())).size, knownFields().length);
});

/** The names of the lists that people meet most: each must at least be defined. */
test('at least 184 permanent fields and 258 in all are defined, 120 of them with rules of their own', () => {
  const all = knownFields();
  const permanent = all.filter(({ standing }) => standing === 'permanent');
  assert.ok(permanent.length >= 184, `${permanent.length} permanent`);
  assert.ok(all.length >= 258, `${all.length} in all`);
  assert.ok(RULES.length >= 120, `${RULES.length} rules`);
});

test('a definition is found in any case, and an unknown name has none', () => {
  assert.equal(fieldDefinition('CONTENT-type')?.name, 'Content-Type');
  assert.equal(fieldDefinition('slug')?.name, 'SLUG');
  assert.deepEqual(
    [fieldDefinition('x-auth-token')?.secret, fieldDefinition('Cookie')?.secret, fieldDefinition('slug')?.secret],
    [true, true, false],
  );
  assert.equal(registered('nothing'), undefined);
  assert.equal(fieldDefinition('nothing'), undefined);
});

/** These say something that is bad news in itself, or need another field beside them. */
const NOT_ALONE = ['Range', 'If-Range', 'Deprecation', 'Upgrade', 'Signature', 'X-HTTP-Method-Override'];

test('values that are offered are read by their own rule without a warning', () => {
  for (const rule of RULES.filter(({ name }) => !NOT_ALONE.includes(name)))
    for (const value of Object.keys(rule.values ?? {}).filter((v) => !/[…{]|---|^max-age=0$/.test(v)))
      for (const note of annotationsOf(`${rule.name}: ${value}`))
        assert.ok(note.level === 'info' || note.level === 'good' || note.basis === 'browser', `${rule.name}: ${value}: ${note.id}`);
});
