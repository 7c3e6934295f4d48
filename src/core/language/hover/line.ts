// The words of a request line: method and version.
import { METHODS } from '../../explain/methods/registry.ts';
import { rfc } from '../../explain/spec.ts';
import { normalMethod } from '../../syntax/method.ts';
import { type Prose, say } from '../../text/prose.ts';
import { prose, type Section, specsOf } from './section.ts';

const VERSIONS: readonly { readonly version: RegExp; readonly words: Prose; readonly rfc: readonly [number, string] }[] = [
  {
    version: /^HTTP\/1\.0$/i,
    words: say`HTTP/1.0: one request a connection, unless both sides ask for more. ${'Host'} is not required, and nothing is sent in chunks.`,
    rfc: [9112, 'C'],
  },
  {
    version: /^HTTP\/1\.1$/i,
    words: say`HTTP/1.1: messages as text, one after another on a connection that stays open.`,
    rfc: [9112, '2.1'],
  },
  {
    version: /^HTTP\/2(?:\.0)?$/i,
    words: say`HTTP/2: the same meaning in binary frames, many requests at a time on one connection. Field names are in lower case on the wire.`,
    rfc: [9113, '2'],
  },
  { version: /^HTTP\/3(?:\.0)?$/i, words: say`HTTP/3: the same meaning over QUIC, which is over UDP.`, rfc: [9114, '2'] },
];

export function versionSections(typed: string): readonly Section[] {
  const known = VERSIONS.find(({ version }) => version.test(typed));
  return known === undefined ? [] : [prose(known.words), ...specsOf([rfc(...known.rfc)])];
}

/** A method in any case; what it means is told by `core/explain/methods`. */
export function methodSections(typed: string): readonly Section[] {
  const sent = normalMethod(typed);
  const keyword = KEYWORD_WORDS[sent];
  if (keyword !== undefined) return [prose(keyword)];
  const known = METHODS.get(sent);
  const spelling = sent === typed ? [] : [prose(say`Sent as ${sent}.`)];
  if (known === undefined)
    return [...spelling, prose(say`${sent} is a method of its own: servers that do not know it answer ${'501'} or ${'405'}.`)];
  const safe = say`Safe: it asks for no change. Idempotent: sent twice it has the effect of once.`;
  const idempotent = say`Not safe: it may change something. Idempotent: sent twice it has the effect of once.`;
  const neither = say`Neither safe nor idempotent: it may change something, and sent twice it may do so twice.`;
  return [...spelling, prose(known.meaning), prose(known.safe ? safe : known.idempotent ? idempotent : neither), ...specsOf(known.specs)];
}

const KEYWORD_WORDS: Readonly<Record<string, Prose>> = {
  WEBSOCKET: say`Opens a WebSocket: a ${'GET'} that asks to upgrade the connection, then the messages below.`,
  SSE: say`Listens to server-sent events: a ${'GET'} with ${'Accept: text/event-stream'}.`,
  GRAPHQL: say`A ${'POST'} of a GraphQL query as JSON.`,
};
