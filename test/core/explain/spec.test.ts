// Every section that an explanation cites exists. The documents cited most have their whole table of contents here, the others
// the sections that are in use, each looked up when it was added.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { rfc } from '../../../src/core/explain/spec.ts';

/** `7.1-3` is 7, 7.1, 7.2 and 7.3; further levels are written out: `5.6.1-7`. */
const WHOLE: Readonly<Record<number, string>> = {
  9110: '1.1-4 2.1-5 3.1-9 4.1-3 4.2.1-5 4.3.1-5 5.1-6 5.6.1-7 5.6.1.1-2 6.1-6 6.4.1-2 6.5.1-2 6.6.1-2 7.1-8 7.3.1-3 7.6.1-3 8.1-8 8.3.1-3 8.4.1 8.4.1.1-3 8.5.1 8.8.1-3 8.8.2.1-2 8.8.3.1-3 9.1-3 9.2.1-3 9.3.1-8 10.1-2 10.1.1-5 10.2.1-4 11.1-7 11.6.1-3 11.7.1-3 12.1-5 12.4.1-3 12.5.1-5 13.1-2 13.1.1-5 13.2.1-2 14.1-6 14.1.1-2 15.1-6 15.2.1-2 15.3.1-7 15.3.7.1-3 15.4.1-9 15.5.1-22 15.6.1-6 16.1-7 16.1.1-2 16.2.1-2 16.3.1-2 16.3.2.1-2 16.4.1-2 16.5.1-2 16.6.1-2 17.1-16 17.16.1-4 18.1-10 19.1-2',
  9111: '1.1-2 1.2.1-2 2 3.1-5 4.1-4 4.2.1-4 4.3.1-5 5.1-5 5.2.1-4 5.2.1.1-7 5.2.2.1-10 6 7.1-3 8.1-3 9.1-2',
  9112: '1.1-2 2.1-3 3.1-3 3.2.1-4 4 5.1-2 6.1-3 7.1-4 7.1.1-3 8 9.1-8 9.3.1-2 10.1-2 11.1-4 12.1-4 13.1-2',
  9113: '1 2.1-2 3.1-4 4.1-3 4.3.1 5.1-5 5.1.1-2 5.2.1-3 5.3.1-2 5.4.1-3 6.1-10 6.5.1-3 6.9.1-3 7 8.1-8 8.1.1 8.2.1-3 8.3.1-2 8.4.1-2 8.8.1-5 9.1-2 9.1.1 9.2.1-3 10.1-9 10.5.1-2 11.1-2 12.1-2',
  6455: '1.1-9 2.1 3 4.1-4 4.2.1-2 5.1-8 5.5.1-3 6.1-2 7.1-4 7.1.1-7 7.2.1-3 7.4.1-2 8.1 9.1-2 10.1-8 11.1-9 11.1.1-2 11.3.1-5 12 13 14.1-2',
  3986: '1.1-3 1.1.1-3 1.2.1-3 2.1-5 3.1-5 3.2.1-3 4.1-5 5.1-4 5.1.1-4 5.2.1-4 5.4.1-2 6.1-2 6.2.1-4 7.1-6 8 9 10.1-2',
  5280: '1 2.1-4 3.1-5 4.1-2 4.1.1-2 4.1.1.1-3 4.1.2.1-9 4.1.2.5.1-2 4.2.1-2 4.2.1.1-15 4.2.2.1-2 5.1-3 5.1.1-2 5.1.1.1-3 5.1.2.1-7 5.2.1-7 5.3.1-3 6.1-3 6.1.1-6 6.3.1-3 7.1-5 8 9 10 11.1-2',
  5861: '1 2 3.1 4.1 5 6',
  6265: '1 2.1-3 3.1 4.1-2 4.1.1-2 4.1.2.1-6 4.2.1-2 5.1-4 5.1.1-4 5.2.1-6 6.1-3 7.1-3 8.1-7 9.1-4',
  6585: '1 2 3 4 5 6 7.1-4',
  7692: '1 2 3 4 5.1-2 6.1-2 7.1-2 7.1.1-3 7.1.1.1-2 7.1.2.1-2 7.2.1-3 7.2.3.1-6 8 9 10',
  8246: '1.1 2.1-2 3 4',
  8259: '1.1-3 2 3 4 5 6 7 8.1-3 9 10 11 12 13',
  9213: '1.1 2.1-4 3.1 4 5 6.1-2',
  9457: '1 2 3.1-2 3.1.1-5 4.1-2 4.2.1 5 6',
  9530: '1.1-4 2 3.1-2 4 5 6.1-7 7.1-3 8.1-2',
};

/** `5.2.1-4` → 5.2, 5.2.1 … 5.2.4; the parents of what is listed exist too. */
function expand(list: string): ReadonlySet<string> {
  const sections = new Set<string>();
  for (const item of list.split(' ')) {
    const [, parent = '', first = '', last = ''] = /^(?:(.+)\.)?(\d+)(?:-(\d+))?$/.exec(item) ?? [];
    for (let n = Number(first); n <= Number(last || first); n++) sections.add(parent === '' ? `${n}` : `${parent}.${n}`);
    const levels = parent.split('.');
    if (parent !== '') for (const [i] of levels.entries()) sections.add(levels.slice(0, i + 1).join('.'));
  }
  return sections;
}

/** Every `rfc(9110, '15.5.5')` of the sources, also where the section is chosen by a condition. */
function cited(): readonly { readonly file: string; readonly number: number; readonly section: string }[] {
  const root = fileURLToPath(new URL('../../../src/core', import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\brfc\(\s*(\d+),([^;]*?)\)(?=[\s,\])}:;?])/g)].flatMap((call) =>
        [...(call[2] ?? '').matchAll(/'([A-Z]?[\d.]*)'/g)].map((found) => ({ file, number: Number(call[1]), section: found[1] ?? '' })),
      ),
    );
}

test('every cited section of the documents cited most exists', () => {
  assert.ok(cited().length > 500);
  const wrong = cited().flatMap(({ file, number, section }) => {
    const list = WHOLE[number];
    return list === undefined || section === '' || expand(list).has(section) ? [] : [`${file}: RFC ${number} has no section ${section}`];
  });
  assert.deepEqual(wrong, []);
});

test('a section is written as a number, and its address leads to it', () => {
  for (const { file, number, section } of cited())
    assert.match(section, /^(?:|[A-Z]|(?:[A-Z]\.)?\d+(?:\.\d+)*)$/, `${file}: RFC ${number} ${section}`);
  assert.equal(rfc(9110, '15.5.5').url, 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5');
  assert.equal(rfc(8246, '').url, 'https://www.rfc-editor.org/rfc/rfc8246.html');
});

test('no obsoleted document is cited where a current one says the same', () => {
  const replaced: Readonly<Record<number, string>> = {
    2616: '9110',
    7230: '9112',
    7231: '9110',
    7232: '9110',
    7233: '9110',
    7234: '9111',
    7235: '9110',
    7540: '9113',
    7807: '9457',
    2965: '6265',
    5988: '8288',
    8941: '9651',
    7159: '8259',
  };
  assert.deepEqual(
    cited().flatMap(({ file, number }) =>
      replaced[number] === undefined ? [] : [`${file}: RFC ${number} is replaced by RFC ${replaced[number]}`],
    ),
    [],
  );
});
