// The use cases "send this block" and "open this socket": resolve, send what it refers to first, send, explain. One session
// is one window or one run of the command line: it holds connections, cookies and the answers that later requests refer to.
import type { Explanation } from '../explain/annotation.ts';
import { explain } from '../explain/explain.ts';
import { fromExchange, fromSession, momentOf } from '../explain/from-exchange.ts';
import { mutedIds } from '../explain/mute.ts';
import type { Exchange } from '../http/exchange.ts';
import type { SendOptions } from '../http/request.ts';
import type { WsSession } from '../http/websocket.ts';
import { type Step, stepNamed } from '../resolve/asks.ts';
import { knownArguments, type Resolved, resolve } from '../resolve/resolve.ts';
import type { Answered, Ports, ResponsePort, Scope } from '../resolve/scope.ts';
import type { Progress } from '../send/client.ts';
import type { Network } from '../send/network.ts';
import type { LiveSocket } from '../send/websocket/open.ts';
import type { Problem } from '../syntax/problem.ts';
import { absolute, type HttpDocument, type PlacedBlock, textOf } from '../syntax/tree.ts';
import { lazy } from '../text/lazy.ts';
import { answered } from './answered.ts';
import { plan } from './order.ts';
import { filling } from './run-arguments.ts';
import { type Saved, type SavePort, save } from './save.ts';

/** What a session needs from outside. The way to the network is loaded at the first send. */
export interface Tools {
  readonly network: () => Promise<Network>;
  readonly ports: Omit<Ports, 'responses'>;
  /** Writes what `>> file` asks for; without it nothing is written. */
  readonly saves?: SavePort;
}

/** What came of a block. */
export type Ran =
  | RanHttp
  | { readonly kind: 'websocket'; readonly session: WsSession; readonly explanation: Explanation; readonly problems: readonly Problem[] }
  | { readonly kind: 'blocked'; readonly problems: readonly Problem[] };

class RanHttp {
  readonly kind = 'http';
  readonly exchange: Exchange;
  readonly problems: readonly Problem[];
  /** What became of each `>> file`; `undefined` where nobody writes any. */
  readonly saved: readonly Saved[] | undefined;
  readonly #explanation: () => Explanation;

  constructor(exchange: Exchange, problems: readonly Problem[], saved: readonly Saved[] | undefined, explanation: () => Explanation) {
    this.exchange = exchange;
    this.problems = problems;
    this.saved = saved;
    this.#explanation = lazy(explanation);
  }

  /** Made when it is first read. */
  get explanation(): Explanation {
    return this.#explanation();
  }
}

export interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** A request that was sent first because this one refers to it. */
  readonly onFirst?: (placed: PlacedBlock, ran: Ran) => void;
  /** For a WebSocket: called when it is opened, before anything came; keep it to send from. */
  readonly onSocket?: (socket: LiveSocket) => void;
  readonly onUpdate?: (session: WsSession) => void;
  /** What the command line asks for: stronger than settings and directives. */
  readonly options?: Partial<SendOptions>;
  /** Ids of findings that are withheld everywhere, besides those of `# @explain-off`. */
  readonly muted?: readonly string[];
  /** `true` closes a WebSocket when its script is done; else it stays open until somebody closes it. */
  readonly closeAfterScript?: boolean;
}

export interface Where {
  readonly document: HttpDocument;
  readonly placed: PlacedBlock;
  readonly scope: Scope;
}

export class Session {
  readonly #tools: Tools;
  readonly #answers = new Map<string, Answered>();
  #network: Promise<Network> | undefined;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  /** What would be sent now; asks for prompts, sends nothing. */
  resolve(where: Where): Promise<Resolved> {
    return resolve(where.document, where.placed, where.scope, this.#portsFor(where));
  }

  /** The answers that requests of this document may refer to. */
  answersFor(document: HttpDocument, scope: Scope): ResponsePort {
    return { get: (name) => this.#answer(document, scope, name) };
  }

  /** Sends a block and, before it, those that it refers to and that have no answer yet. Never rejects for what the network does. */
  async run(where: Where, watch: Watch = {}): Promise<Ran> {
    const { placed } = where;
    const order = plan(where, {
      answered: (name, { document, scope }) => this.#answer(document, scope, name) !== undefined,
      given: (line) => knownArguments(line, this.#portsFor(line)),
    });
    if (!order.ok) return { kind: 'blocked', problems: [cycleProblem(placed, order.error.names)] };
    const { steps, late } = order.value;
    const fill = filling(late, (step) => this.#portsFor(step));
    const last = steps.at(-1) ?? where;
    for (const first of steps) {
      if (first === last) break;
      const ran = await this.#step(where, first, fill, { ...watch, closeAfterScript: true });
      watch.onFirst?.(first.placed, ran);
      if (ran.kind === 'blocked' || watch.signal?.aborted === true) return ran;
    }
    return this.#step(where, last, fill, watch);
  }

  /** Forgets the answers that requests could refer to. */
  forget(): void {
    this.#answers.clear();
  }

  async dispose(): Promise<void> {
    const network = await this.#network;
    this.#network = undefined;
    await network?.client.close();
  }

  async #step(where: Where, step: Step, fill: ReturnType<typeof filling>, watch: Watch): Promise<Ran> {
    const scope = await fill(step.scope);
    if (scope.ok) return told(where, step, await this.#one({ ...step, scope: scope.value }, watch));
    return told(where, scope.error.line, { kind: 'blocked', problems: scope.error.problems });
  }

  async #one(where: Where, watch: Watch): Promise<Ran> {
    const resolved = await this.resolve(where);
    switch (resolved.kind) {
      case 'blocked':
        return resolved;
      case 'http':
        return this.#http(where, resolved, watch);
      case 'websocket':
        return this.#socket(where, resolved, watch);
    }
  }

  async #http(where: Where, resolved: Extract<Resolved, { kind: 'http' }>, watch: Watch): Promise<Ran> {
    this.#network ??= this.#tools.network();
    const { client } = await this.#network;
    const live = { ...(watch.signal && { signal: watch.signal }), ...(watch.onProgress && { onProgress: watch.onProgress }) };
    const exchange = await client.send(
      resolved.request,
      { ...resolved.options, ...(resolved.digest && { digest: resolved.digest }), ...watch.options },
      live,
    );
    this.#remember(where, exchange);
    const { saves, ports } = this.#tools;
    const saved = saves && (await save(where, exchange, { ...ports, responses: this.answersFor(where.document, where.scope) }, saves));
    return new RanHttp(exchange, resolved.problems, saved, () =>
      explain(fromExchange(exchange, { now: momentOf(exchange) }), { muted: mutedIn(where.placed, watch.muted) }),
    );
  }

  async #socket(where: Where, { request, options, problems }: Extract<Resolved, { kind: 'websocket' }>, watch: Watch): Promise<Ran> {
    this.#network ??= this.#tools.network();
    const openWebSocket = await (await this.#network).webSockets();
    const on = { ...(watch.onUpdate && { update: watch.onUpdate }), ...(watch.signal && { signal: watch.signal }) };
    const socket = openWebSocket(request, { ...options, ...watch.options }, on);
    watch.onSocket?.(socket);
    if (watch.closeAfterScript === true) {
      await socket.scripted;
      socket.close(1000);
    }
    const session = await socket.done;
    const explanation = explain(fromSession(session, { now: momentOf(session.handshake) }), { muted: mutedIn(where.placed, watch.muted) });
    return { kind: 'websocket', session, explanation, problems };
  }

  #portsFor({ document, scope }: Where): Ports {
    return { ...this.#tools.ports, responses: this.answersFor(document, scope) };
  }

  #answer(document: HttpDocument, scope: Scope, name: string): Answered | undefined {
    const named = stepNamed({ document, scope }, name);
    const full = named?.placed.block.name?.text;
    return named === undefined || full === undefined ? undefined : this.#answers.get(keyOf(named.scope, full));
  }

  #remember({ placed, scope }: Where, exchange: Exchange): void {
    const name = placed.block.name?.text;
    const answer = answered(exchange);
    if (name !== undefined && answer !== undefined) this.#answers.set(keyOf(scope, name), answer);
  }
}

/** What is muted everywhere, and `# @explain-off id` of a block, as often as it stands there. */
export const mutedIn = ({ block }: PlacedBlock, everywhere: readonly string[] = []): readonly string[] => [
  ...everywhere,
  ...block.directives.flatMap(({ tag, value }) =>
    textOf(block, tag) === 'explain-off' && value !== undefined ? mutedIds(textOf(block, value)) : [],
  ),
];

/** Names are a file's own: two files may both have a `login`. */
const keyOf = (scope: Scope, name: string): string => `${scope.file ?? ''}#${name}`;

/** What blocks a request of another file is told at the line that asks for it. */
function told({ document, placed }: Where, step: Step, ran: Ran): Ran {
  if (step.document === document || ran.kind !== 'blocked') return ran;
  const range = absolute(placed, placed.block.request?.line.range ?? placed.block.commands[0]?.range ?? { start: 0, end: 0 });
  const file = step.scope.file ?? 'another file';
  return {
    kind: 'blocked',
    problems: ran.problems.map(({ code, severity, message }) => ({ code, severity, range, message: `In ${file}: ${message}` })),
  };
}

function cycleProblem(placed: PlacedBlock, names: readonly string[]): Problem {
  const line = placed.block.request?.line.range ?? { start: 0, end: 0 };
  return {
    code: 'reference-cycle',
    severity: 'error',
    range: absolute(placed, line),
    message: `These requests refer to one another in a circle: ${names.join(' → ')}. Nothing was sent. Take one of the references out.`,
  };
}
