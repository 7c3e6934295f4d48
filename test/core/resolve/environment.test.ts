import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dotenvPlaces,
  type EnvironmentFile,
  environmentFault,
  environmentNames,
  environmentPlaces,
  environmentVariables,
  parseDotenv,
  settingsVariables,
} from '../../../src/core/resolve/environment.ts';

const file = (path: string, source: EnvironmentFile['source'], value: unknown): EnvironmentFile => ({
  path,
  source,
  text: JSON.stringify(value),
});

const FILES: readonly EnvironmentFile[] = [
  file('/w/api/http-client.private.env.json', 'private', { dev: { secret: 's' } }),
  file('/w/api/http-client.env.json', 'public', { dev: { host: 'near', n: 1, o: { a: 'b' }, Security: {} }, $shared: { all: 'x' } }),
  file('/w/http-client.env.json', 'public', { dev: { host: 'far' }, test: {} }),
];

test('environments of all files are named once, in order', () => assert.deepEqual(environmentNames(FILES), ['dev', 'test']));

test('sets come with the nearest file first, $shared apart, private ones secret, reserved keys left out', () => {
  const shown = environmentVariables(FILES, 'dev').map(({ source, label, values, secret }) => [
    source,
    label,
    Object.fromEntries(values),
    secret,
  ]);
  assert.deepEqual(shown, [
    ['private', 'http-client.private.env.json', { secret: 's' }, true],
    ['public', 'http-client.env.json', { host: 'near', n: '1', o: '{"a":"b"}', 'o.a': 'b' }, false],
    ['shared', 'http-client.env.json ($shared)', { all: 'x' }, false],
    ['public', 'http-client.env.json', { host: 'far' }, false],
  ]);
});

test('without an environment only $shared counts', () => {
  assert.deepEqual(
    environmentVariables(FILES, undefined).map((s) => s.source),
    ['shared'],
  );
});

test('files are looked for from the text up to the workspace', () => {
  assert.deepEqual(dotenvPlaces('/w/a/b/x.http', '/w'), ['/w/a/b/.env', '/w/a/.env', '/w/.env']);
  assert.deepEqual(dotenvPlaces('/elsewhere/x.http', '/w'), ['/elsewhere/.env']);
  assert.equal(environmentPlaces('/w/a/x.http', '/w').length, 6);
});

test('comments and commas too many are read over, other faults are told', () => {
  assert.equal(environmentFault('{ // a\n "dev": { "u": "http://x//y", /* b */ },\n}'), undefined);
  assert.match(environmentFault('{') ?? '', /JSON/);
  assert.equal(environmentFault('[]'), 'Expected an object with a member for each environment.');
});

test('the variables of REST Client settings are those of the environment and of $shared', () => {
  const shown = settingsVariables({ $shared: { a: '1' }, dev: { b: '2' } }, 'dev').map((s) => Object.fromEntries(s.values));
  assert.deepEqual(shown, [{ b: '2' }, { a: '1' }]);
  assert.deepEqual(settingsVariables(undefined, 'dev'), []);
});

test('a value of an environment may name one of $shared', () => {
  const setting = { $shared: { a: '1' }, dev: { b: 'x{{$shared a}}{{ $shared  nope }}', c: '{{a}}' } };
  const own = { b: 'x1{{ $shared  nope }}', c: '{{a}}' };
  assert.deepEqual(Object.fromEntries(settingsVariables(setting, 'dev')[0]?.values ?? []), own);
  const [set] = environmentVariables([file('/w/http-client.env.json', 'public', setting)], 'dev');
  assert.deepEqual(Object.fromEntries(set?.values ?? []), own);
});

test('.env lines have quotes, comments and export', () => {
  const text = '# c\nA=1\nexport B = two words # c\nC="x\\ny"\r\nD=\'#no\'\nE=\nnot a line\nF=a#b';
  assert.deepEqual(Object.fromEntries(parseDotenv(text)), { A: '1', B: 'two words', C: 'x\ny', D: '#no', E: '', F: 'a#b' });
});

test('a value that another store keeps is none: what describes it is not sent in its place', () => {
  const setting = { dev: { key: { provider: 'AspnetUserSecrets', secretName: 'a:b' }, mine: { provider: 'me' } } };
  const [set] = environmentVariables([file('/w/http-client.env.json.user', 'user', setting)], 'dev');
  assert.deepEqual(
    [...(set?.values ?? [])],
    [
      ['mine', '{"provider":"me"}'],
      ['mine.provider', 'me'],
    ],
  );
});
