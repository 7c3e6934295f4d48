// What a client changes in a URL, and the two JSON formats of PATCH.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../told.ts';

const url = (written: string): readonly string[] =>
  linesOf({ request: { method: 'GET', url: written, headers: [] } }, 'request/url/').map((line) =>
    line.replace(' request.url request/url/', ' '),
  );

test('what a URL parser changes is told before it is sent', () => {
  assert.deepEqual(url('https://a.example/x/../b'), ['info dots: Dot segments are resolved before sending: the path is /b']);
  assert.deepEqual(url('https://a.example\\b'), ['warning backslash: A backslash in the URL is turned into a slash: /b']);
  assert.deepEqual(url('https://https://a.example/'), ['warning two-schemes: Two schemes in the URL: https is taken for the host']);
  assert.deepEqual(url('https://a.example/..x/a.b?q=../x'), []);
});

const patch = (type: string, body: string): readonly string[] =>
  linesOf({ request: { method: 'PATCH', url: 'https://a.example/', headers: [['Content-Type', type]], body } }, 'request/patch/').map(
    (line) => line.replace(' request.body request/patch/', ' '),
  );

test('a JSON Patch is a list of operations', () => {
  const type = 'application/json-patch+json';
  assert.deepEqual(patch(type, '{"a":1}'), ['error no-list: A JSON Patch is an array of operations, and this is none']);
  assert.deepEqual(patch(type, '[{"op":"set","path":"/a"}]'), ['error bad-operation: Operation 1: set is no operation of JSON Patch']);
  assert.deepEqual(patch(type, '[{"op":"remove","path":"/a"},{"op":"test","path":"","value":1}]'), []);
  assert.deepEqual(patch(type, '[1]'), ['error bad-operation: Operation 1 of 1 operation lacks a valid op or path']);
});

test('null in a merge patch removes', () => {
  assert.deepEqual(patch('application/merge-patch+json', '{"a":null,"b":1}'), ['info null-removes: null removes: a will be deleted']);
  assert.deepEqual(patch('application/merge-patch+json', '{"b":1}'), []);
  assert.deepEqual(patch('application/json', '{"a":null}'), []);
});

test('a form as it should be is told by the names of its fields, never by its values', () => {
  const body = 'user=joe&password=geheim';
  const given = {
    request: { method: 'POST', url: 'https://a.example/', headers: [['Content-Type', 'application/x-www-form-urlencoded']], body },
  };
  assert.deepEqual(linesOf(given, 'request/form/'), ['good request.body request/form/fields: A form with 2 fields: user, password']);
});
