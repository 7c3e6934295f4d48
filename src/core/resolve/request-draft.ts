// A request with its values in it, before Postil adds anything: what is written, where it goes, what is wrong with it. `resolve` makes
// what is sent of it, `postil parse` shows it. A draft is made of any request, also of one that is blocked.
import { boundaryIn, mediaTypeOf } from '../syntax/content-kind.ts';
import { lineHasReferences, methodIsTyped } from '../syntax/inspect.ts';
import { lineProblems } from '../syntax/line-problems.ts';
import { isBlank } from '../syntax/lines.ts';
import { normalMethod, UNSUPPORTED } from '../syntax/method.ts';
import { moved, type Problem } from '../syntax/problem.ts';
import { DIALECTS, type Dialect } from '../syntax/profile.ts';
import { isVersion, readRequestLine } from '../syntax/request-line.ts';
import { splitTarget } from '../syntax/target.ts';
import { absolute, type Body, type Field, type Request, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import { bodyFor } from './body-for.ts';
import { bySettings } from './by-settings.ts';
import { contentPieces } from './content.ts';
import { curlCommandsIn, curlProblem, withCurl } from './curl-line.ts';
import { directive, type SocketDirectives, socketDirectives } from './directives.ts';
import { checkLineBreaks, type Evaluation, promptsOf, report } from './evaluation.ts';
import { boundaryOf, type SentPart, sentParts } from './multipart-pieces.ts';
import { lengthOf, type Piece, rangePieces } from './pieces.ts';
import { substitute } from './substitute.ts';
import { type Address, addressOf, tunnelAddress } from './url.ts';

export interface RequestDraft {
  /** `GET`, `WEBSOCKET`, `SSE`, `GRAPHQL`, `GRPC`…: keywords in one spelling. */
  readonly keyword: string;
  /** As it goes on the wire. */
  readonly method: string;
  readonly address: Address;
  /** In upper case, `HTTP/2.0`; `undefined` when the line names none, or none that can be. */
  readonly version: string | undefined;
  readonly priorKnowledge: boolean;
  /** Those written, folds joined, values put in. */
  readonly fields: readonly DraftField[];
  /** Values go out as typed, without shorthands written out. */
  readonly verbatimFields: boolean;
  /** Of a request that is not a WebSocket. */
  readonly content: DraftContent | undefined;
  /** Of a WebSocket. */
  readonly messages: readonly DraftMessage[];
  /** Of a WebSocket; else without effect. */
  readonly socket: SocketDirectives;
  /** Of the whole block, those of the parse included; ranges count from the whole text's beginning. */
  readonly problems: readonly Problem[];
  /** References that only a run can give a value, in order. */
  readonly runtime: readonly string[];
}

export interface DraftField {
  readonly name: string;
  readonly value: string;
  /** In the whole text. */
  readonly range: Range;
}

export interface DraftContent {
  readonly type: Body['type'];
  /** As it is sent. */
  readonly pieces: readonly Piece[];
  /** As it is written, where that is something else (GraphQL). */
  readonly written: readonly Piece[];
  /** Of multipart content. */
  readonly parts: readonly SentPart[] | undefined;
  /** To be added to Content-Type, which has none. */
  readonly addedBoundary: string | undefined;
}

export interface DraftMessage {
  readonly pieces: readonly Piece[] | undefined;
  readonly waitFor: number;
}

export async function draftOf(to: Evaluation, request: Request): Promise<RequestDraft> {
  const { block, offset } = to.placed;
  await askPrompts(to);
  const line = readLine(to, request);
  const fields = request.fields.map((field) => readDraftField(to, field));
  const keyword = keywordOf(line, dialectOf(to));
  if (keyword === 'curl') to.problems.push(curlProblem(absolute(to.placed, request.line.range)));
  const address = readAddress(to, request, line, fields, keyword);
  const body = bodyFor(to, request, { keyword, address, contentType: draftValue(fields, 'content-type') });
  const content = body && body.type !== 'messages' ? await readContent(to, body, fields) : undefined;
  if (keyword !== 'WEBSOCKET') checkLength(to, request, fields, content?.pieces ?? []);
  const socket = socketDirectives(to);
  const messages = body?.type === 'messages' ? await readMessages(to, body) : [];
  const written = block.problems.flatMap((p) => bySettings(moved(p, offset), () => block, to.scope.settings) ?? []);
  return {
    keyword,
    method: wireMethod(keyword),
    address,
    version: line.version !== undefined && isVersion(line.version, false) ? line.version.toUpperCase() : undefined,
    priorKnowledge: line.priorKnowledge,
    fields,
    verbatimFields: dialectOf(to).verbatimFields,
    content,
    messages,
    socket,
    problems: withCurl([...written, ...to.problems], curlCommandsIn([to.placed])).toSorted((a, b) => a.range.start - b.range.start),
    runtime: to.runtime,
  };
}

const dialectOf = ({ document }: Evaluation): Dialect => DIALECTS[document.profile];

/** A Content-Length written by hand is sent as typed. */
function checkLength(to: Evaluation, { fields: nodes }: Request, fields: readonly DraftField[], pieces: readonly Piece[]): void {
  const written = draftValue(fields, 'content-length');
  const node = nodes[fields.findIndex((f) => f.name.toLowerCase() === 'content-length')];
  if (written === undefined || !node || draftValue(fields, 'transfer-encoding') !== undefined || written.includes('{{')) return;
  const length = lengthOf(pieces);
  if (written === String(length)) return;
  const message = `Content-Length says ${written}, and ${length === 0 ? 'there is no content' : `the content has ${length} octet${length === 1 ? '' : 's'}`}. It is sent as typed: a server will wait for octets that never come, or take the rest for another request. Leave the field out to have it computed.`;
  report(to, 'bad-content-length', 'warning', node.value, message, {
    fixes: [{ title: `Change it to ${length}`, edits: [{ range: absolute(to.placed, node.value), text: String(length) }] }],
  });
}

/** In order; Escape cancels the request. */
async function askPrompts(to: Evaluation): Promise<void> {
  if (to.mode === 'read') return;
  for (const { name, description, directive: asked } of promptsOf(to.placed)) {
    const hidden = /^(?:.*[_-])?(?:password|passwd|pass|secret|token)$/i.test(name);
    const answer = await to.ports.prompt({ name, description, hidden });
    if (answer !== undefined) to.prompts.set(name, answer);
    else
      report(to, 'prompt-cancelled', 'error', asked.range, `No value was given for ${name}, so the request is not sent.`, {
        subject: name,
      });
  }
}

interface LineTokens {
  readonly method: string | undefined;
  readonly target: string;
  readonly version: string | undefined;
  readonly priorKnowledge: boolean;
}

/** The tokens after the values are put in; a value may bring any of them. */
function readLine(to: Evaluation, { line }: Request): LineTokens {
  const { block } = to.placed;
  const put = (r: Range | undefined): string | undefined => r && substitute(to, to.placed, r);
  const [method, target, version] = [put(line.method), line.target.map((r) => put(r) ?? '').join(''), put(line.version)];
  checkLineBreaks(to, line.range, [method, target, version].join(''));
  if (!lineHasReferences(block, line)) return { method, target, version, priorKnowledge: line.priorKnowledge !== undefined };
  const prior = line.priorKnowledge ? ` ${textOf(block, line.priorKnowledge)}` : '';
  const text = [method, target, version].filter((t) => t !== undefined && t !== '').join(' ') + prior;
  const tokens = readRequestLine(text, text.length - text.trimStart().length, text.trimEnd().length, dialectOf(to).verbatimMethods);
  const cut = (r: Range | undefined): string | undefined => r && text.slice(r.start, r.end);
  return {
    method: cut(tokens.method),
    target: cut(tokens.target) ?? '',
    version: cut(tokens.version),
    priorKnowledge: tokens.priorKnowledge !== undefined,
  };
}

function readDraftField(to: Evaluation, field: Field): DraftField {
  const name = substitute(to, to.placed, field.name);
  const value = trimmed([field.value, ...field.folds].map((r) => substitute(to, to.placed, r)).join(' '));
  checkLineBreaks(to, field.range, name + value);
  if (name !== textOf(to.placed.block, field.name) && !name.includes('{{') && /[^!#$%&'*+\-.^_`|~0-9A-Za-z\r\n]/.test(name))
    report(
      to,
      'bad-header',
      'error',
      field.name,
      `"${name}" is no field name: letters, digits and !#$%&'*+-.^_\`|~ are allowed (RFC 9110 section 5.1).`,
    );
  return { name, value, range: absolute(to.placed, field.range) };
}

/** Without the white space of HTTP around it, and without line breaks that a value brings at its end; other white space is content. */
function trimmed(value: string): string {
  let [start, end] = [0, value.length];
  while (start < end && isEdge(value.charCodeAt(start))) start++;
  while (end > start && isEdge(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}

const isEdge = (c: number): boolean => isBlank(c) || c === 10 || c === 13;

/** The last of that name decides nothing: the first is taken. */
export const draftValue = (fields: readonly DraftField[], name: string): string | undefined =>
  fields.find((f) => f.name.toLowerCase() === name)?.value;

function keywordOf({ method, target }: LineTokens, { verbatimMethods }: Dialect): string {
  const keyword = normalMethod(method ?? 'GET', verbatimMethods);
  const isSocket = /^wss?:\/\//i.test(target) && (keyword === 'GET' || method === undefined);
  return isSocket ? 'WEBSOCKET' : keyword;
}

function wireMethod(keyword: string): string {
  switch (keyword) {
    case 'WEBSOCKET':
    case 'SSE':
      return 'GET';
    case 'GRAPHQL':
    case 'GRPC':
      return 'POST';
  }
  return keyword;
}

function readAddress(to: Evaluation, request: Request, line: LineTokens, fields: readonly DraftField[], keyword: string): Address {
  const { block } = to.placed;
  const host = draftValue(fields, 'host');
  const scheme = to.scope.settings.defaultScheme;
  const { verbatimTarget } = dialectOf(to);
  const encode = directive(block, 'no-auto-encoding') === undefined && !verbatimTarget;
  const secure = line.method?.toUpperCase() === 'WSS' ? 'https' : scheme;
  const address = (keyword === 'CONNECT' ? tunnelAddress : addressOf)(line.target, {
    host,
    scheme: secure,
    webSocket: keyword === 'WEBSOCKET',
    encode,
    left: to.left,
  });
  if (lineHasReferences(block, request.line)) reportLine(to, request, line, fields);
  else if (address.fault === 'bad-target' && !UNSUPPORTED.has(keyword))
    report(to, 'bad-target', 'error', targetRange(request), badTarget(line.target));
  if (address.fault === 'no-host' && host !== undefined && !UNSUPPORTED.has(keyword) && splitTarget(line.target).form !== 'absolute')
    report(
      to,
      'no-host',
      'error',
      targetRange(request),
      `"${line.target}" does not say where to send it, and Host is empty. Name the host there.`,
    );
  if (verbatimTarget && /[\0-\x20\x7f]/.test(address.target))
    report(to, 'bad-target', 'error', targetRange(request), unsendable(line.target));
  return address;
}

const unsendable = (target: string): string =>
  `"${target}" has white space in it, which would end the target, and the draft standard has it sent as it is. Encode the value: %20 is a space.`;

const badTarget = (target: string): string =>
  `"${target}" can't be read as a URL: its scheme, host or port is none that can be connected to.`;

const targetRange = ({ line }: Request): Range => {
  const [first, last] = [line.target[0], line.target.at(-1)];
  return first && last ? { start: first.start, end: last.end } : line.range;
};

/** What the parse could not say before the values were known. Unresolved references were reported already. */
function reportLine(to: Evaluation, request: Request, line: LineTokens, fields: readonly DraftField[]): void {
  const unresolved = /\{\{/.test(line.target);
  const found = lineProblems({
    method: line.method,
    target: line.target,
    version: line.version,
    hasHost: draftValue(fields, 'host') !== undefined,
    hasAuthorization: draftValue(fields, 'authorization') !== undefined,
    defaultScheme: to.scope.settings.defaultScheme,
    dialect: dialectOf(to),
    asTyped: directive(to.placed.block, 'no-auto-encoding') !== undefined,
  });
  const range = request.line.range;
  // A method without values in it was looked at when it was read.
  const read = methodIsTyped(to.placed.block, request.line) ? 'method' : undefined;
  for (const { code, severity, message, part } of found)
    if (part !== read && (!unresolved || severity !== 'error')) report(to, code, severity, range, message);
  const isOurs = line.method === undefined || !UNSUPPORTED.has(normalMethod(line.method));
  if (!unresolved && isOurs && addressFault(line.target)) report(to, 'bad-target', 'error', targetRange(request), badTarget(line.target));
}

const addressFault = (target: string): boolean =>
  addressOf(target, { host: undefined, scheme: 'http', webSocket: false, encode: true }).fault === 'bad-target';

async function readContent(to: Evaluation, body: Body, fields: readonly DraftField[]): Promise<DraftContent> {
  const { block } = to.placed;
  const contentType = draftValue(fields, 'content-type') ?? '';
  const named = boundaryIn(contentType);
  const pieces = await contentPieces(to, {
    body,
    mediaType: mediaTypeOf(contentType),
    boundary: named && contentType.slice(named.start, named.end),
    encodeForm: directive(block, 'no-auto-encoding') === undefined,
    formEscapes: usesFormEscapes(to),
  });
  const isMultipart = body.type === 'multipart';
  const written = body.type === 'graphql' ? await rangePieces(to, body, body.range, '\n') : pieces;
  const boundary = isMultipart && body.boundary === undefined ? boundaryOf(to, body) : undefined;
  const parts = isMultipart && body.delimiters.length > 0 ? await sentParts(to, body) : undefined;
  return { type: body.type, pieces, written, parts, addedBoundary: boundary };
}

export const usesFormEscapes = ({ placed, scope }: Evaluation): boolean =>
  scope.settings.formDialect === 'jetbrains' || directive(placed.block, 'form-escapes') !== undefined;

async function readMessages(to: Evaluation, body: Extract<Body, { type: 'messages' }>): Promise<readonly DraftMessage[]> {
  const messages: DraftMessage[] = [];
  for (const { content, waitFor } of body.messages)
    messages.push({ pieces: content && (await rangePieces(to, body, content, '\n')), waitFor });
  return messages;
}
