import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xmlPath } from '../../../src/core/resolve/xml-path.ts';

const XML = `<?xml version="1.0"?><!DOCTYPE r><r xmlns:s="u"><a id="1">x &amp; y</a><s:a id="2"><b>z</b><![CDATA[<&>]]></s:a><!-- c -->
<d xmlns="v"><e n="5">in a default</e></d><a id="3">last</a></r>`;

const CASES: readonly (readonly [string, string])[] = [
  ['/r/a', 'x & y'],
  ['/r/a[2]', 'last'],
  ['/r/s:a', 'z<&>'],
  ['/r/s:a/b', 'z'],
  ['//b', 'z'],
  ['//b/text()', 'z'],
  ['/r/a/@id', '1'],
  ['/r/a[last()]/@id', '3'],
  ['/r/*[2]/b', 'z'],
  ['/r/a[@id=3]', 'last'],
  ['/r/a[contains(., "y")]/@id', '1'],
  ['//a[@id > 1 and not(starts-with(., "x"))]', 'last'],
  ['/r/a[1]/following-sibling::a', 'last'],
  ['//*[local-name() = "e"]', 'in a default'],
  ['/r/d/e', 'in a default'],
  ['//e/@n', '5'],
  ['/r/comment()', ' c '],
  ['/r/a | //b', 'x & y'],
  ['/r/nope', 'Nothing is found at /r/nope.'],
  ['/r/a[', "/r/a[ can't be read as an XPath (version 1.0)."],
];

const at = (source: string, path: string): string => {
  const found = xmlPath(source, path);
  return found.ok ? found.value : found.error;
};

for (const [path, expected] of CASES) test(`${path} is ${expected}`, () => assert.equal(at(XML, path), expected));

test('what is not well formed leads nowhere', () => assert.equal(xmlPath('<a><b></a>', '/a').ok, false));
test('a prefix that the document does not declare is said', () =>
  assert.equal(at('<a/>', '/q:a'), "/q:a can't be followed: Cannot resolve QName q."));
test('entities that grow without end are refused', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
  assert.equal(xmlPath(`<!DOCTYPE a [<!ENTITY e0 "x">${lines}]><a>&e20;</a>`, '/a').ok, false);
});
