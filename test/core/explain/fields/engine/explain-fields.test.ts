import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFields } from '../../../../../src/core/explain/fields/engine/explain-fields.ts';
import { fields, NOW, subject } from '../../said.ts';

test('each known field is defined once, and an unknown one is said to be the application’s own', () => {
  const notes = explainFields(subject({ got: ['Link: </a>; rel=next', 'Link: </b>; rel=prev', 'X-Own: 1'] })).filter(
    (n) => n.definition === true,
  );
  assert.deepEqual(
    notes.map((n) => `${n.anchor} ${n.id}`),
    ['response.header:Link field/link/definition', 'response.header:X-Own field/unknown'],
  );
});

test('lines of one name are told apart by their number, a single one has none', () => {
  const of = (...got: string[]) =>
    explainFields(subject({ got }))
      .filter((n) => n.id === 'field/link/meaning')
      .map((n) => n.occurrence);
  assert.deepEqual(of('Link: </a>; rel=next', 'link: </b>; rel=prev'), [0, 1]);
  assert.deepEqual(of('Link: </a>; rel=next'), [undefined]);
});

test('the anchor keeps the case of the wire, the id does not', () => {
  const [definition] = explainFields(subject({ got: ['eTaG: "a"'] }));
  assert.deepEqual([definition?.anchor, definition?.id], ['response.header:eTaG', 'field/etag/definition']);
});

test('a span points into the value', () => {
  const note = explainFields(subject({ got: ['Cache-Control: private, max-age=x'] })).find(
    (n) => n.id === 'field/cache-control/bad-seconds',
  );
  assert.deepEqual(note?.span, { start: 9, end: 18 });
});

test('the fields of a handshake that opened are told at its anchors, and judged elsewhere', () => {
  const notes = explainFields({
    webSocket: {
      handshake: { request: { fields: fields('Sec-WebSocket-Key: bad') }, response: { status: 101, fields: fields('Server: nginx') } },
    },
    context: { now: NOW },
  });
  assert.deepEqual(
    notes.map((n) => `${n.anchor} ${n.id}`),
    [
      'ws.handshake.request.header:Sec-WebSocket-Key field/sec-websocket-key/definition',
      'ws.handshake.response.header:Server field/server/definition',
      'ws.handshake.response.header:Server field/server/meaning',
    ],
  );
});

test('what only puts the line into words stands aside, what computes something does not', () => {
  const aside = (line: string): unknown => explainFields(subject({ got: [line] })).find((n) => n.id.endsWith('/meaning'))?.aside;
  assert.equal(aside('Server: nginx'), true);
  assert.equal(aside('Age: 20'), undefined);
});

test('a field in two places of HTTP/2 is no repetition where the version allows it', () => {
  const given = subject({ sent: ['Cookie: a=1', 'Cookie: b=2'] });
  const repeated = (version: string) =>
    explainFields({ ...given, request: { ...given.request, version } }).some((n) => n.id === 'field/repeated');
  assert.deepEqual([repeated('HTTP/1.1'), repeated('HTTP/2')], [true, false]);
});

test('what a line says of itself alone is said once for all exchanges; what depends on the exchange, or is secret, each time anew', () => {
  const meaning = (line: string, now: number) => {
    const given = subject({ got: [line] });
    return explainFields({ ...given, context: { now } }).find((n) => n.id.endsWith('/meaning'));
  };
  const date = `Date: ${new Date(NOW).toUTCString()}`;
  assert.equal(meaning('Keep-Alive: timeout=17', NOW), meaning('Keep-Alive: timeout=17', NOW + 90_000));
  assert.notDeepEqual(meaning(date, NOW)?.title, meaning(date, NOW + 90_000)?.title);
  const secret = (): unknown => explainFields(subject({ sent: ['X-API-Key: abc'] })).find(({ id }) => id.endsWith('/meaning'));
  assert.ok(secret());
  assert.notEqual(secret(), secret());
  for (let i = 0; i < 2000; i++) meaning(`Keep-Alive: timeout=${i}`, NOW);
  assert.match(JSON.stringify(meaning('Keep-Alive: timeout=17', NOW)?.title), /17/);
});
