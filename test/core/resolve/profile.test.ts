// What the profile of the draft standard changes between a text and what is sent of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Profile } from '../../../src/core/syntax/profile.ts';
import { type World, wire } from './world.ts';

const CASES: readonly (readonly [fact: string, source: string, postil: string, draft: string, world?: World])[] = [
  [
    'user and password are encoded, or sent as typed',
    'GET http://e.test/\nAuthorization: Basic ann s3cret',
    'GET / HTTP/1.1\nHost: e.test\nAuthorization: Basic YW5uOnMzY3JldA==\n\n',
    'GET / HTTP/1.1\nHost: e.test\nAuthorization: Basic ann s3cret\n\n',
  ],
  [
    'Digest waits for a challenge, or goes out as typed',
    'GET http://e.test/\nAuthorization: Digest ann s3cret',
    'GET / HTTP/1.1\nHost: e.test\n\n',
    'GET / HTTP/1.1\nHost: e.test\nAuthorization: Digest ann s3cret\n\n',
  ],
  [
    'what may not stand in a target is encoded, or sent as typed',
    'GET http://e.test/{a}|ü?"^`',
    'GET /%7Ba%7D%7C%C3%BC?%22%5E%60 HTTP/1.1\nHost: e.test\n\n',
    'GET /{a}|ü?"^` HTTP/1.1\nHost: e.test\n\n',
  ],
  [
    'a space that a value brings is encoded, or an error',
    '@q = a b\nGET http://e.test/?q={{q}}',
    'GET /?q=a%20b HTTP/1.1\nHost: e.test\n\n',
    'bad-target: ',
  ],
  [
    'a known method is written in capitals, or as typed unless it is one of seven',
    'propfind http://e.test/',
    'PROPFIND / HTTP/1.1\nHost: e.test\n\n',
    'propfind / HTTP/1.1\nHost: e.test\n\n',
  ],
  [
    'a value that is a method stays as it is',
    '@m = purge\n{{m}} http://e.test/',
    'PURGE / HTTP/1.1\nHost: e.test\n\n',
    'purge / HTTP/1.1\nHost: e.test\n\n',
  ],
  [
    'lines of JSON end with a line break, or as typed',
    'POST http://e.test/\nContent-Type: application/x-ndjson\n\n1\n2\n',
    'POST / HTTP/1.1\nHost: e.test\nContent-Type: application/x-ndjson\nContent-Length: 4\n\n1\n2\n',
    'POST / HTTP/1.1\nHost: e.test\nContent-Type: application/x-ndjson\nContent-Length: 3\n\n1\n2',
  ],
  [
    'a file is content, or its line is',
    'POST http://e.test/\nContent-Type: text/plain\n\n< ./a.txt',
    'POST / HTTP/1.1\nHost: e.test\nContent-Type: text/plain\nContent-Length: 1\n\n</work/api/a.txt>',
    'POST / HTTP/1.1\nHost: e.test\nContent-Type: text/plain\nContent-Length: 9\n\n< ./a.txt',
    { files: { '/work/api/a.txt': 'a' } },
  ],
  ['Host keeps its case', 'GET http://E.Test/', 'GET / HTTP/1.1\nHost: E.Test\n\n', 'GET / HTTP/1.1\nHost: E.Test\n\n'],
  [
    'a keyword in capitals is one, in lower case it may be a method',
    'graphql http://e.test/\n\n{ a }',
    'POST / HTTP/1.1\nHost: e.test\nContent-Type: application/json\nContent-Length: 17\n\n{"query":"{ a }"}',
    'graphql / HTTP/1.1\nHost: e.test\nContent-Length: 5\n\n{ a }',
  ],
];

for (const [fact, source, postil, draft, world] of CASES)
  test(fact, async () => {
    const made = (profile: Profile): Promise<string> => wire(source, { ...world, profile });
    assert.deepEqual({ postil: await made('postil'), draft: await made('http-2026') }, { postil, draft });
  });
