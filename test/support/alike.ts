// Whether an exchange is explained from its own JSON, as `postil send --json | postil explain` does, in the same words.
import assert from 'node:assert/strict';
import type { Explanation } from '../../src/core/explain/annotation.ts';
import { explain } from '../../src/core/explain/explain.ts';
import { fromExchange, fromSession, momentOf } from '../../src/core/explain/from-exchange.ts';
import { fromExchangeJson } from '../../src/core/explain/from-exchange-json.ts';
import type { Exchange } from '../../src/core/http/exchange.ts';
import type { WsSession } from '../../src/core/http/websocket.ts';
import { exchangeJson, sessionJson } from '../../src/core/report/exchange-json.ts';
import { plain } from '../../src/core/text/prose.ts';

export function assertAlike(exchange: Exchange): void {
  const now = explain(fromExchange(exchange, { now: momentOf(exchange) }));
  assert.deepEqual(words(again(exchangeJson(exchange, now, { line: 1 }))), words(now));
}

export function assertSessionAlike(session: WsSession): void {
  const now = explain(fromSession(session, { now: momentOf(session.handshake) }));
  assert.deepEqual(words(again(sessionJson(session, now, { line: 1 }))), words(now));
}

const again = (json: unknown): Explanation => explain(fromExchangeJson(JSON.parse(JSON.stringify(json))));

const words = ({ summary, annotations }: Explanation): readonly string[] => [
  plain(summary),
  ...annotations.map(
    ({ level, id, anchor, title, detail, basis, aside, span, occurrence }) =>
      `${level} ${basis} ${aside === true ? '~' : ''}${id} at ${anchor}[${occurrence ?? ''}] ${span?.start ?? ''}: ${plain(title)}\n${plain(detail)}`,
  ),
];
