import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xmlPath } from '../../../src/core/resolve/xml-path.ts';

const XML = '<?xml version="1.0"?><r xmlns:s="u"><a id="1">x &amp; y</a><s:a id="2"><b>z</b><![CDATA[<&>]]></s:a><!-- c --></r>';

const CASES: readonly (readonly [string, string])[] = [
  ['/r/a', 'x & y'],
  ['/r/a[2]', 'z<&>'],
  ['/r/s:a/b', 'z'],
  ['//b', 'z'],
  ['//b/text()', 'z'],
  ['/r/a/@id', '1'],
  ['/r/a[2]/@id', '2'],
  ['/r/*[2]/b', 'z'],
  ['/r/nope', 'Nothing is found at /r/nope.'],
  ['/r/a[@id=1]', '/r/a[@id=1] can\'t be read as an XPath from "[@id=1]" on: use names, positions, @attributes and text().'],
];

for (const [path, expected] of CASES)
  test(`${path} is ${expected}`, () => {
    const found = xmlPath(XML, path);
    assert.equal(found.ok ? found.value : found.error, expected);
  });

test('what is not well formed leads nowhere', () => assert.equal(xmlPath('<a><b></a>', '/a').ok, false));
