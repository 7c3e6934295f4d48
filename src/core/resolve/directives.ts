// What a block's directives say about sending (FORMAT.md "Directives").
import { DEFAULT_OPTIONS, type SendOptions, type WebSocketRequest } from '../http/request.ts';
import { closeOf, durationOf, faultOf, subprotocolsOf } from '../syntax/directive-value.ts';
import { badDirective } from '../syntax/inspect-directives.ts';
import { DIRECTIVES } from '../syntax/known-directives.ts';
import { absolute, type Block, textOf } from '../syntax/tree.ts';
import type { Evaluation } from './evaluation.ts';
import { substituteText } from './substitute.ts';

/** The last value of a directive; `true` without a value, `undefined` without the directive. */
export function directive(block: Block, tag: string): string | true | undefined {
  let found: string | true | undefined;
  for (const d of block.directives) if (textOf(block, d.tag) === tag) found = d.value ? textOf(block, d.value) : true;
  return found;
}

/** How the block is to be sent: its directives are stronger than the scope's options, those than the defaults. */
export function optionsOf(to: Evaluation): SendOptions {
  const { block } = to.placed;
  const base: SendOptions = { ...DEFAULT_OPTIONS, ...to.scope.options };
  const socketPath = filledIn(to, 'unix-socket') ?? base.socketPath;
  return {
    ...base,
    ...(socketPath !== undefined && { socketPath }),
    redirect: directive(block, 'no-redirect') === undefined ? base.redirect : 'manual',
    cookieJar: directive(block, 'no-cookie-jar') === undefined && base.cookieJar,
    insecure: directive(block, 'insecure') !== undefined || base.insecure,
    readTimeout: durationOf(filledIn(to, 'timeout')) ?? base.readTimeout,
    connectTimeout: durationOf(filledIn(to, 'connection-timeout')) ?? base.connectTimeout,
    proxy: filledIn(to, 'proxy') ?? base.proxy,
  };
}

/** What is said about the session of a WebSocket. */
export interface SocketDirectives extends Pick<WebSocketRequest, 'pingEvery' | 'idleTimeout' | 'closeWith'> {
  /** `undefined`: none are offered, but for those of a field. */
  readonly subprotocols: readonly string[] | undefined;
}

export function socketDirectives(to: Evaluation): SocketDirectives {
  const pingEvery = durationOf(filledIn(to, 'ws-ping'));
  const idleTimeout = durationOf(filledIn(to, 'ws-idle-timeout'));
  const closeWith = closeOf(filledIn(to, 'ws-close'));
  return {
    subprotocols: subprotocolsOf(filledIn(to, 'ws-subprotocols')),
    ...(pingEvery !== undefined && { pingEvery }),
    ...(idleTimeout !== undefined && { idleTimeout }),
    ...(closeWith && { closeWith }),
  };
}

/** With the values put in, `# @proxy {{proxy}}`: what they make of it may be wrong. */
function filledIn(to: Evaluation, tag: string): string | undefined {
  const { block } = to.placed;
  const range = block.directives.findLast((d) => textOf(block, d.tag) === tag)?.value;
  if (range === undefined) return undefined;
  const typed = textOf(block, range);
  if (!typed.includes('{{')) return typed;
  const where = absolute(to.placed, range);
  const value = substituteText(to, typed, where);
  const expected = value.includes('{{') ? undefined : faultOf(DIRECTIVES.get(tag) ?? 'optional', value);
  if (expected !== undefined) to.problems.push(badDirective(tag, expected, where));
  return value;
}
