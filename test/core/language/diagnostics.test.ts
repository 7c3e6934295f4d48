import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../src/core/language/diagnostics.ts';
import type { ResolveSettings, VariableSet } from '../../../src/core/resolve/scope.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { draw } from './marked.ts';
import { scopeWith, set } from './scope.ts';

const problems = (text: string, variables: readonly VariableSet[] = []) => diagnose(parse(text), scopeWith(variables));

const check = (text: string, variables?: readonly VariableSet[]): string =>
  draw(
    text,
    problems(text, variables).map(({ range, code, severity }) => ({ range, label: `${severity} ${code}` })),
  );

const fixed = (text: string, title: RegExp): string | undefined => {
  const fix = problems(text)
    .flatMap(({ fixes = [] }) => fixes)
    .find((f) => title.test(f.title));
  return fix?.edits.toReversed().reduce((t, e) => t.slice(0, e.range.start) + e.text + t.slice(e.range.end), text);
};

test('an undefined variable is an error where it stands', () => {
  assert.equal(check('GET http://e.test/{{a}}\n'), 'GET http://e.test/{{a}}\n                  ^^^^^ error undefined');
});

test('a variable of the file, of an environment, of a prompt is defined', () => {
  assert.equal(check('@a = 1\nGET http://e.test/{{a}}\n'), '');
  assert.equal(check('GET http://e.test/{{a}}\n', [set('public', { a: '1' })]), '');
  assert.equal(check('# @prompt a What?\nGET http://e.test/{{a}}\n'), '');
});

test('so is what a run line gives', () => {
  assert.equal(check('### get\nGET http://e.test/{{id}}\n###\nrun #get (@id=1)\n'), '');
});

test('an unknown dynamic variable is named without its arguments, and arguments that do not fit are told', () => {
  assert.equal(problems('GET http://e.test/{{$uid 1 2}}\n')[0]?.subject, '$uid');
  assert.equal(check('GET http://e.test/{{$uuid}}{{$randomInt 1 6}}{{$processEnv HOME}}\n'), '');
  assert.match(check('GET http://e.test/{{$randomInt one six}}\n'), /error bad-dynamic/);
});

test('what a setting has sent otherwise is not told as the usual way', () => {
  const text =
    'POST http://e.test/\nContent-Type: application/json\n\n{\n# a\n}\n###\nPOST http://e.test/\nContent-Type: application/x-www-form-urlencoded\n\na=%+b\n';
  const codes = (settings: Partial<ResolveSettings>): readonly string[] => {
    const scope = scopeWith([]);
    return diagnose(parse(text), { ...scope, settings: { ...scope.settings, ...settings } }).map(({ code }) => code);
  };
  assert.deepEqual(codes({}), ['comment-not-sent', 'jetbrains-form-escape']);
  assert.deepEqual(codes({ bodyComments: 'keep', formDialect: 'jetbrains' }), []);
});

test('with https as the default, what names no scheme is said to go over https, and its credentials are safe', () => {
  const text =
    'GET e.test/a\nAuthorization: Bearer abc\n###\nGET ann:b@e.test\n###\nWS e.test\n###\nGET /a\nHost: e.test\nAuthorization: Bearer abc\n';
  const told = (defaultScheme: ResolveSettings['defaultScheme']): readonly string[] => {
    const scope = scopeWith([]);
    const found = diagnose(parse(text), { ...scope, settings: { ...scope.settings, defaultScheme } });
    return found.map(({ code, message, fixes }) => [code, /so (\S+) is/.exec(message)?.[1], fixes?.[0]?.title].filter(Boolean).join(' '));
  };
  const user = 'userinfo-in-url';
  const path = 'credentials-over-http Write https://e.test';
  assert.deepEqual(told('http'), [
    'no-scheme http Write http://',
    'credentials-over-http Write https://',
    'no-scheme http Write http://',
    user,
    'credentials-over-http',
    'no-scheme ws Write ws://',
    path,
  ]);
  assert.deepEqual(told('https'), [
    'no-scheme https Write https://',
    'no-scheme https Write https://',
    user,
    'no-scheme wss Write wss://',
    path,
  ]);
});

test('a variable that is defined further down is a hint with its place', () => {
  const text = 'GET http://e.test/{{a}}\n###\n@a = 1\n';
  assert.equal(check(text), 'GET http://e.test/{{a}}\n                  ^^^^^ hint late-definition');
  assert.equal(problems(text)[0]?.related?.[0]?.range.start, text.indexOf('a = 1'));
});

test('in the draft standard it is an error', () => {
  const found = diagnose(parse('GET http://e.test/{{a}}\n###\n@a = 1\n', 'http-2026'), scopeWith([]));
  assert.deepEqual(
    found.map(({ code, severity }) => `${severity} ${code}`).filter((one) => one.includes('late')),
    ['error late-definition'],
  );
});

test('a definition that nothing uses is a hint', () => {
  assert.equal(check('@a = 1\nGET http://e.test/\n'), '@a = 1\n ^ hint unused-definition');
  assert.equal(check('@a = 1\nGET http://e.test/{{$processEnv %a}}\n'), '');
});

test('an unknown dynamic variable is an error, escaped braces are not', () => {
  assert.match(check('GET http://e.test/{{$gid}}\n'), /error undefined/);
  assert.match(problems('GET http://e.test/{{$gid}}\n')[0]?.message ?? '', /Did you mean \$guid\?/);
  assert.equal(problems('POST http://e.test/\nContent-Type: text/plain\n\n\\{\\{a\\}\\}\n').length, 0);
});

test('a response reference needs a request of that name', () => {
  assert.equal(check('# @name login\nGET http://e.test/\n###\nGET http://e.test/{{login.response.status}}\n'), '');
  assert.match(check('GET http://e.test/{{login.response.status}}\n'), /error undefined/);
});

test('the second request of a name is warned of, with the first', () => {
  const text = '# @name a\nGET http://e.test/\n###\n# @name a\nGET http://e.test/\n';
  assert.equal(check(text), '# @name a\n        ^ warning duplicate-name');
});

test('the second ### of a title says where the first is, and what follows', () => {
  const text = '### log in\nGET http://e.test/\n### log in\nGET http://e.test/\n';
  assert.equal(check(text), '### log in\n    ^^^^^^ warning duplicate-name');
  const [found] = problems(text);
  assert.match(
    found?.message ?? '',
    /run lines mean the first one, and \{\{log in\.response…\}\} is the answer of the one that was sent last\./,
  );
  assert.deepEqual(
    found?.related?.map(({ range, message }) => [range.start, message]),
    [[4, 'The first request of the name log in is here.']],
  );
});

test('a misspelt name is mended, an unknown one defined', () => {
  assert.equal(fixed('@host = e.test\nGET http://{{hots}}/{{host}}\n', /^Change/), '@host = e.test\nGET http://{{host}}/{{host}}\n');
  assert.equal(fixed('GET http://{{zzz}}/\n', /^Define/), '@zzz = \nGET http://{{zzz}}/\n');
});

test('what the parser found is there as well, in source order', () => {
  const codes = problems('GET http://e.test/{{a}}\nno colon\n').map(({ code }) => code);
  assert.deepEqual(codes, ['undefined', 'bad-header']);
});

test('a curl command in the place of a request is told', () => {
  const text = 'GET http://e.test/\n###\ncurl -X POST http://e.test/ \\\n  -d a=1\n';
  assert.equal(check(text), 'curl -X POST http://e.test/ \\\n^^^^ error command-not-run');
  assert.equal(check('# @nmae a\ncurl http://e.test/\n').split('\n').at(-1), '^^^^ error command-not-run');
  assert.doesNotMatch(check('curl.test/a\n'), /command-not-run/);
});

test('what other clients write in braces is told as what it is, and mended where it can be', () => {
  const login = '# @name login\nPOST http://e.test/login\n###\n';
  assert.equal(
    fixed(`${login}GET http://e.test/{{login.data.id}}\n`, /^Change to/),
    `${login}GET http://e.test/{{login.response.body.$.data.id}}\n`,
  );
  const said = (text: string): string => problems(text).map(({ message }) => message)[0] ?? '';
  assert.match(said(`${login}GET http://e.test/{{login.response.cookies.a}}\n`), /^Of an exchange there are body, headers and status/);
  assert.match(said('GET http://e.test/{{a + 1}}\n'), /is no name of a variable.*computes nothing/);
  assert.match(said('GET http://e.test/{{login.data}}\n'), /^The variable login\.data is not defined/);
});

test('a path without a host gets the variable host before it, where there is one', () => {
  assert.equal(fixed('@host = http://e.test\nGET /a\n', /host/), '@host = http://e.test\nGET {{host}}/a\n');
  assert.equal(fixed('GET /a\n', /host/), undefined);
});

test('a definition behind a request is content: what it was to define says so, and where ### belongs', () => {
  const text = '# @name a\nGET http://e.test/\n\n@id = {{a.response.body.$.id}}\n\n### b\nGET http://e.test/{{id}}\n';
  assert.match(problems(text).find(({ code }) => code === 'undefined')?.message ?? '', /^A line "@id = …" stands in the content/);
  const mended = fixed(text, /^Put ###/) ?? '';
  assert.equal(mended, text.replace('@id', '###\n@id'));
  assert.deepEqual(problems(mended), []);
});

test('a variable that a script sets says so, with the response reference that means the same', () => {
  const source = (script: string, title = 'Log in'): string =>
    `### ${title}\nPOST http://e.test/login\n\n${script}\n\n###\nGET http://e.test/\nAuthorization: Bearer {{token}}\n`;
  const instead = (script: string): string | undefined => /Bearer \{\{(.*)\}\}/.exec(fixed(source(script), /^Change to/) ?? '')?.[1];
  assert.equal(
    instead('> {% client.global.set("token", response.body.data[0].access_token); %}'),
    'Log in.response.body.$.data[0].access_token',
  );
  assert.equal(instead("> {%\n  client.global.set('token', response.headers.valueOf('X-Token'))\n%}"), 'Log in.response.headers.X-Token');
  assert.equal(instead('{{\n  exports.token = response.parsedBody.token;\n}}'), 'Log in.response.body.$.token');
  const said = (script: string, title?: string): string =>
    problems(source(script, title)).find(({ code }) => code === 'undefined')?.message ?? '';
  assert.match(
    said('> {% client.global.set("token", f(response.body)); %}'),
    /^A script sets token, and Postil runs no scripts\. Write "@token = value"/,
  );
  assert.match(said('> {% client.global.set("token", response.body.a); %}', ''), /^A script sets token/);
  assert.match(said('> {% client.global.set("tok", response.body.a); %}'), /^The variable token is not defined/);
  assert.deepEqual(
    problems(fixed(source('> {% client.global.set("token", response.body.a) %}'), /^Change to/) ?? '').map(({ code }) => code),
    ['handler-not-run', 'credentials-over-http'],
  );
});
