// A `.http` file as `postil parse` prints it (CONTRACT.md, cases/parse/README.md): what is written, what a send would make of it.
import { combined, type Fields } from '../core/http/field.ts';
import { checkDocument } from '../core/resolve/check.ts';
import { completeHttp } from '../core/resolve/complete-http.ts';
import { allOctets, handshakeFields } from '../core/resolve/complete-websocket.ts';
import { curlCommandsIn, withCurl } from '../core/resolve/curl-line.ts';
import { argumentNames } from '../core/resolve/names.ts';
import type { Piece } from '../core/resolve/pieces.ts';
import type { DraftField, RequestDraft } from '../core/resolve/request-draft.ts';
import { readDraft } from '../core/resolve/resolve.ts';
import { DEFAULT_SETTINGS, type FilePort, type Ports, type Scope } from '../core/resolve/scope.ts';
import { writtenFields } from '../core/resolve/sent-fields.ts';
import type { Problem, Related } from '../core/syntax/problem.ts';
import { type After, type Block, type Command, type HttpDocument, type PlacedBlock, textOf } from '../core/syntax/tree.ts';
import { LineIndex } from '../core/text/line-index.ts';
import { problemId } from './parse-problem.ts';

export interface ParsedFile {
  readonly json: { readonly requests: readonly object[]; readonly commands: readonly object[]; readonly problems: readonly object[] };
  readonly problems: readonly Problem[];
}

/** Reads every request of the document; nothing is asked, made up or sent. */
export async function parseJson(document: HttpDocument, parsed: readonly Problem[], scope: Scope, ports: Ports): Promise<ParsedFile> {
  const index = new LineIndex(document.source);
  const drafts: { placed: PlacedBlock; draft: RequestDraft }[] = [];
  for (const placed of document.blocks) {
    const draft = await readDraft(document, placed, scope, ports);
    if (draft) drafts.push({ placed, draft });
  }
  const lossy = parsed.some(isLoss);
  const problems = allProblems(
    withCurl(parsed, curlCommandsIn(document.blocks)),
    drafts.map((d) => d.draft),
    checkDocument(document, scope),
  );
  const requests: object[] = [];
  for (const { placed, draft } of drafts)
    requests.push(await requestJson(placed, lossy ? withLoss(draft, parsed) : draft, index, ports.files));
  const commands = document.blocks.flatMap(({ block }) => block.commands.map((command) => commandJson(block, command)));
  const given = new Set(argumentNames(document));
  const told = problems.filter(({ code, subject = '' }) => code !== 'undefined' || !given.has(subject));
  return { json: { requests, commands, problems: told.map((p) => problemJson(p, index)) }, problems: told };
}

/** Those of the text and those of the drafts, which repeat the former, in order and each once. */
export function allProblems(parsed: readonly Problem[], drafts: readonly RequestDraft[], others: readonly Problem[]): readonly Problem[] {
  const all = new Map<string, Problem>();
  const lossy = parsed.some(isLoss);
  for (const p of [...parsed, ...drafts.flatMap((d) => d.problems), ...others])
    if (!lossy || p.code !== 'invalid-utf8' || isLoss(p)) all.set(`${p.range.start} ${p.range.end} ${problemId(p)}`, p);
  return [...all.values()].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Octets of the file that are no UTF-8. What merely stands in the place of some is a warning of its own. */
const isLoss = ({ code, severity }: Problem): boolean => code === 'invalid-utf8' && severity === 'error';

/** It keeps every request of the file from being sent. */
function withLoss(draft: RequestDraft, parsed: readonly Problem[]): RequestDraft {
  return { ...draft, problems: [...parsed.filter(isLoss), ...draft.problems.filter(({ code }) => code !== 'invalid-utf8')] };
}

function problemJson(problem: Problem, index: LineIndex): object {
  const place = (offset: number): object => {
    const { line, character } = index.at(offset);
    return { line: line + 1, column: character + 1 };
  };
  return {
    code: problemId(problem),
    severity: problem.severity,
    message: problem.message,
    start: place(problem.range.start),
    end: place(problem.range.end),
    ...(problem.related && problem.related.length > 0 && { related: problem.related.map((each) => relatedJson(each, index)) }),
  };
}

function relatedJson({ range, message, file }: Related, index: LineIndex): object {
  const { line, character } = file ?? index.at(range.start);
  return { message, ...(file && { file: file.path }), start: { line: line + 1, column: character + 1 } };
}

async function requestJson(placed: PlacedBlock, draft: RequestDraft, index: LineIndex, files: FilePort): Promise<object> {
  const { block } = placed;
  const name = block.name?.text;
  const preScript = preScriptOf(block);
  const after = block.request?.after.filter((a) => a.kind !== 'stray') ?? [];
  const errors = ids(draft.problems.filter(isError));
  const warnings = ids(draft.problems.filter((p) => !isError(p)));
  const directives = directivesOf(block);
  return {
    ...(name !== undefined && { name }),
    line: index.at(placed.offset + (block.request?.line.range.start ?? 0)).line + 1,
    method: draft.keyword,
    url: draft.address.url,
    ...(draft.version !== undefined && { httpVersion: draft.version }),
    ...(draft.priorKnowledge && { priorKnowledge: true }),
    headers: headersOf(draft.fields),
    ...(await bodyOf(draft, files)),
    ...(draft.keyword === 'WEBSOCKET' && { messages: await messagesOf(draft, files) }),
    ...(Object.keys(directives).length > 0 && { directives }),
    ...(preScript !== undefined && { preScript }),
    ...(after.length > 0 && { after: after.map((a) => afterJson(block, a)) }),
    ...(draft.runtime.length > 0 && { runtime: draft.runtime }),
    ...(errors.length > 0 && { errors }),
    ...(warnings.length > 0 && { warnings }),
    wire: await wireOf(draft, files),
  };
}

/** The two notices about boundaries are listed with the errors, though they do not block. */
const isError = ({ code, severity }: Problem): boolean =>
  severity === 'error' || code === 'boundary-inferred' || code === 'closing-boundary-added';

const ids = (problems: readonly Problem[]): readonly string[] => [...new Set(problems.map(problemId))];

/** Name → value, or a list in order for a name that is there again; the casing of the first. */
function headersOf(fields: readonly DraftField[]): Readonly<Record<string, string | readonly string[]>> {
  const lists = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const { name, value } of fields) {
    const same = lists.get(name.toLowerCase());
    if (same) same.values.push(value);
    else lists.set(name.toLowerCase(), { name, values: [value] });
  }
  return Object.fromEntries(Array.from(lists.values(), ({ name, values }) => [name, values.length === 1 ? (values[0] ?? '') : values]));
}

async function bodyOf({ content }: RequestDraft, files: FilePort): Promise<object> {
  if (!content) return {};
  const body = await textOrBase64(content.written, files);
  if (!content.parts) return body;
  const parts: object[] = [];
  for (const { headers, content: pieces } of content.parts) parts.push({ headers, ...(await textOrBase64(pieces, files)) });
  return { ...body, parts };
}

async function textOrBase64(
  pieces: readonly Piece[],
  files: FilePort,
): Promise<{ readonly body: string } | { readonly bodyBase64: string }> {
  const octets = await allOctets(pieces, { files });
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets) };
  } catch {
    return { bodyBase64: Buffer.from(octets).toString('base64') };
  }
}

async function messagesOf({ messages }: RequestDraft, files: FilePort): Promise<readonly object[]> {
  const list: object[] = [];
  for (const { pieces, waitFor } of messages) {
    const body = pieces && (await textOrBase64(pieces, files));
    const data = body && ('body' in body ? { text: body.body } : { base64: body.bodyBase64 });
    list.push({ ...data, ...(waitFor > 0 && { waitFor }) });
  }
  return list;
}

/** All but `@name`; a list where a tag stands several times. */
function directivesOf(block: Block): Readonly<Record<string, unknown>> {
  const found = new Map<string, (string | true)[]>();
  for (const { tag, value } of block.directives) {
    const name = textOf(block, tag);
    if (name === 'name') continue;
    found.set(name, [...(found.get(name) ?? []), value ? textOf(block, value) : true]);
  }
  return Object.fromEntries(Array.from(found, ([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

function preScriptOf(block: Block): string | readonly string[] | undefined {
  const scripts = block.preScripts.map(({ path }) => (path ? textOf(block, path) : 'inline'));
  return scripts.length > 1 ? scripts : scripts[0];
}

function afterJson(block: Block, after: After): object {
  switch (after.kind) {
    case 'handler':
      return { script: after.path ? textOf(block, after.path) : 'inline' };
    case 'save':
      return { saveTo: textOf(block, after.path), overwrite: after.overwrite };
    case 'reference-file':
      return { reference: textOf(block, after.path) };
    case 'assert':
      return { assert: textOf(block, after.condition) };
    case 'stray':
      return { text: textOf(block, after.range) };
  }
}

function commandJson(block: Block, command: Command): object {
  const name = command.name && `#${textOf(block, command.name)}`;
  const path = command.path && textOf(block, command.path);
  const variables = Object.fromEntries(command.arguments.map((a) => [textOf(block, a.name), textOf(block, a.value)]));
  return { [command.kind]: [path, name].filter((w) => w !== undefined).join(' '), ...(command.arguments.length > 0 && { variables }) };
}

const SCOPE: Scope = { file: undefined, workspace: undefined, variables: [], settings: DEFAULT_SETTINGS };

/** What goes on the wire, as far as it is known before sending. */
async function wireOf(draft: RequestDraft, files: FilePort): Promise<object> {
  const fields = fieldsOf(draft);
  const host = combined(fields, 'Host');
  const authorization = combined(fields, 'Authorization');
  const contentType = combined(fields, 'Content-Type');
  const json = draft.content?.type === 'graphql' ? await graphqlOf(draft.content.pieces, files) : undefined;
  return {
    target: draft.address.target,
    ...(host !== undefined && { host }),
    method: draft.method,
    ...(authorization !== undefined && { authorization }),
    ...(contentType !== undefined && { contentType }),
    headerLines: fields.map(([name, value]) => `${name}: ${value}`.trimEnd()),
    ...(fields.some(([, value]) => /[^\0-\x7f]/.test(value)) && { headerBytes: 'UTF-8' }),
    ...(json !== undefined && { json }),
  };
}

function fieldsOf(draft: RequestDraft): Fields {
  const { origin } = draft.address;
  if (draft.keyword === 'WEBSOCKET') return handshakeFields(draft, SCOPE, undefined).fields;
  return origin ? completeHttp(draft, origin, SCOPE).httpRequest.fields : writtenFields(draft).fields;
}

async function graphqlOf(pieces: readonly Piece[], files: FilePort): Promise<unknown> {
  const octets = await allOctets(pieces, { files });
  try {
    return JSON.parse(new TextDecoder().decode(octets));
  } catch {
    return undefined;
  }
}
