// A HAR log (HTTP Archive 1.2, as browsers and proxies write it) → subjects, one an entry, with the redirects before it as its chain.
import { fail, ok, type Result } from '../text/result.ts';
import { fieldsOf } from './from-description.ts';
import { chromeError } from './pasted/chrome-errors.ts';
import { base64, type Json, known, list, number, record, string } from './read-json.ts';
import type { ErrorFacts, FrameFacts, Hop, RequestFacts, ResponseFacts, Subject, TimingFacts } from './subject.ts';

export interface HarError {
  readonly code: 'har/not-a-har';
  readonly message: string;
}

/** Does this JSON look like a HAR? */
export const isHar = (json: unknown): boolean => list(record(record(json)?.['log'])?.['entries']) !== undefined;

/** In the order of the log. An entry that is no object is left out. */
export function fromHar(json: unknown): Result<readonly Subject[], HarError> {
  const entries = list(record(record(json)?.['log'])?.['entries']);
  if (entries === undefined) return fail({ code: 'har/not-a-har', message: 'A HAR has a list at log.entries; none was found.' });
  const read = entries.map(record).filter((entry) => entry !== undefined);
  return ok(read.map((entry, i) => subjectOf(entry, chainBefore(read, i))));
}

function subjectOf(entry: Json, chain: readonly Hop[]): Subject {
  const response = responseOf(record(entry['response']));
  const started = Date.parse(string(entry['startedDateTime']) ?? '');
  const duration = number(entry['time']);
  const frames = list(entry['_webSocketMessages'])?.flatMap((message) => frameOf(record(message), started) ?? []);
  const request = requestOf(record(entry['request']));
  // One that opened is the WebSocket area's alone, as in `fromSession`.
  const opened = frames !== undefined && response?.status === 101;
  const address = string(entry['serverIPAddress'])?.replace(/^\[|\]$/g, '');
  return {
    ...known({
      request: opened ? undefined : request,
      response: opened ? undefined : response,
      error: errorOf(string(record(entry['response'])?.['_error']), response),
      timing: timingOf(record(entry['timings']), duration, response !== undefined),
      connection: address === undefined || address === '' ? undefined : { remoteAddress: address, ...known({ id: numbered(entry) }) },
      webSocket: frames === undefined ? undefined : { ...known({ handshake: known({ request, response }) }), frames },
    }),
    ...(chain.length > 0 && { chain }),
    context: Number.isNaN(started) ? {} : { now: started + (duration ?? 0) },
  };
}

/** Ours begins with its code, `ECONNRESET: …`, also beside what came of a response. Chrome's is told where there is none. */
function errorOf(words: string | undefined, response: ResponseFacts | undefined): ErrorFacts | undefined {
  const [, code, message] = /^([A-Z][A-Z\d_]+): (.*)$/s.exec(words ?? '') ?? [];
  if (code === undefined) return response === undefined ? chromeError(words) : undefined;
  return known({ code, message, afterResponse: response });
}

/** The number of the connection, as Postil writes it; browsers have their own. */
const numbered = (entry: Json): number | undefined => {
  const id = string(entry['connection']);
  return id !== undefined && /^\d{1,9}$/.test(id) ? Number(id) : undefined;
};

/** Entries whose redirect led here, first one first. */
function chainBefore(entries: readonly Json[], index: number): readonly Hop[] {
  const chain: Hop[] = [];
  let url = string(record(entries[index]?.['request'])?.['url']);
  for (let i = index - 1; i >= 0 && url !== undefined && chain.length < 20; i--) {
    const request = record(entries[i]?.['request']);
    const response = record(entries[i]?.['response']);
    const from = string(request?.['url']);
    const target = string(response?.['redirectURL']) ?? '';
    if (from === undefined || target === '' || URL.parse(target, from)?.href !== URL.parse(url)?.href) continue;
    chain.unshift(known({ request: requestOf(request), response: responseOf(response), total: number(entries[i]?.['time']) }));
    url = from;
  }
  return chain;
}

const VERSIONS: Readonly<Record<string, string>> = {
  h2: 'HTTP/2',
  'http/2.0': 'HTTP/2',
  'http/2': 'HTTP/2',
  h3: 'HTTP/3',
  'http/3': 'HTTP/3',
  'http/1.1': 'HTTP/1.1',
  'http/1.0': 'HTTP/1.0',
};

const versionOf = (value: unknown): string | undefined => VERSIONS[(string(value) ?? '').toLowerCase()];

function requestOf(given: Json | undefined): RequestFacts | undefined {
  if (given === undefined) return undefined;
  const post = record(given['postData']);
  const text = string(post?.['text']);
  const size = number(given['bodySize']);
  return known({
    method: string(given['method']),
    url: string(given['url']),
    version: versionOf(given['httpVersion']),
    fields: fieldsOf(given['headers'])?.filter(([name]) => !name.startsWith(':')),
    content: text === undefined || text === '' ? undefined : new TextEncoder().encode(text),
    contentLength: size === undefined || size < 0 ? undefined : size,
  });
}

/** Status 0 means that no response came. The content of a HAR is decoded: with a content coding its octets are not known. */
function responseOf(given: Json | undefined): ResponseFacts | undefined {
  const status = number(given?.['status']);
  if (given === undefined || status === undefined || status === 0) return undefined;
  const fields = fieldsOf(given['headers'])?.filter(([name]) => !name.startsWith(':'));
  const body = record(given['content']);
  const text = string(body?.['text']);
  const coded = fields?.some(([name]) => name.toLowerCase() === 'content-encoding') === true;
  const size = number(given['bodySize']);
  const content =
    text === undefined || coded ? undefined : string(body?.['encoding']) === 'base64' ? base64(text) : new TextEncoder().encode(text);
  return known({
    status,
    reason: string(given['statusText']),
    version: versionOf(given['httpVersion']),
    fields,
    content: content?.length === 0 ? undefined : content,
    contentLength: size !== undefined && size > 0 ? size : undefined,
  });
}

const phase = (value: unknown): number | undefined => {
  const ms = number(value);
  return ms === undefined || ms < 0 ? undefined : ms;
};

/** In a HAR `connect` includes `ssl`; -1 says that a phase did not take place. */
function timingOf(given: Json | undefined, total: number | undefined, answered: boolean): TimingFacts | undefined {
  if (given === undefined) return undefined;
  const connect = phase(given['connect']);
  const tls = phase(given['ssl']);
  return known({
    dns: phase(given['dns']),
    tcp: connect === undefined ? undefined : Math.max(0, connect - (tls ?? 0)),
    tls,
    send: phase(given['send']),
    ttfb: phase(given['wait']),
    download: phase(given['receive']),
    total,
    reused: answered && number(given['connect']) === -1 ? true : undefined,
  });
}

/** A message of a browser's record → the frame that would have carried it: unfragmented, a client's masked with zeros. */
function frameOf(message: Json | undefined, started: number): FrameFacts | undefined {
  const data = string(message?.['data']);
  const opcode = number(message?.['opcode']);
  if (message === undefined || data === undefined || opcode === undefined) return undefined;
  const payload = opcode === 1 ? new TextEncoder().encode(data) : (base64(data) ?? new TextEncoder().encode(data));
  const out = string(message['type']) === 'send';
  const length =
    payload.length < 126
      ? [payload.length]
      : payload.length < 65536
        ? [126, payload.length >> 8, payload.length & 0xff]
        : [127, 0, 0, 0, 0, ...bigEndian(payload.length)];
  const [first = 0, ...more] = length;
  const header = [0x80 | (opcode & 0x0f), out ? first | 0x80 : first, ...more, ...(out ? [0, 0, 0, 0] : [])];
  const bytes = new Uint8Array(header.length + payload.length);
  bytes.set(header);
  bytes.set(payload, header.length);
  const at = Math.round((number(message['time']) ?? Number.NaN) * 1_000_000 - started * 1000) / 1000;
  return { direction: out ? 'out' : 'in', bytes, ...(Number.isFinite(at) && at >= 0 && { at }) };
}

const bigEndian = (n: number): readonly number[] => [(n >>> 24) & 0xff, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff];
