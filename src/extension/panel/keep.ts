// What is kept of a panel over a reload of the window: the view without its secrets, and contents that are not large.
import type { Fields } from '../../core/http/field.ts';
import type { ContentRef } from '../../protocol/content-view.ts';
import type { RunContent } from '../../protocol/contract.ts';
import type { ExchangeView, HopView, LineView, MessageView } from '../../protocol/exchange-view.ts';
import type { SocketView } from '../../protocol/socket-view.ts';
import { Contents, type Source } from './contents.ts';

export interface Kept {
  readonly key: string;
  readonly title: string;
  readonly source: { readonly name: string; readonly line: number } | undefined;
  readonly content: RunContent;
  readonly contents: readonly KeptContent[];
}

interface KeptContent {
  readonly which: ContentRef;
  readonly base64: string;
  readonly length: number;
  readonly fields: Fields;
  readonly complete: boolean;
}

/** Of a long session the last frames are kept. */
const MOST_FRAMES = 500;
/** Octets of all contents together; what is beyond is not kept. */
const MOST = 300_000;

/** Text for the editor's own store; `undefined` for what is not worth keeping. */
export function kept(what: Omit<Kept, 'contents'>, contents: Contents): string | undefined {
  const { content } = what;
  if (content.kind !== 'exchange' && content.kind !== 'socket') return undefined;
  const hops = content.kind === 'exchange' ? content.hops : [content.exchange];
  return JSON.stringify({ ...what, content: withoutSecrets(content), contents: contentsOf(hops, contents) });
}

/** The other way; `undefined` for text that this version did not write. */
export function restored(text: string): { readonly kept: Kept; readonly contents: Contents } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isKept(value)) return undefined;
    const content = value.content.kind === 'socket' ? { ...value.content, live: false } : value.content;
    return { kept: { ...value, content }, contents: new Contents((which) => sourceOf(value.contents, which)) };
  } catch {
    // Not JSON: the store of an older version, or somebody else's. The panel says that nothing was kept.
    return undefined;
  }
}

function contentsOf(hops: readonly HopView[], contents: Contents): readonly KeptContent[] {
  let left = MOST;
  return hops
    .flatMap((_, hop) => [
      { hop, side: 'response' as const },
      { hop, side: 'request' as const },
    ])
    .flatMap((which) => {
      const source = contents.source(which);
      if (source === undefined || source.octets.length > left) return [];
      left -= source.octets.length;
      const { octets, length, complete } = source;
      const fields = source.fields.filter(([name]) => /^content-(?:type|encoding)$/i.test(name));
      return [{ which, base64: Buffer.from(octets).toString('base64'), length, fields, complete }];
    });
}

function sourceOf(all: readonly KeptContent[], { hop, side }: ContentRef): Source | undefined {
  const found = all.find((one) => one.which.hop === hop && one.which.side === side);
  return found === undefined
    ? undefined
    : { octets: Buffer.from(found.base64, 'base64'), length: found.length, fields: found.fields, complete: found.complete };
}

function withoutSecrets(content: ExchangeView | SocketView): ExchangeView | SocketView {
  const secrets = (content.kind === 'exchange' ? content.hops : [content.exchange]).flatMap((hop) => hop.secrets);
  const hide = (text: string): string => secrets.reduce((all, secret) => all.replaceAll(secret, '•••••'), text);
  const hidden: typeof content =
    content.kind === 'exchange'
      ? { ...content, hops: content.hops.map(hopWithout) }
      : { ...content, exchange: hopWithout(content.exchange), frames: content.frames.slice(-MOST_FRAMES) };
  return secrets.length === 0
    ? hidden
    : JSON.parse(JSON.stringify(hidden, (key, value: unknown) => (typeof value === 'string' && READ.has(key) ? hide(value) : value)));
}

/** The members of a view that hold words for people: notes and summaries quote values too. Kinds and keys are left alone, whatever a secret is. */
const READ = new Set(['text', 'title', 'value', 'target', 'message', 'detail', 'note', 'facts', 'what', 'label', 'preview']);

const hopWithout = (hop: HopView): HopView => ({
  ...hop,
  secrets: [],
  request: messageWithout(hop.request),
  response: hop.response && messageWithout(hop.response),
});

const messageWithout = (message: MessageView): MessageView => ({
  ...message,
  lines: message.lines.map(lineWithout),
  trailers: message.trailers.map(lineWithout),
});

function lineWithout(line: LineView): LineView {
  if (line.kind === 'status-line' || line.masked.length === 0) return line;
  const cut = (text: string): string =>
    line.masked.toReversed().reduce((all, one) => `${all.slice(0, one.start)}•••••${all.slice(one.end)}`, text);
  return line.kind === 'field' ? { ...line, value: cut(line.value), masked: [] } : { ...line, target: cut(line.target), masked: [] };
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    'title' in value &&
    'contents' in value &&
    Array.isArray(value.contents) &&
    'content' in value &&
    typeof value.content === 'object'
  );
}
