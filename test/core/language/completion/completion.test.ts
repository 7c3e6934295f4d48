import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completions } from '../../../../src/core/language/completion/completion.ts';
import type { Completion } from '../../../../src/core/language/completion/item.ts';
import { asText } from '../../../../src/core/language/snippet.ts';
import type { VariableSet } from '../../../../src/core/resolve/scope.ts';
import { parse } from '../../../../src/core/syntax/parse.ts';
import { caret } from '../marked.ts';
import { scopeWith, set } from '../scope.ts';

function proposals(marked: string, variables: readonly VariableSet[] = []): readonly Completion[] {
  const { text, offset } = caret(marked);
  return [...completions(parse(text).document, offset, scopeWith(variables))].sort((a, b) => a.rank - b.rank);
}

const labels = (marked: string, variables?: readonly VariableSet[]): readonly string[] =>
  proposals(marked, variables).map(({ label }) => label);

/** The text after choosing what has that label. */
function choose(marked: string, label: string, variables?: readonly VariableSet[]): string {
  const { text } = caret(marked);
  const found = proposals(marked, variables).find((p) => p.label === label);
  if (found === undefined) return `${label} is not offered`;
  const insert = found.template === true ? asText(found.insert) : found.insert;
  return text.slice(0, found.range.start) + insert + text.slice(found.range.end);
}

test('methods are offered where a request begins, on an empty line and while one is typed', () => {
  assert.deepEqual(labels('### x\n¦\n').slice(0, 3), ['GET', 'POST', 'PUT']);
  assert.equal(choose('### x\nPO¦\n', 'POST'), '### x\nPOST \n');
});

test('targets of the file and variables that hold an address are offered after a method', () => {
  const text = '@host = http://e.test\nGET http://e.test/a\n###\nGET http://e.test/a\n###\nGET ¦\n';
  assert.deepEqual(labels(text), ['{{host}}', 'http://e.test/a', 'http://e.test']);
  assert.equal(
    choose('GET http://e.test/a\n###\nGET http://e¦.t/b\n', 'http://e.test/a'),
    'GET http://e.test/a\n###\nGET http://e.test/a\n',
  );
});

test('versions are offered after the target', () => {
  assert.deepEqual(labels('GET http://e.test/ ¦'), ['HTTP/1.1', 'HTTP/1.0', 'HTTP/2']);
});

test('field names are offered beneath the request line, those that are there already are not', () => {
  assert.deepEqual(labels('GET http://e.test/\n¦').slice(0, 2), ['Accept', 'Authorization']);
  assert.equal(choose('POST http://e.test/\nCont¦', 'Content-Type'), 'POST http://e.test/\nContent-Type: ');
  assert.ok(!labels('GET http://e.test/\nHost: a\n¦').includes('Host'));
  assert.ok(!labels('GET http://e.test/\n¦').includes('Set-Cookie'));
});

test('fields of a response are offered in a recorded response', () => {
  assert.ok(labels('HTTP/1.1 200 OK\n¦').includes('Age'));
});

test('values are offered after the colon, for the member at the caret', () => {
  assert.equal(choose('GET http://e.test/\nAuthorization: ¦', 'Bearer'), 'GET http://e.test/\nAuthorization: Bearer');
  assert.equal(
    choose('GET http://e.test/\nCache-Control: no-cache, no-¦', 'no-store'),
    'GET http://e.test/\nCache-Control: no-cache, no-store',
  );
  assert.equal(
    choose('POST http://e.test/\nContent-Type: app¦lication/j', 'application/json'),
    'POST http://e.test/\nContent-Type: application/json',
  );
});

test('nothing is offered in a body but variables', () => {
  assert.deepEqual(labels('POST http://e.test/\n\nGE¦'), []);
  assert.ok(labels('@a = 1\nPOST http://e.test/\n\n{"a": "{{¦"}').includes('a'));
});

test('directives are offered after the at sign, with what they take', () => {
  assert.equal(choose('# @time¦\nGET http://e.test/', 'timeout'), '# @timeout 10 s\nGET http://e.test/');
  assert.ok(!labels('# @¦\nGET http://e.test/').includes('loop'));
});

test('the requests of the file are offered for @ref', () => {
  assert.deepEqual(labels('# @name login\nGET http://e.test/\n###\n# @ref ¦\nGET http://e.test/'), ['login']);
});

test('nothing is offered in a comment', () => {
  assert.deepEqual(labels('# GE¦\nGET http://e.test/'), []);
});

test('variables come with their values, and the braces are closed where they are open', () => {
  const variables = [set('private', { key: 'hunter2' }, true)];
  assert.equal(choose('@host = e.test\nGET http://{{¦', 'host'), '@host = e.test\nGET http://{{host}}');
  assert.equal(choose('@host = e.test\nGET http://{{h¦}}/a', 'host'), '@host = e.test\nGET http://{{host}}/a');
  const key = proposals('GET http://{{¦', variables).find(({ label }) => label === 'key');
  assert.equal(key?.detail, '••••••');
});

test('a named request offers its response', () => {
  const text = '# @name login\nPOST http://e.test/\n###\nGET http://e.test/{{¦';
  assert.equal(choose(text, 'login'), '# @name login\nPOST http://e.test/\n###\nGET http://e.test/{{login.');
  assert.equal(
    choose(text.replace('{{¦', '{{login.¦'), 'login.response.body.$.…'),
    '# @name login\nPOST http://e.test/\n###\nGET http://e.test/{{login.response.body.$.path}}',
  );
});

test('dynamic variables are offered with their arguments', () => {
  assert.equal(choose('GET http://e.test/{{$ra¦', '$randomInt'), 'GET http://e.test/{{$randomInt 0 1000}}');
});

test('part fields are offered beneath a delimiter', () => {
  const text = 'POST http://e.test/\nContent-Type: multipart/form-data; boundary=x\n\n--x\n¦\n\n1\n--x--\n';
  assert.deepEqual(labels(text), ['Content-Disposition', 'Content-Type']);
  assert.equal(
    choose(text.replace('¦', 'Content-Disposition: ¦'), 'form-data; name="…"'),
    text.replace('¦', 'Content-Disposition: form-data; name="name"'),
  );
});

test('message separators are offered in a WebSocket block', () => {
  assert.deepEqual(labels('ws://e.test/\n\na\n==¦'), ['===', '=== wait-for-server']);
});

test('requests and variables of imported files are offered with their file', () => {
  const { text, offset } = caret('import b.http\n# @ref ¦\nGET http://e.test/\n');
  const scope = { ...scopeWith([]), files: new Map([['/work/b.http', parse('@host = e.test\n### login\nGET http://e.test/\n').document]]) };
  const offered = (typed: string, at: number) =>
    completions(parse(typed).document, at, scope).map(({ label, detail }) => `${label} | ${detail ?? ''}`);
  assert.deepEqual(offered(text, offset), ['login | of b.http']);
  const inBraces = 'import b.http\nGET http://{{';
  assert.deepEqual(offered(inBraces, inBraces.length).slice(0, 2), ['host | e.test', 'login | response of this request of b.http']);
  assert.deepEqual(offered('import b.http\nrun #', 19), ['login | of b.http']);
});
