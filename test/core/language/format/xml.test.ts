import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatXml } from '../../../../src/core/language/format/xml.ts';

const cases: readonly (readonly [fact: string, text: string, formatted: string | undefined])[] = [
  ['elements get lines', '<a><b>1</b><c/></a>', '<a>\n  <b>1</b>\n  <c/>\n</a>'],
  ['references stay', '<a x="{{y}}"><b>{{z}}</b><{{n}}>1</{{n}}></a>', '<a x="{{y}}">\n  <b>{{z}}</b>\n  <{{n}}>1</{{n}}>\n</a>'],
  ['a reference among elements may be text', '<a><b/>{{more}}</a>', '<a><b/>{{more}}</a>'],
  ['an element with text keeps its space', '<p>one <b>two</b>  <i>three</i></p>', '<p>one <b>two</b>  <i>three</i></p>'],
  ['space that is all there is stays', '<a><b>  </b></a>', '<a>\n  <b>  </b>\n</a>'],
  ['xml:space is heard', '<a><b xml:space="preserve"> <c/> </b></a>', '<a>\n  <b xml:space="preserve"> <c/> </b>\n</a>'],
  ['CDATA is text', '<a><![CDATA[ < ]]><b/></a>', '<a><![CDATA[ < ]]><b/></a>'],
  [
    'declaration and comments get lines',
    '<?xml version="1.0"?><a><!-- b --><c/></a>',
    '<?xml version="1.0"?>\n<a>\n  <!-- b -->\n  <c/>\n</a>',
  ],
  ['a > in a value ends no tag', '<a><b x="1>0"/></a>', '<a>\n  <b x="1>0"/>\n</a>'],
  ['what is not well-formed stays', '<a><b></a>', undefined],
  ['a document type stays', '<!DOCTYPE a><a><b/></a>', undefined],
];

for (const [fact, text, formatted] of cases) test(fact, () => assert.equal(formatXml(text, '  '), formatted));

test('only white space between elements changes, and formatting twice is formatting once', () => {
  const leaf = fc.constantFrom('<x/>', '<x>1</x>', '<x> </x>', '<!-- c -->', '{{r}}', ' ', '\n', 'word', '<![CDATA[ ]]>');
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }).map((all) => `<e>${all.join('')}</e>`),
    ),
  }));
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 5 }), (all) => {
      const text = `<root>${all.join('')}</root>`;
      const once = formatXml(text, '\t');
      assert.ok(once !== undefined);
      assert.equal(once.replace(/\s/g, ''), text.replace(/\s/g, ''));
      assert.equal(formatXml(once, '\t'), once);
    }),
    { numRuns: 300 },
  );
});
