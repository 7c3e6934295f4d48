// One exchange as annotated text for a terminal: summary, facts, request and response in wire order with notes in the margin,
// findings last. What a server sent is escaped; colour never carries a meaning alone.
import * as anchor from '../explain/anchor.ts';
import type { Annotation, Explanation } from '../explain/annotation.ts';
import type { Exchange, ResponseHead } from '../http/exchange.ts';
import type { Fields } from '../http/field.ts';
import { wholeTime } from '../http/hops.ts';
import { masked } from '../http/secrets.ts';
import { plain } from '../text/prose.ts';
import { type BodyText, bodyText, requestText } from './body-text.ts';
import { type Colour, duration, escaped, type Margin, type MarginNote, paint, type Style, size, withMargin, wrap } from './layout.ts';
import { frameLines } from './terminal-frames.ts';

export type Density = 'quiet' | 'notes' | 'learn';

export interface TerminalOptions extends Style {
  readonly density: Density;
  /** Lines of content that are printed at most. */
  readonly bodyLines: number;
}

const LEVELS: Readonly<Record<Annotation['level'], { readonly mark: string; readonly colour: Colour; readonly rank: number }>> = {
  error: { mark: '✕ error', colour: 'red', rank: 0 },
  warning: { mark: '! warning', colour: 'yellow', rank: 1 },
  info: { mark: '· info', colour: 'blue', rank: 2 },
  good: { mark: '✓ good', colour: 'green', rank: 3 },
};

/** What is said at each place, by its anchor in lower case. */
type Notes = ReadonlyMap<string, readonly Annotation[]>;

const NO_NOTES: Notes = new Map();

/** Interim responses that are shown. */
const INTERIM = 5;
/** A request's content is known to its author: a look is enough. */
const REQUEST_LINES = 16;

const KEEP_ALL = '>> FILE under the request keeps all of it';

/** The exchange and the hops that led to it, as lines joined with LF. */
export function exchangeText(exchange: Exchange, explanation: Explanation, options: TerminalOptions): string {
  const hops = hopsOf(exchange).map((hop) => hopLine(hop, exchange.connection?.proxy, options));
  const notes: Notes = Map.groupBy(explanation.annotations, (note) => note.anchor.toLowerCase());
  return [
    ...headline(plain(explanation.summary), exchange, options),
    ...hops,
    '',
    ...requestLines(exchange, notes, options),
    ...refusedTunnel(exchange, options),
    ...responseLines(exchange, notes, options),
    ...frameLines(exchange, options.density, options),
    ...findings(explanation.annotations, options),
  ].join('\n');
}

/** The summary sentence, then the facts of connection, size and time in one dim line. */
function headline(summary: string, exchange: Exchange, options: TerminalOptions): readonly string[] {
  const colour = statusColour(exchange);
  const sentence = wrap(escaped(summary), options.columns).map((line) => paint(options, 'bold', paint(options, colour, line)));
  return [...sentence, paint(options, 'dim', facts(exchange).join(' · '))];
}

function facts(exchange: Exchange): readonly string[] {
  const { connection, wire } = exchange;
  const said = [exchange.outcome.kind === 'response' ? exchange.outcome.response.version : exchange.request.version];
  if (connection?.tls !== undefined) said.push(`${connection.tls.protocol} ${connection.tls.authorized ? 'verified' : 'NOT VERIFIED'}`);
  if (connection !== undefined) said.push(`connection ${connection.id}${connection.reused ? `, use ${connection.use}` : ''}`);
  if (connection?.proxy !== undefined) said.push(`through ${escaped(connection.proxy)}`);
  said.push(`${size(wire.sentLength)} out, ${size(wire.receivedLength)} in`, duration(wholeTime(exchange)));
  return said;
}

function statusColour({ outcome }: Exchange): Colour {
  if (outcome.kind === 'failure') return 'red';
  const { status } = outcome.response;
  if (status >= 400) return 'red';
  return status >= 300 ? 'yellow' : 'green';
}

/** What went before, in order: redirects, answered challenges, and what was said to a proxy for a tunnel. */
function hopsOf(exchange: Exchange): readonly Exchange[] {
  const before = exchange.redirectedFrom === undefined ? [] : [...hopsOf(exchange.redirectedFrom), exchange.redirectedFrom];
  return exchange.tunnel === undefined ? before : [...before, ...hopsOf(exchange.tunnel), exchange.tunnel];
}

function hopLine(hop: Exchange, proxy: string | undefined, options: TerminalOptions): string {
  const { method, url, target } = hop.request;
  const status = hop.outcome.kind === 'response' ? `${hop.outcome.response.status} ${hop.outcome.response.reason}` : 'failed';
  const where = method === 'CONNECT' ? `${target} through ${proxy ?? url}` : url;
  return paint(options, 'yellow', `  ↳ ${method} ${escaped(where)} → ${escaped(status.trimEnd())}`);
}

/** What the proxy says instead of opening the tunnel is all that there is to read. */
function refusedTunnel({ tunnel }: Exchange, options: TerminalOptions): readonly string[] {
  if (tunnel?.outcome.kind !== 'response' || tunnel.outcome.response.status < 300) return [];
  const { response } = tunnel.outcome;
  const body = options.density === 'quiet' ? undefined : bodyText(response);
  return [
    ...(options.density === 'quiet' ? [] : [paint(options, 'dim', '  the proxy answered:')]),
    ...headLines(response, NO_NOTES, options, true),
    ...(body === undefined ? [] : ['', ...bodyLines(body, options)]),
    '',
  ];
}

function requestLines(exchange: Exchange, notes: Notes, options: TerminalOptions): readonly string[] {
  if (options.density === 'quiet') return [];
  const { request } = exchange;
  const margin = marginOf(options);
  const start = `${request.method} ${request.target} ${request.version}`;
  const lines = [...withMargin(margin, bare(start), notesAt(notes, options, [anchor.requestLine, anchor.requestUrl]))];
  lines.push(...fieldLines('request', request.fields, notes, options));
  const added = request.sources.filter((source) => source.kind === 'added').length;
  if (added > 0) lines.push(paint(options, 'dim', `  (${added} of these fields added by Postil)`));
  const body = requestText(request);
  if (body !== undefined) lines.push('', ...bodyLines(body, { ...options, bodyLines: Math.min(options.bodyLines, REQUEST_LINES) }));
  return [...lines, ''];
}

function responseLines(exchange: Exchange, notes: Notes, options: TerminalOptions): readonly string[] {
  const { outcome } = exchange;
  const response = outcome.kind === 'response' ? outcome.response : outcome.partial;
  const lines: string[] = [];
  const { informational } = exchange;
  for (const head of informational.slice(0, INTERIM)) lines.push(...headLines(head, NO_NOTES, options, false), '');
  const more = informational.length - INTERIM;
  if (more > 0 && options.density !== 'quiet')
    lines.push(paint(options, 'dim', `  (${more} more interim responses; --json has them all)`), '');
  if (response === undefined) return lines;
  lines.push(...headLines(response, notes, options, true));
  const body = bodyText(response);
  if (body !== undefined) lines.push('', ...bodyLines(body, options));
  const { content, contentLength } = response;
  if (content.length < contentLength)
    lines.push(paint(options, 'dim', `  (the first ${size(content.length)} of ${size(contentLength)}; ${KEEP_ALL})`));
  if (response.trailers.length > 0) lines.push('', ...fieldLines('response', response.trailers, notes, options));
  return [...lines, ''];
}

/** In quiet only the final one is shown, and of it only this line. */
function headLines(head: ResponseHead, notes: Notes, options: TerminalOptions, final: boolean): readonly string[] {
  const start = `${head.version} ${head.status} ${head.reason}`;
  if (options.density === 'quiet') return final ? [`  ${escaped(start)}`] : [];
  return [
    ...withMargin(marginOf(options), bare(start), notesAt(notes, options, [anchor.responseStatus])),
    ...fieldLines('response', head.fields, notes, options),
  ];
}

function fieldLines(side: anchor.Side, fields: Fields, notes: Notes, options: TerminalOptions): readonly string[] {
  const seen = new Map<string, number>();
  return fields.flatMap(([name, value]) => {
    const key = name.toLowerCase();
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    const shownValue = escaped(masked(name, value));
    const words = `${escaped(name)}: ${shownValue}`;
    const shown = `${paint(options, 'cyan', escaped(name))}: ${shownValue}`;
    return withMargin(marginOf(options), { words, shown }, notesAt(notes, options, [anchor.field(side, name)], occurrence));
  });
}

const bare = (words: string): { readonly words: string; readonly shown: string } => ({ words: escaped(words), shown: escaped(words) });

const marginOf = (style: Style): Margin => ({ style, left: Math.max(30, Math.floor((style.columns - 5) * 0.52)) });

/** What stands in the margin there: computed notes always, definitions in Learn, good ones not. */
function notesAt(notes: Notes, options: TerminalOptions, places: readonly string[], occurrence?: number): readonly MarginNote[] {
  return places
    .flatMap((place) => notes.get(place.toLowerCase()) ?? [])
    .filter((note) => (note.occurrence ?? occurrence) === occurrence)
    .filter((note) => options.density === 'learn' || (note.definition !== true && note.aside !== true && note.level !== 'good'))
    .map((note) => {
      const loud = note.level === 'error' || note.level === 'warning';
      const { mark, colour } = LEVELS[note.level];
      return { words: loud ? `${mark}: ${escaped(plain(note.title))}` : escaped(plain(note.title)), colour: loud ? colour : 'dim' };
    });
}

function bodyLines(body: BodyText, options: TerminalOptions): readonly string[] {
  if (body.kind === 'binary') return [paint(options, 'dim', `  (${body.why})`)];
  const lines = body.text.split('\n');
  const shown = lines.slice(0, options.bodyLines).map((line) => `  ${escaped(line)}`);
  const rest = lines.length - options.bodyLines;
  return rest > 0 ? [...shown, paint(options, 'dim', `  … ${rest} more ${rest === 1 ? 'line' : 'lines'}`)] : shown;
}

function findings(annotations: readonly Annotation[], options: TerminalOptions): readonly string[] {
  const good = annotations.filter((note) => note.level === 'good').length;
  const said = annotations
    .filter((note) => note.level === 'error' || note.level === 'warning' || (options.density === 'learn' && note.level === 'info'))
    .sort((a, b) => LEVELS[a.level].rank - LEVELS[b.level].rank);
  const lines = said.flatMap((note) => finding(note, options));
  if (good > 0 && options.density !== 'quiet')
    lines.push(paint(options, 'green', `✓ ${good} ${good === 1 ? 'thing is' : 'things are'} right`));
  return lines;
}

function finding(note: Annotation, options: TerminalOptions): readonly string[] {
  const { mark, colour } = LEVELS[note.level];
  const detail = wrap(escaped(plain(note.detail)), options.columns - 4).map((line) => `    ${line}`);
  const specs = note.specs.map(({ spec, section }) => (section === '' ? spec : `${spec} section ${section}`)).join(', ');
  const source = paint(options, 'dim', `    ${[note.basis, specs, note.id].filter((words) => words !== '').join(' · ')}`);
  return [`${paint(options, colour, mark)}  ${paint(options, 'bold', escaped(plain(note.title)))}`, ...detail, source];
}
