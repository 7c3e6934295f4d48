import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover } from '../../../../src/core/language/hover/hover.ts';
import { plainSections } from '../../../../src/core/language/hover/section.ts';
import { resolve } from '../../../../src/core/resolve/resolve.ts';
import type { VariableSet } from '../../../../src/core/resolve/scope.ts';
import { parse } from '../../../../src/core/syntax/parse.ts';
import { caret } from '../marked.ts';
import { NOW, PORTS, scopeWith, set } from '../scope.ts';

async function check(marked: string, variables: readonly VariableSet[] = []): Promise<string | undefined> {
  const { text, offset } = caret(marked);
  const { document } = parse(text);
  const scope = scopeWith(variables);
  const found = await hover(document, offset, { scope, now: NOW, resolve: (placed) => resolve(document, placed, scope, PORTS) });
  return found && `[${text.slice(found.range.start, found.range.end)}]\n${plainSections(found.sections)}`;
}

const says = (name: string, marked: string, expected: readonly string[], variables: readonly VariableSet[] = []): void => {
  test(name, async () => assert.equal(await check(marked, variables), expected.join('\n')));
};

test('a method is explained, in any case of letters; a keyword says what it stands for', async () => {
  assert.match((await check('g¦et http://e.test/')) ?? '', /^\[get\]\nSent as GET\.\nFetches the current representation/);
  assert.match((await check('POS¦T http://e.test/')) ?? '', /Neither safe nor idempotent/);
  assert.match((await check('WEBSO¦CKET ws://e.test/')) ?? '', /Opens a WebSocket/);
  assert.match((await check('FRO¦B http://e.test/')) ?? '', /a method of its own/);
});

says('a version is explained with its specification', 'get http://e.test/ HTTP/1.¦1', [
  '[HTTP/1.1]',
  'HTTP/1.1: messages as text, one after another on a connection that stays open.',
  'RFC 9112 section 2.1',
]);

says('a target says where it goes, decodes its query and keeps its fragment', '@h = e.test\nGET http://{{h}}/a¦?q=%C3%A4+b&x#frag\n', [
  '[http://{{h}}/a?q=%C3%A4+b&x#frag]',
  'To e.test:80 goes:',
  '    GET /a?q=%C3%A4+b&x HTTP/1.1',
  'The query, decoded:',
  'q: ä+b',
  'x: ',
  'The fragment #frag stays here: it is never sent.',
  'RFC 9110 section 7.1',
]);

says('a target that is blocked shows what is known', 'GET http://{{no}}/¦a', [
  '[http://{{no}}/a]',
  'The URL with what is known put in:',
  '    http://{{no}}/a',
]);

test('a field name has the definition, a value what it means here', async () => {
  assert.match((await check('GET http://e.test/\nAcc¦ept: text/html')) ?? '', /^\[Accept\]\nThe media types that the client can use/);
  assert.match((await check('GET http://e.test/\nAccept: text/h¦tml')) ?? '', /^\[text\/html\]\nPrefers text\/html/);
});

test('a value with a variable shows what is sent; a secret is not shown', async () => {
  const text = '@lang = de\nGET http://e.test/\nAccept-Language: {{lang}¦},{{other}}';
  assert.match(
    (await check('@lang = de\nGET http://e.test/\nAccept-Language: e¦n, {{lang}}')) ?? '',
    /Sent as:\n {4}Accept-Language: en, de\n/,
  );
  assert.doesNotMatch((await check(text, [set('private', { other: 'fr-secret' }, true)])) ?? '', /fr-secret/);
  const key = await check('GET http://e.test/\nX-Key: a¦{{key}}', [set('private', { key: 'hunter2' }, true)]);
  assert.doesNotMatch(key ?? '', /hunter2/);
});

says(
  'AWS shows what takes its place, and no value of a secret',
  'GET http://e.test/\nAuthorization: AWS A¦KID {{key}} region:r service:s',
  [
    '[AWS AKID {{key}} region:r service:s]',
    'Signed with AWS Signature Version 4 when it is sent: X-Amz-Date and Authorization: AWS4-HMAC-SHA256 Credential=AKID/…/r/s/aws4_request, … take the place of this line. The secret key is not sent.',
    'The canonical request and the string to sign stand with the exchange, at Authorization.',
  ],
);

says('Basic shows what goes on the wire, from each spelling', 'GET http://e.test/\nAuthorization: Basic u¦ser pass', [
  '[Basic user pass]',
  'Sent as Basic dXNlcjpwYXNz.',
  'It is the base64 of user:pass, which is an encoding and no encryption: over http: anybody on the way can read it.',
  'RFC 7617 section 2',
]);

test('a JSON Web Token is decoded, with its times as distances', async () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'HS256' })}.${part({ sub: 'ann', exp: NOW / 1000 + 7200, iat: NOW / 1000 - 60 })}.c2ln`;
  const said = await check(`GET http://e.test/\nAuthorization: Bearer ¦${token}`);
  assert.match(said ?? '', /"sub": "ann"/);
  assert.match(said ?? '', /- Expires in 2 hours \(exp, 2026-11-20T14:00:00\.000Z\)\./);
  assert.match(said ?? '', /- Issued 1 min ago/);
});

test('a date is told as a distance', async () => {
  const said = await check('GET http://e.test/\nIf-Modified-Since: Fri, 20 Nov 2026 1¦1:00:00 GMT');
  assert.match(said ?? '', /That is 1 hour ago\./);
});

says('a body tells octets, line breaks and what is left out', 'POST http://e.test/\nContent-Type: application/json\n\n{"a":¦\n# c\n1}', [
  '[{"a":]',
  '- 8 octets, 1 line break sent as LF.',
  '- JSON text, sent as typed with variables put in.',
  '- 1 comment line is not sent.',
  'RFC 9110 section 6.4',
]);

says(
  'a pair of a form is shown as the server reads it',
  'POST http://e.test/\nContent-Type: application/x-www-form-urlencoded\n\na=b+¦c%20d\n',
  ['[b+c%20d]', 'What the server reads:', 'a: b c d'],
);

const MULTIPART =
  'POST http://e.test/\nContent-Type: multipart/form-data; boundary=xx\n\n--xx\nContent-Disposition: form-data; name="a"; filename="b.txt"\n\n1\n--xx--\n';

says('a delimiter is told from the last one', MULTIPART.replace('--xx\n', '--x¦x\n'), [
  '[--xx]',
  'A delimiter: two dashes and the boundary xx. A part begins after it; the line break before it belongs to it and not to the part.',
  'RFC 2046 section 5.1.1',
]);

says('a part line says what kind of part it is', MULTIPART.replace('name=', '¦name='), [
  '[form-data; name="a"; filename="b.txt"]',
  'A file of the form: a server treats it as an upload because of filename.',
  'name: a',
  'filename: b.txt',
]);

says('a message says when it is sent', 'ws://e.test/\n\na\n=== wait-for-server\n¦b\n', [
  '[b]',
  'Message 2, sent after a message of the server.',
]);

says('a directive says what it does', '# @no-redi¦rect\nGET http://e.test/', [
  '[@no-redirect]',
  '    # @no-redirect',
  'A redirect is shown as it came, and not followed.',
]);

says(
  'a variable shows value, source and what it hides',
  '@a = 1\nGET http://e.test/{{¦a}}',
  ['[{{a}}]', '    a = 1', 'From line 1 of this file.', '- hidden by it: 2, public set'],
  [set('public', { a: '2' })],
);

says(
  'a secret is masked',
  'GET http://e.test/{{¦a}}',
  ['[{{a}}]', '    a = ••••••', 'From private set, a secret.'],
  [set('private', { a: 'hunter2' }, true)],
);

says('a variable made of others is shown with them put in', '@a = 1\n@b = {{a}}-x\nGET http://e.test/{{¦b}}', [
  '[{{b}}]',
  '    b = 1-x',
  'From line 2 of this file.',
]);

test('an undefined variable has its problem and no hover beside it', async () => {
  assert.equal(await check('GET http://e.test/{{n¦o}}'), undefined);
});

test('a comment in a body says that it is not sent; elsewhere that goes without saying', async () => {
  assert.equal(
    await check('POST http://e.test/\nContent-Type: application/json\n\n{\n# no¦te\n}'),
    '[# note]\nA comment in the content: not sent.',
  );
  assert.equal(await check('# no¦te\nGET http://e.test/'), undefined);
});

test('a recorded status and its fields are explained like any other', async () => {
  assert.match((await check('HTTP/1.1 40¦4 Not Found\nDate: x\n')) ?? '', /^\[404 Not Found\]\nthe target was not found on the server\./);
  assert.match((await check('HTTP/1.1 200 OK\nCache-Control: max-a¦ge=60\n')) ?? '', /Fresh for 1 min/);
});

test('there is nothing to say on a blank line', async () => {
  assert.equal(await check('GET http://e.test/\n¦\n\n### x\n'), undefined);
});

const FILES = new Map([
  ['/work/shared/vars.http', parse('# what is shared\n@host = e.test\n').document],
  ['/work/shared/auth.http', parse('### log in\nPOST http://e.test/login\n').document],
]);

async function withFiles(marked: string): Promise<string | undefined> {
  const { text, offset } = caret(marked);
  const { document } = parse(text);
  const scope = { ...scopeWith([]), files: FILES };
  const found = await hover(document, offset, { scope, now: NOW, resolve: (placed) => resolve(document, placed, scope, PORTS) });
  return found && plainSections(found.sections);
}

test('a name of an imported file says its value, its file and line', async () => {
  assert.equal(await withFiles('import shared/vars.http\nGET http://{{ho¦st}}/\n'), '    host = e.test\nFrom line 2 of shared/vars.http.');
  assert.match(
    (await withFiles('import shared/auth.http\nGET http://e.test/{{lo¦g.response.status}}\n')) ?? '',
    /POST http:\/\/e\.test\/login\nFrom line 2 of shared\/auth\.http\./,
  );
  assert.match((await withFiles('import shared/auth.http\n# @ref lo¦g in\nGET http://e.test/\n')) ?? '', /line 2 of shared\/auth\.http/);
});

test('import and run lines say what they bring and send', async () => {
  assert.equal(
    await withFiles('imp¦ort shared/vars.http\n'),
    'Brings in from shared/vars.http the variables host. A definition of this file wins.',
  );
  assert.match((await withFiles('run shared/auth.http #lo¦g\n')) ?? '', /^Sends the request log of shared\/auth\.http\.\n {4}POST/);
  assert.match(
    (await withFiles('ru¦n shared/auth.http (@a=1)\n')) ?? '',
    /^Sends every request of shared\/auth\.http, in order\.\nWith these/,
  );
});

test('no hover of a request shows a secret that is in it, encoded or not', async () => {
  const variables = [set('private', { key: 'top sécret', page: 'http://e.test/hidden' }, true)];
  const head =
    '@all = a-{{key}}\nGET http://e.test/a?key={{key}}&b={{%key}}&c={{all}}\nX-Key: {{key}}\nReferer: {{page}}\nIf-None-Match: "{{key}}"\n\n{{key}}';
  for (let i = 0; i < head.length; i++)
    assert.doesNotMatch(
      (await check(`${head.slice(0, i)}¦${head.slice(i)}`, variables)) ?? '',
      /s(?:é|%C3%A9)cret|hidden/,
      head.slice(0, i),
    );
  assert.match((await check(head.replace('e.test/a', 'e.test/¦a'), variables)) ?? '', /GET \/a\?key=••••••&b=••••••&c=a-•••••• HTTP/);
});
