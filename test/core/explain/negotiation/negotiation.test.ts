import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preferences, weightOfCoding, weightOfLanguage, weightOfType } from '../../../../src/core/explain/negotiation/preferences.ts';
import { answer, linesOf } from '../told.ts';

type Headers = readonly (readonly [string, string])[];

const check = (sent: Headers, got: Headers, expected: readonly string[], status = 200): void =>
  assert.deepEqual(linesOf(answer(got, { request: { headers: sent }, response: { status } }), 'negotiation/'), expected);

test('the most specific range decides the weight of a type', () => {
  const list = preferences('text/*;q=0.3, text/html, */*;q=0.1');
  assert.deepEqual(
    ['text/html', 'text/plain', 'image/png'].map((type) => weightOfType(list, type)),
    [1, 0.3, 0.1],
  );
  assert.equal(weightOfType(preferences('application/json'), 'text/html'), undefined);
});

test('a language covers its subtags, and the longest range decides', () => {
  const list = preferences('en;q=0.5, en-GB, *;q=0');
  assert.deepEqual(
    ['en-US', 'en-gb', 'fr'].map((tag) => weightOfLanguage(list, tag)),
    [0.5, 1, 0],
  );
});

test('identity is acceptable unless refused', () => {
  assert.equal(weightOfCoding(preferences('gzip'), 'identity'), 1);
  assert.equal(weightOfCoding(preferences('gzip, *;q=0'), 'identity'), 0);
  assert.equal(weightOfCoding(preferences('gzip'), 'br'), undefined);
});

test('another type than was asked for is a warning, for an error only remarked', () => {
  check(
    [['Accept', 'application/json']],
    [['Content-Type', 'text/html']],
    ['warning response.header:Content-Type negotiation/type: Asked for application/json, got text/html'],
  );
  check(
    [['Accept', 'application/json']],
    [['Content-Type', 'text/html']],
    ['info response.header:Content-Type negotiation/error-type: Asked for application/json; the error came as text/html'],
    502,
  );
  check(
    [['Accept', 'application/vnd.github+json']],
    [['Content-Type', 'application/json']],
    ['info response.header:Content-Type negotiation/kin: Asked for application/vnd.github+json, got application/json: same syntax'],
  );
  check([['Accept', 'text/*, */*;q=0.1']], [['Content-Type', 'application/json']], []);
});

test('a coding that the request refuses is a warning, and so is one that caches do not know the reason of', () => {
  check(
    [['Accept-Encoding', 'br']],
    [
      ['Content-Encoding', 'gzip'],
      ['Vary', 'Accept-Encoding'],
    ],
    ['warning response.header:Content-Encoding negotiation/coding: Coded with gzip, which the request does not accept'],
  );
  check(
    [['Accept-Encoding', 'gzip']],
    [
      ['Content-Encoding', 'gzip'],
      ['Cache-Control', 'max-age=60'],
    ],
    [
      'warning response.header:Content-Encoding negotiation/vary-encoding: Compressed, but Vary: Accept-Encoding is missing: caches cannot know why',
    ],
  );
  check(
    [['Accept-Encoding', 'gzip']],
    [
      ['Content-Encoding', 'gzip'],
      ['Cache-Control', 'no-store'],
    ],
    [],
  );
});

test('the language that came stands against the one preferred', () => {
  check(
    [['Accept-Language', 'fr, en;q=0.5']],
    [['Content-Language', 'en']],
    ['info response.header:Content-Language negotiation/other-language: You prefer French (fr); it came in English (en)'],
  );
  check(
    [['Accept-Language', 'fr']],
    [['Content-Language', 'fr-CA']],
    ['info response.header:Content-Language negotiation/language: In Canadian French (fr-CA), as preferred'],
  );
});
