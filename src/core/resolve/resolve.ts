// Tree + variables → what will be sent. Structure was read first; values are put in here, once, and can't change it.
import type { HttpRequest, SendOptions, WebSocketRequest } from '../http/request.ts';
import { UNSUPPORTED } from '../syntax/method.ts';
import type { Problem } from '../syntax/problem.ts';
import { absolute, type Command, type HttpDocument, type PlacedBlock, textOf } from '../syntax/tree.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { type Credentials, completeHttp } from './complete-http.ts';
import { completeWebSocket } from './complete-websocket.ts';
import { curlCommandsIn, withCurl } from './curl-line.ts';
import { optionsOf } from './directives.ts';
import { type Evaluation, evaluationOf, loadPathsOf } from './evaluation.ts';
import { draftOf, type RequestDraft } from './request-draft.ts';
import type { Ports, Scope } from './scope.ts';
import { awsOf } from './sent-fields.ts';
import { substituteText } from './substitute.ts';

/** What comes of a block. `problems` count from the text's first code unit; those of `blocked` have at least one error. */
export type Resolved =
  | {
      readonly kind: 'http';
      readonly request: HttpRequest;
      readonly options: SendOptions;
      /** From `Authorization: Digest user password`: to be answered when the server asks. */
      readonly digest: Credentials | undefined;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'websocket'; readonly request: WebSocketRequest; readonly options: SendOptions; readonly problems: readonly Problem[] }
  | { readonly kind: 'blocked'; readonly problems: readonly Problem[] };

/** Never throws for what stands in the text. `placed` must be a block of `document`; one without a request is blocked. */
export async function resolve(document: HttpDocument, placed: PlacedBlock, scope: Scope, ports: Ports): Promise<Resolved> {
  const { request } = placed.block;
  if (!request) return { kind: 'blocked', problems: [noRequest(placed)] };
  const commands = curlCommandsIn([placed]);
  if (commands.length > 0) return { kind: 'blocked', problems: withCurl([], commands) };
  const to = evaluationOf(document, placed, scope, ports, 'send');
  for (const one of [document, ...(scope.files?.values() ?? [])]) await loadPathsOf(to, one);
  const options = optionsOf(to);
  const draft = await draftOf(to, request);
  const problems = [...draft.problems, ...ofSavePaths(document, placed, scope, ports)];
  if (UNSUPPORTED.has(draft.keyword)) return { kind: 'blocked', problems: problems.map(blocking) };
  const { origin } = draft.address;
  if (problems.some((p) => p.severity === 'error')) return { kind: 'blocked', problems };
  if (origin === undefined) return { kind: 'blocked', problems: [...problems, noOrigin(placed, draft.address.url)] };
  if (draft.keyword === 'WEBSOCKET') {
    const session = await completeWebSocket(draft, origin, scope, ports);
    return { kind: 'websocket', request: session, options: signing(options, awsOf(draft, session.handshake)), problems };
  }
  const { httpRequest, digest } = completeHttp(draft, origin, scope);
  return { kind: 'http', request: httpRequest, options: signing(options, awsOf(draft, httpRequest)), digest, problems };
}

/** What stands in the path of a `>>` line and is defined nowhere keeps the request back; what only an answer says is put in behind it. */
function ofSavePaths(document: HttpDocument, placed: PlacedBlock, scope: Scope, ports: Ports): readonly Problem[] {
  const saves = (placed.block.request?.after ?? []).filter(({ kind }) => kind === 'save');
  const to = evaluationOf(document, placed, scope, ports, 'read');
  for (const { range } of saves) substituteText(to, textOf(placed.block, range), absolute(placed, range));
  return to.problems;
}

const signing = (options: SendOptions, aws: SendOptions['aws']): SendOptions => (aws === undefined ? options : { ...options, aws });

interface CommandAt {
  readonly document: HttpDocument;
  readonly placed: PlacedBlock;
  readonly scope: Scope;
  readonly command: Command;
}

/** The variables of a `run` line, `run #login (@user={{name}})`, or what keeps one of them from having a value. */
export async function argumentsOf(
  { document, placed, scope, command }: CommandAt,
  ports: Ports,
): Promise<Result<ReadonlyMap<string, string>, readonly Problem[]>> {
  const to = evaluationOf(document, placed, scope, ports, 'send');
  for (const one of [document, ...(scope.files?.values() ?? [])]) await loadPathsOf(to, one);
  const values = argumentsIn(to, command);
  const blocked = to.problems.some(({ severity }) => severity === 'error');
  return blocked ? fail(to.problems) : ok(values);
}

/** The same as far as it is known before anything is sent; the rest stays as typed. */
export const knownArguments = ({ document, placed, scope, command }: CommandAt, ports: Ports): ReadonlyMap<string, string> =>
  argumentsIn(evaluationOf(document, placed, scope, ports, 'read'), command);

function argumentsIn(to: Evaluation, { range, arguments: given }: Command): ReadonlyMap<string, string> {
  const { block } = to.placed;
  const where = absolute(to.placed, range);
  return new Map(given.map(({ name, value }) => [textOf(block, name), substituteText(to, textOf(block, value), where)]));
}

/** What `postil parse` and the editor show: nothing is asked, made up or sent; files are looked at. */
export async function readDraft(
  document: HttpDocument,
  placed: PlacedBlock,
  scope: Scope,
  ports: Ports,
): Promise<RequestDraft | undefined> {
  const { request } = placed.block;
  return request && draftOf(evaluationOf(document, placed, scope, ports, 'read'), request);
}

const blocking = (problem: Problem): Problem => (problem.code === 'unsupported-protocol' ? { ...problem, severity: 'error' } : problem);

const noOrigin = ({ offset, block }: PlacedBlock, url: string): Problem => ({
  code: 'bad-target',
  severity: 'error',
  range: block.request
    ? { start: offset + block.request.line.range.start, end: offset + block.request.line.range.end }
    : { start: offset, end: offset },
  message: `"${url}" does not say where to send it.`,
});

const noRequest = ({ offset, block }: PlacedBlock): Problem => ({
  code: 'no-request',
  severity: 'error',
  range: { start: offset, end: offset + (block.separator?.range.end ?? 0) },
  message: 'There is no request here. Write one, as in GET https://example.com/.',
});
