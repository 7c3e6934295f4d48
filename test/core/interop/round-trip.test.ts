// A request, copied as a curl command and pasted again, is the same request.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asRequests } from '../../../src/core/interop/paste.ts';
import { asCurl } from '../../../src/core/language/as-curl.ts';
import { type Resolved, resolve } from '../../../src/core/resolve/resolve.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { PORTS, scopeWith } from '../language/scope.ts';

const resolved = async (text: string): Promise<Extract<Resolved, { kind: 'http' }> | undefined> => {
  const { document } = parse(text);
  const [placed] = document.blocks;
  const made = placed && (await resolve(document, placed, scopeWith(), PORTS));
  return made?.kind === 'http' ? made : undefined;
};

function sent({ request, options }: Extract<Resolved, { kind: 'http' }>): object {
  const content =
    request.content?.map((piece) => (piece.kind === 'file' ? piece.path : new TextDecoder().decode(piece.bytes))).join('') ?? '';
  const { method, origin, target, version, fields } = request;
  return { method, origin, target, version, fields, content, options };
}

async function check(text: string): Promise<void> {
  const before = await resolved(text);
  const command = before && asCurl(before.request, before.options);
  if (before === undefined || command === undefined) return;
  const pasted = asRequests(command);
  assert.ok(pasted, command);
  const after = await resolved(pasted.text);
  assert.ok(after, `${command}\n\n${pasted.text}`);
  assert.deepEqual(sent(after), sent(before), `${command}\n\n${pasted.text}`);
}

const requests: readonly (readonly [fact: string, text: string])[] = [
  ['JSON with quotes', 'POST http://e.test/\nContent-Type: application/json\n\n{"a": "it\'s \\"$HOME\\" `x`"}\n'],
  ['a form', 'POST http://e.test/\nContent-Type: application/x-www-form-urlencoded\n\na=1\n&b=x y&c=%41+ü\n'],
  [
    'a multipart form',
    'POST http://e.test/\nContent-Type: multipart/form-data; boundary=x\n\n--x\nContent-Disposition: form-data; name="a"\n\n1\n2\n--x--\n',
  ],
  ['text without a type', 'POST http://e.test/\n\nhello\nyou\n'],
  ['no content', 'POST http://e.test/\n'],
  ['credentials, encoded', 'GET http://e.test/\nAuthorization: Basic ann:a b\n'],
  ['credentials of the address', 'GET http://ann:b@e.test/\nX-A: b\n'],
  ['Digest', 'GET http://e.test/\nAuthorization: Digest ann secret\n'],
  ['directives', '# @insecure\n# @no-redirect\n# @proxy http://p.test:3128\n# @connection-timeout 2500 ms\nGET https://e.test/ HTTP/2\n'],
  ['braces that are text', 'POST http://e.test/\nX-A: \\{\\{a\\}\\}\nContent-Type: text/plain\n\n\\{\\{b\\}\\} {{#each}}\n'],
  ['an empty field, twice the same', 'GET http://e.test/\nX-A:\nx-a: 1\nX-A: 2\n'],
  ['brackets in the address', 'GET http://e.test/a[1-3]?b={c,d}&e="f" g\n'],
  ['XML', 'PUT http://e.test/\nContent-Type: application/xml\n\n<a>\n  < b>\n</a>\n'],
];

for (const [fact, text] of requests) test(`${fact} stays the same`, () => check(text));

test('any request that can be copied is pasted as the same', async () => {
  const word = fc.string({ unit: fc.constantFrom(...Array.from('aB9-_.~%&=+\'"$`\\!*(){}[]<>#?/;:@ üé€')), minLength: 1, maxLength: 12 });
  const field = fc.tuple(fc.stringMatching(/^X-[A-Za-z]{1,6}$/), word).map(([name, value]) => `${name}: ${value.trim()}`);
  const type = fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/xml', undefined);
  const made = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PURGE'),
    path: word,
    fields: fc.array(field, { maxLength: 3 }),
    type,
    lines: fc.array(word, { maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(made, async ({ method, path, fields, type: kind, lines }) => {
      const head = [`${method} http://e.test/${path}`, ...fields, ...(kind === undefined ? [] : [`Content-Type: ${kind}`])];
      await check([...head, '', ...lines].join('\n'));
    }),
    { numRuns: 400 },
  );
});
