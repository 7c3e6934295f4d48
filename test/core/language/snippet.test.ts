import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DYNAMICS } from '../../../src/core/language/dynamics.ts';
import { asSnippet, asText } from '../../../src/core/language/snippet.ts';
import { isDynamic } from '../../../src/core/resolve/dynamic.ts';

const stop = (inside: string): string => `$\u007b${inside}}`;

test('places become tab stops, choices a list, and what a snippet would read is escaped', () => {
  assert.equal(asSnippet('$randomInt <0> <9>}}'), `\\$randomInt ${stop('1:0')} ${stop('2:9')}\\}\\}`);
  assert.equal(asSnippet('<10> <s|ms|m>'), `${stop('1:10')} ${stop('2|s,ms,m|')}`);
});

test('as text a place is what it begins as', () => {
  assert.equal(asText('timeout <10> <s|ms|m>'), 'timeout 10 s');
});

test('every dynamic variable that is offered exists', () => {
  assert.deepEqual(
    DYNAMICS.filter(({ insert }) => !isDynamic(asText(insert))).map(({ name }) => name),
    [],
  );
});
