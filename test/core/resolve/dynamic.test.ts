import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DynamicPorts, generate, readDynamic } from '../../../src/core/resolve/dynamic.ts';

let next = 0;

const PORTS: DynamicPorts = {
  now: () => Date.UTC(2026, 0, 31, 12, 34, 56, 789),
  random: (count) =>
    Uint8Array.from({ length: count }, () => {
      next = (next * 16_807 + 11) % 2_147_483_647;
      return next % 256;
    }),
  environment: (name) => ({ HOME: '/home/ann' })[name],
  dotenv: (name) => ({ KEY: 'dot' })[name],
  variable: (name) => ({ which: 'HOME', dotted: 'KEY' })[name],
  projectRoot: '/work',
};

const made = (expression: string): string => {
  const result = generate(expression, PORTS);
  return result.ok ? result.value : `${result.error.code}: ${result.error.message}`;
};

const EXACT: readonly (readonly [string, string])[] = [
  ['$timestamp', '1769862896'],
  ['$timestamp -1 d', '1769776496'],
  ['$timestamp 500 ms', '1769862897'],
  ['$isoTimestamp', '2026-01-31T12:34:56.789Z'],
  ['$datetime iso8601', '2026-01-31T12:34:56.789Z'],
  ['$datetime rfc1123', 'Sat, 31 Jan 2026 12:34:56 GMT'],
  ['$datetime rfc1123 1 M', 'Sat, 28 Feb 2026 12:34:56 GMT'],
  ['$datetime iso8601 -1 y', '2025-01-31T12:34:56.789Z'],
  ['$datetime iso8601 1 Q', '2026-04-30T12:34:56.789Z'],
  ['$datetime iso8601 2 w', '2026-02-14T12:34:56.789Z'],
  ['$datetime "YYYY-MM-DD [at] HH:mm:ss.SSS Z"', '2026-01-31 at 12:34:56.789 +00:00'],
  ["$datetime 'dddd, D MMMM YY h:mm a'", 'Saturday, 31 January 26 12:34 pm'],
  ['$processEnv HOME', '/home/ann'],
  ['$processEnv %which', '/home/ann'],
  ['$env.HOME', '/home/ann'],
  ['$dotenv KEY', 'dot'],
  ['$dotenv %dotted', 'dot'],
  ['$projectRoot', '/work'],
  ['$random.integer(5, 6)', '5'],
  ['$randomInt 5 6', '5'],
];

for (const [expression, value] of EXACT) test(`${expression} is ${value}`, () => assert.equal(made(expression), value));

const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['$uuid', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
  ['$guid', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
  ['$random.uuid', /^[\da-f-]{36}$/],
  ['$randomInt', /^\d{1,3}$/],
  ['$randomInt -10 -5', /^-(?:10|[6-9])$/],
  ['$random.float(1, 2)', /^1(?:\.\d+)?$/],
  ['$random.alphabetic(12)', /^[A-Za-z]{12}$/],
  ['$random.alphanumeric(12)', /^[A-Za-z\d]{12}$/],
  ['$random.hexadecimal(12)', /^[\da-f]{12}$/],
  ['$random.email', /^[a-z]{8}@[a-z]{6}\.example$/],
];

for (const [expression, shape] of SHAPES)
  test(`${expression} has its shape, and two occurrences differ`, () => {
    const values = new Set(Array.from({ length: 50 }, () => made(expression)));
    for (const value of values) assert.match(value, shape);
    assert.ok(values.size > 1);
  });

const FAULTS: readonly (readonly [string, string])[] = [
  ['$uuidd', 'unknown-dynamic: There is no dynamic variable $uuidd. Did you mean $uuid?'],
  ['$nothing.like.it', 'unknown-dynamic: There is no dynamic variable $nothing.like.it.'],
  ['$randomInt 5', 'bad-dynamic: Expected two whole numbers, the second greater: from (included) and to (not included).'],
  ['$timestamp 1 parsec', 'bad-dynamic: Expected an offset like -1 d: a whole number and one of y Q M w d h m s ms.'],
  ['$datetime', 'bad-dynamic: Expected a format: rfc1123, iso8601, or letters in quotes such as "YYYY-MM-DD".'],
  ['$processEnv NOPE', 'undefined: The environment has no variable NOPE.'],
  ['$dotenv NOPE', 'undefined: No .env file beside this one defines NOPE.'],
];

for (const [expression, fault] of FAULTS)
  test(`${expression} is a fault that says what was expected`, () => assert.equal(made(expression), fault));

test('arguments stand in parentheses, in quotes or bare', () => {
  assert.deepEqual(readDynamic('$random.integer( 1 , "5" )'), { name: '$random.integer', args: ['1', '5'] });
  assert.deepEqual(readDynamic('$datetime "a b" -1 d'), { name: '$datetime', args: ['a b', '-1', 'd'] });
  assert.deepEqual(readDynamic('$env.A_B'), { name: '$env', args: ['A_B'] });
});
