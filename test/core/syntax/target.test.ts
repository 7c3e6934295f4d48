import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/syntax/parse.ts';
import { targetParts } from '../../../src/core/syntax/target.ts';

/** Each part as `name=text`, in the order of the type. */
function parts(source: string): string {
  const [placed] = parse(source).document.blocks;
  if (!placed?.block.request) return 'no request';
  const { block } = placed;
  const { form, pairs, ...found } = targetParts(block, placed.block.request.line);
  const cut = (r: { readonly start: number; readonly end: number } | undefined): string =>
    r ? block.text.slice(r.start, r.end).replace(/\s+/g, '') : '';
  const named = Object.entries(found).flatMap(([name, r]) => (r ? [`${name}=${cut(r)}`] : []));
  return [form, ...named, ...pairs.map((p) => `(${cut(p.name)},${p.value ? cut(p.value) : 'none'})`)].join(' ');
}

const CASES: readonly (readonly [string, string])[] = [
  [
    'GET https://u:p@e.test:8443/a/b?x=1&y&=z#f',
    'absolute scheme=https userinfo=u:p host=e.test port=8443 path=/a/b query=x=1&y&=z fragment=f (x,1) (y,none) (,z)',
  ],
  ['GET http://[::1]:80', 'absolute scheme=http host=[::1] port=80'],
  ['GET {{host}}/a?b={{c&d}}', 'absolute host={{host}} path=/a query=b={{c&d}} (b,{{c&d}})'],
  ['GET https://{{h}}:{{p}}/', 'absolute scheme=https host={{h}} port={{p}} path=/'],
  ['GET /a?b', 'origin path=/a query=b (b,none)'],
  ['OPTIONS *', 'asterisk'],
  ['GET', 'none'],
  ['GET https://e.test/a\n  /b\n  ?q=1\n  &r=2 HTTP/1.1', 'absolute scheme=https host=e.test path=/a/b query=q=1&r=2 (q,1) (r,2)'],
  ['GET localhost:3000/x', 'absolute host=localhost port=3000 path=/x'],
];

for (const [source, expected] of CASES) test(`${JSON.stringify(source)} has its parts`, () => assert.equal(parts(source), expected));
