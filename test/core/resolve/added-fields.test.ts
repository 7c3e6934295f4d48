import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addedFields } from '../../../src/core/resolve/added-fields.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/resolve/scope.ts';

const USUAL = {
  userAgent: DEFAULT_SETTINGS.userAgent,
  accept: true,
  acceptEncoding: DEFAULT_SETTINGS.acceptEncoding,
  leaveOut: [],
  more: [],
};

const cases: readonly (readonly [why: string, setting: unknown, changed: object])[] = [
  ['nothing is set', {}, {}],
  ['what is no setting', 'x', {}],
  ['values of other types', { 'User-Agent': 7, Accept: null }, {}],
  ['a text takes the place of the usual one, in any case', { 'user-agent': 'me' }, { userAgent: 'me' }],
  [
    'false and an empty text keep a field away',
    { 'User-Agent': false, 'Accept-Encoding': '', Accept: false },
    { userAgent: undefined, acceptEncoding: undefined, accept: false },
  ],
  ['Host and Content-Length too', { Host: false, 'Content-Length': false }, { leaveOut: ['host', 'content-length'] }],
  ['true is as usual', { 'User-Agent': true, Host: true, Accept: '*/*' }, {}],
  ['another Accept', { Accept: 'application/json' }, { accept: false, more: [['Accept', 'application/json']] }],
  [
    'fields of one’s own, in order',
    { 'X-B': '1', 'X-A': '2', 'X-C': false },
    {
      more: [
        ['X-B', '1'],
        ['X-A', '2'],
      ],
    },
  ],
];
for (const [why, setting, changed] of cases)
  test(`fields that are added: ${why}`, () => {
    assert.deepEqual(addedFields(setting), { ...USUAL, ...changed });
  });
