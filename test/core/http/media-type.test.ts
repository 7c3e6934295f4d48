import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charsetOf, isJson, parseMediaType } from '../../../src/core/http/media-type.ts';
import { parameter } from '../../../src/core/http/parameters.ts';

test('type and subtype are read without regard to case, with the suffix apart', () => {
  const type = parseMediaType('Application/Problem+JSON ; charset="UTF-8"');
  assert.equal(type?.essence, 'application/problem+json');
  assert.equal(type?.suffix, 'json');
  assert.deepEqual(type?.range, { start: 0, end: 24 });
  assert.ok(type && isJson(type));
  assert.equal(type && charsetOf(type), 'utf-8');
});

test('a parameter stands where it stands', () => {
  const type = parseMediaType('multipart/form-data; boundary="a;b"');
  const boundary = type && parameter(type.parameters, 'boundary');
  assert.equal(boundary?.value, 'a;b');
  assert.deepEqual(boundary?.valueRange, { start: 30, end: 35 });
  assert.equal(boundary?.fault, undefined);
});

test('what has no slash between two tokens is no media type', () => {
  for (const value of ['', 'json', 'text/', '/plain', 'a/b/c', 'te xt/plain']) assert.equal(parseMediaType(value), undefined, value);
});

test('a faulty parameter says what is wrong with it', () => {
  const faults = (value: string): unknown => parseMediaType(value)?.parameters.map((p) => p.fault);
  assert.deepEqual(faults('a/b; c = d'), ['space']);
  assert.deepEqual(faults('a/b; c="d'), ['quote']);
  assert.deepEqual(faults('a/b; c=d e'), ['value']);
  assert.deepEqual(faults('a/b; c d'), ['name']);
});
