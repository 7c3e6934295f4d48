// A run of HTTP/1 messages: a response, a request, or requests each with its responses.
import { known } from '../read-json.ts';
import type { Hop, RequestFacts, ResponseFacts, Subject } from '../subject.ts';
import { type Body, requestBody, responseBody } from './body.ts';
import { type Head, readHead } from './head.ts';

/** `undefined` when the text does not begin with a message. */
export function readMessages(octets: Uint8Array): Subject | undefined {
  const source = { octets, text: latin1(octets) };
  const hops: Reading[] = [];
  let at = source.text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
  for (let head = readHead(source.text, at); head !== undefined; head = readHead(source.text, at)) {
    const hop = placeFor(hops, head);
    const body = head.start.kind === 'request' ? requestBody(source, head) : responseBody(source, head, hop.request?.method);
    take(hop, head, body, source.octets);
    at = Math.max(body.end, head.end);
  }
  return hops.length === 0 ? undefined : subjectOf(hops);
}

interface Reading {
  request?: RequestFacts;
  response?: ResponseFacts;
  readonly informational: ResponseFacts[];
}

/** The exchange that this message belongs to: a request begins one, and so does a response after a response. */
function placeFor(hops: Reading[], head: Head): Reading {
  const last = hops.at(-1);
  if (last !== undefined && head.start.kind === 'response' && last.response === undefined) return last;
  const fresh: Reading = { informational: [] };
  hops.push(fresh);
  return fresh;
}

function take(hop: Reading, head: Head, body: Body, octets: Uint8Array): void {
  const { start, fields, oddities } = head;
  if (start.kind === 'request') {
    const { content, contentLength } = body.facts;
    hop.request = known({ method: start.method, url: start.target, version: start.version, fields, content, contentLength });
    return;
  }
  const { version, status, reason } = start;
  const facts: ResponseFacts = { version, status, reason, fields, ...(oddities.length > 0 && { oddities }), ...body.facts };
  if (status < 200 && status !== 101) hop.informational.push(facts);
  else hop.response = head.exact && hop.request === undefined ? { ...facts, raw: octets } : facts;
}

function subjectOf(hops: readonly Reading[]): Subject {
  const last = hops.at(-1);
  const earlier: readonly Hop[] = hops.slice(0, -1).map(({ request, response }) => known({ request, response }));
  return {
    ...known({ request: last?.request, response: last?.response }),
    ...(last !== undefined && last.informational.length > 0 && { informational: last.informational }),
    ...(earlier.length > 0 && { chain: earlier }),
    context: {},
  };
}

/** One character an octet, so that offsets are octets. */
function latin1(octets: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < octets.length; i += 8192) pieces.push(String.fromCharCode(...octets.subarray(i, i + 8192)));
  return pieces.join('');
}
