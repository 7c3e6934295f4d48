// What a block is when it is sent, as far as its text alone says: variables are not put in here.
import { normalMethod } from '../syntax/method.ts';
import { type Block, targetOf, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';

export type RequestKind = 'http' | 'websocket' | 'events';

/** `undefined` for a block without a request. */
export function requestKind(block: Block): RequestKind | undefined {
  const line = block.request?.line;
  if (line === undefined) return undefined;
  const method = line.method === undefined ? '' : normalMethod(textOf(block, line.method));
  if (method === 'SSE') return 'events';
  return method === 'WEBSOCKET' || /^wss?:\/\//i.test(targetOf(block, line)) ? 'websocket' : 'http';
}

/** What stands for the block where it is sent: its request line, or the first of its `run` lines. */
export const sentLine = ({ request, commands }: Block): Range | undefined =>
  request?.line.range ?? commands.find(({ kind }) => kind === 'run')?.range;

/** The method in the case of the wire; `GET` where none is written, the keyword for what is not HTTP. */
export function methodOf(block: Block): string {
  const line = block.request?.line;
  if (line?.method === undefined) return requestKind(block) === 'websocket' ? 'WEBSOCKET' : 'GET';
  return normalMethod(textOf(block, line.method));
}

/** Whether the block has a directive of that name. */
export const hasDirective = (block: Block, tag: string): boolean => block.directives.some((d) => textOf(block, d.tag) === tag);
