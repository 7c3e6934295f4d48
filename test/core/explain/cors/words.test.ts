import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../../../src/core/text/prose.ts';
import { explained } from '../told.ts';

const ORIGIN = ['Origin', 'https://app.example.org'];

const details = (request: object, headers: readonly (readonly string[])[], id: string): string =>
  explained({
    request: { url: 'https://api.example.com/data', ...request },
    response: { status: 204, headers },
  })
    .annotations.filter((note) => note.id === id)
    .map((note) => `${note.level}: ${plain(note.title)} ${plain(note.detail)}`)
    .join('\n');

const preflight = (method: string): object => ({ method: 'OPTIONS', headers: [ORIGIN, ['Access-Control-Request-Method', method]] });

test('a preflight without an allowed origin stops the request, it does not hide its answer', () => {
  const said = details(preflight('PUT'), [['Access-Control-Allow-Methods', 'PUT']], 'cors/preflight-no-allow-origin');
  assert.match(said, /^error: The preflight fails/);
  assert.match(said, /never sent/);
  assert.doesNotMatch(said, /was carried out/);
});

test('with credentials the star is a name', () => {
  const allowed = [
    ['Access-Control-Allow-Origin', 'https://app.example.org'],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Allow-Methods', '*'],
  ];
  assert.match(details(preflight('PUT'), allowed, 'cors/preflight-method'), /\* is no wildcard but a literal name/);
});

test('two origins that differ are both shown whole', () => {
  const said = details(
    { method: 'GET', headers: [ORIGIN] },
    [['Access-Control-Allow-Origin', 'https://app.example.org:8443']],
    'cors/other-origin',
  );
  assert.match(said, /https:\/\/app\.example\.org:8443 and https:\/\/app\.example\.org differ in the port/);
});
