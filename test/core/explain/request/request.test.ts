import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { explainRequest } from '../../../../src/core/explain/request/request.ts';
import { plain } from '../../../../src/core/text/prose.ts';
import { lines, subjectOf } from '../told.ts';

type Pairs = readonly (readonly [string, string])[];

interface Given {
  readonly method?: string;
  readonly url?: string;
  readonly version?: string;
  readonly headers?: Pairs;
  readonly body?: string;
}

const notes = ({ method = 'GET', url = 'https://api.example.com/r', ...rest }: Given): readonly string[] =>
  lines(explainRequest(subjectOf({ request: { method, url, headers: [], ...rest } }))).map((line) =>
    line.replace(/^(\w+ \S+) request\//, '$1 '),
  );

const JSON_TYPE: Pairs = [['Content-Type', 'application/json']];
const FORM: Pairs = [['Content-Type', 'application/x-www-form-urlencoded']];
const XML: Pairs = [['Content-Type', 'application/xml']];
const parts = (boundary: string): Pairs => [['Content-Type', `multipart/form-data; boundary=${boundary}`]];
const part = (name: string, rest = '\r\n\r\n1'): string => `--X\r\nContent-Disposition: form-data; ${name}${rest}\r\n`;

const TABLE: readonly (readonly [fact: string, given: Given, notes: readonly RegExp[]])[] = [
  ['a plain GET is fine', {}, []],
  ['a JSON POST is fine', { method: 'POST', headers: JSON_TYPE, body: '{"a":1}' }, []],
  [
    'a form is fine',
    { method: 'POST', headers: FORM, body: 'a=b+c&d=%C3%A9' },
    [/^good request\.body form\/fields: A form with 2 fields: a, d/],
  ],
  ['XML is fine', { method: 'POST', headers: XML, body: '<?xml version="1.0"?>\n<a b="1"><!-- c --><d/>&amp;<![CDATA[<x>]]></a>\n' }, []],
  ['pairs are not joined with semicolons', { method: 'POST', headers: FORM, body: 'a=1;b=2' }, [/^warning request\.body form\/semicolon/]],
  [
    'the parts of a form are form-data',
    { method: 'POST', headers: parts('X'), body: '--X\r\nContent-Disposition: attachment; name="a"\r\n\r\n1\r\n--X--\r\n' },
    [/^error request\.body multipart\/disposition: A part is attachment/],
  ],
  [
    'and name their files without a star',
    { method: 'POST', headers: parts('X'), body: `${part('name="f"; filename*=UTF-8\'\'a.txt')}--X--\r\n` },
    [/^warning request\.body multipart\/filename-star/],
  ],
  [
    'an empty text is no JSON',
    { method: 'POST', headers: JSON_TYPE, body: '' },
    [/^info request\.header:Content-Type content\/empty-json/],
  ],
  [
    'the declaration of XML comes first',
    { method: 'POST', headers: XML, body: '\n<?xml version="1.0"?><a/>' },
    [/^error request\.body content\/xml: .*declaration/],
  ],
  ['one inside of CDATA is text', { method: 'POST', headers: XML, body: '<a><![CDATA[<?xml version="1.0"?><b/>]]></a>' }, []],
  [
    'half a character goes out as the replacement for it',
    { url: 'https://api.example.com/\ud800' },
    [/^info request\.url url\/encoded: .* as %EF%BF%BD/],
  ],
  ['but it may in a URL that is a value', { url: 'https://api.example.com/r?next=https://b.example/?b=2&to=/c?d=3' }, []],
  ['a second question mark begins nothing', { url: 'https://api.example.com/r?a=1?b=2' }, [/^info request\.url url\/second-mark/]],
  [
    'plain HTTP on the port of HTTPS is doubted',
    { url: 'http://api.example.com:443/' },
    [/^warning request\.url url\/swapped-port: Port 443 is that of https:/],
  ],
  ['content in a GET means nothing', { headers: JSON_TYPE, body: '{}' }, [/^warning request\.body method\/content/]],
  ['and none in a DELETE', { method: 'DELETE', headers: JSON_TYPE, body: '{}' }, [/^warning request\.body method\/content/]],
  ['a method is one word', { method: 'GE T' }, [/^error request\.method method\/token/]],
  ['a slip in a method is guessed', { method: 'PSOT' }, [/^warning request\.method method\/typo: .*POST/]],
  ['TRACE repeats secrets', { method: 'TRACE', headers: [['Cookie', 'a=b']] }, [/^error request\.header:Cookie method\/trace-secrets/]],
  ['a raw HTTP/1.1 request needs Host', { version: 'HTTP/1.1' }, [/^error request\.line field\/no-host/]],
  ['a description without version does not', { headers: [['Accept', '*/*']] }, []],
  ['a name with a space is no name', { headers: [['X A', '1']] }, [/^error request\.header:X A request\/field\/name: .*space/]],
  ['a body among the fields lacks its blank line', { headers: [['{"a"', '1}']] }, [/^error request\.headers field\/body/]],
  ['so does a tag', { headers: [['<a xmlns', '//x>']] }, [/field\/body/]],
  ['Expect without content waits for nothing', { headers: [['Expect', '100-continue']], body: '' }, [/field\/expect-without-content/]],
  ['attributes belong to Set-Cookie', { headers: [['Cookie', 'a=1; Path=/']] }, [/^warning request\.header:Cookie cookie\/attribute/]],
  ['the fragment stays here', { url: 'https://a.example/p#sec' }, [/^info request\.url url\/fragment: The fragment #sec/]],
  ['a default port is needless', { url: 'https://a.example:443/' }, [/url\/default-port/]],
  ['user and password in a URL', { url: 'https://bob:geheim@a.example/' }, [/^warning request\.url url\/userinfo/]],
  ['a token in the query', { url: 'https://a.example/?access_token=geheim' }, [/^warning request\.url url\/secret: access_token/]],
  ['a name that comes twice', { url: 'https://a.example/?a=1&a=2' }, [/^info request\.url url\/repeated/]],
  ['a space is encoded', { url: 'https://a.example/a b' }, [/^info request\.url url\/encoded: a space/]],
  ['a percent sign that encodes nothing', { url: 'https://a.example/100%' }, [/^warning request\.url url\/percent/]],
  ['an encoding of an encoding', { url: 'https://a.example/a%2520b' }, [/^info request\.url url\/encoded-twice/]],
  ['a variable that was not replaced', { url: 'https://a.example/{{id}}' }, [/^warning request\.url url\/variable/]],
  ['a URL that cannot be parsed', { url: 'http://a.example:70000/' }, [/^error request\.url url\/malformed/]],
  ['a host with other letters', { url: 'https://bücher.example/' }, [/^info request\.url url\/idn: .*xn--bcher-kva\.example/]],
  ['a WebSocket URL in a plain GET', { url: 'wss://a.example/chat' }, [/^info request\.url url\/websocket/]],
  ['JSON without a type', { method: 'POST', body: '{"a":1}' }, [/^warning request\.body content\/untyped: .*JSON/]],
  ['words without a type', { method: 'POST', body: 'hello there' }, [/^info request\.body content\/untyped/]],
  [
    'broken JSON has a place',
    { method: 'POST', headers: JSON_TYPE, body: '{\n"a":1,}' },
    [/^error request\.body content\/json: .*line 2, column \d/],
  ],
  [
    'a form under the label of JSON',
    { method: 'POST', headers: JSON_TYPE, body: 'a=1&b=2' },
    [/^error request\.header:Content-Type content\/other-format/],
  ],
  ['JSON under the label of a form', { method: 'POST', headers: FORM, body: '{"a":1}' }, [/content\/other-format/]],
  [
    'a name twice in JSON',
    { method: 'POST', headers: JSON_TYPE, body: '{"a":1,"a":2}' },
    [/^warning request\.body content\/json-duplicate/],
  ],
  ['tags that do not nest', { method: 'POST', headers: XML, body: '<a><b></a>' }, [/^error request\.body content\/xml/]],
  ['an ampersand in XML', { method: 'POST', headers: XML, body: '<a>x & y</a>' }, [/content\/xml: .*&amp;/]],
  ['two roots in XML', { method: 'POST', headers: XML, body: '<a/><b/>' }, [/second root/]],
  ['a bare space in a form', { method: 'POST', headers: FORM, body: 'q=a b' }, [/^warning request\.body form\/unencoded/]],
  ['a plus that means plus', { method: 'POST', headers: FORM, body: 'tel=+4912345' }, [/^info request\.body form\/plus/]],
  ['a percent sign in a form', { method: 'POST', headers: FORM, body: 'a=100%' }, [/^warning request\.body form\/percent/]],
  ['a form over several lines', { method: 'POST', headers: FORM, body: 'a=1\n&b=2' }, [/^warning request\.body form\/line-break/]],
  [
    'parts that are well formed',
    { method: 'POST', headers: parts('X'), body: `${part('name="f"; filename="a.txt"')}--X--\r\n` },
    [/^good request\.body multipart\/parts: 1 part, a file: a\.txt/],
  ],
  [
    'another boundary',
    { method: 'POST', headers: parts('AAA'), body: `${part('name="a"')}--X--\r\n` },
    [/^error request\.header:Content-Type multipart\/other-boundary/],
  ],
  [
    'no boundary at all',
    { method: 'POST', headers: [['Content-Type', 'multipart/form-data']], body: `${part('name="a"')}--X--\r\n` },
    [/^error request\.header:Content-Type multipart\/no-boundary/],
  ],
  ['no closing delimiter', { method: 'POST', headers: parts('X'), body: part('name="a"') }, [/^error request\.body multipart\/no-closing/]],
  [
    'no blank line in a part',
    { method: 'POST', headers: parts('X'), body: `${part('name="a"', '\r\n1')}--X--\r\n` },
    [/^error request\.body multipart\/no-blank-line/],
  ],
  [
    'a part without a name',
    { method: 'POST', headers: parts('X'), body: `--X\r\nContent-Disposition: form-data\r\n\r\n1\r\n--X--\r\n` },
    [/^error request\.body multipart\/no-name/],
  ],
  [
    'a part after the end',
    { method: 'POST', headers: parts('X'), body: `${part('name="a"')}--X--\r\n${part('name="b"')}--X--\r\n` },
    [/after-closing/, /multipart\/parts/],
  ],
];

for (const [fact, given, expected] of TABLE)
  test(fact, () => {
    const found = notes(given).filter((line) => !/url\/(?:parts|loopback)/.test(line));
    assert.equal(found.length, expected.length, found.join('\n'));
    for (const [i, pattern] of expected.entries()) assert.match(found[i] ?? '', pattern);
  });

test('the number of dashes is said when only they differ', () => {
  const [note] = explainRequest(
    subjectOf({
      request: {
        method: 'POST',
        url: 'https://a.example/',
        headers: parts('----X'),
        body: `----X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n----X--\r\n`,
      },
    }),
  );
  assert.match(plain(note?.detail ?? []), /number of dashes differs: the content needs 2 more/);
});

test('secrets of URL, form and cookies are never quoted', () => {
  const all = [
    { url: 'https://bob:geheim@a.example:8443/?token=geheim&q=%20', headers: [['Cookie', 'sid=geheim; Path=/']] },
    { url: 'https://a.example/', method: 'POST', headers: FORM, body: 'password=geheim wort' },
    { url: 'https://a.example/#access_token=geheim&a=b' },
  ].flatMap((request) => explainRequest(subjectOf({ request })));
  assert.ok(all.length > 3);
  for (const note of all) assert.doesNotMatch(plain(note.title) + plain(note.detail), /geheim/, note.id);
});

test('of what the server has taken nothing is said', () => {
  const request = { method: 'POST', url: 'https://a.example/', headers: JSON_TYPE, body: '' };
  const told = (status: number): readonly string[] =>
    explainRequest(subjectOf({ request, response: { status, headers: [] } })).map(({ id }) => id);
  assert.deepEqual([told(204), told(400)], [[], ['request/content/empty-json']]);
});

test('any request is taken', () => {
  const type = fc.constantFrom(
    'application/json',
    'application/xml',
    'multipart/form-data; boundary=X',
    'application/x-www-form-urlencoded',
    'text/plain',
    ';',
  );
  const url = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string({ maxLength: 20 }));
  const body = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('<a', '<!', '{', '--X', '--X\r\n\r\n', '&&=', '%'));
  fc.assert(
    fc.property(url, type, body, fc.string({ maxLength: 6 }), (target, contentType, content, name) => {
      const request = {
        method: 'POST',
        url: target,
        headers: [
          ['Content-Type', contentType],
          [name, content],
        ],
        body: content,
      };
      for (const note of explainRequest(subjectOf({ request }))) {
        assert.ok(plain(note.title).length <= 90, plain(note.title));
        assert.doesNotMatch(plain(note.title) + plain(note.detail), /[\u0000-\u001f\u007f-\u009f]/);
      }
    }),
    { numRuns: 400 },
  );
});
