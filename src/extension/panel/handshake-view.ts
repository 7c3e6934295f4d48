// The opening handshake as a table of checks, and the proof of its key (RFC 6455 sections 4.1 and 4.2.2).
import type { Hop } from '../../core/explain/subject.ts';
import { acceptProof } from '../../core/explain/websocket/accept.ts';
import type { HandshakeCheck } from '../../core/explain/websocket/handshake-check.ts';
import { handshakeChecks } from '../../core/explain/websocket/handshake-checks.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { firstOf } from '../../core/http/field.ts';
import { say } from '../../core/text/prose.ts';
import type { CheckView, HandshakeView, ProofView } from '../../protocol/socket-view.ts';

export function handshakeView(exchange: Exchange, pending: boolean): HandshakeView {
  const hop = hopOf(exchange);
  return {
    rows: handshakeChecks(hop).map((check) => checkView(check, pending)),
    proof: proofView(hop),
    outcome: outcomeOf(exchange, pending),
  };
}

function hopOf({ request, outcome }: Exchange): Hop {
  const response = outcome.kind === 'response' ? outcome.response : outcome.partial;
  return {
    request: { method: request.method, url: request.target, version: request.version, fields: request.fields },
    ...(response && { response: { status: response.status, reason: response.reason, version: response.version, fields: response.fields } }),
  };
}

function outcomeOf({ outcome }: Exchange, pending: boolean): HandshakeView['outcome'] {
  if (pending) return 'pending';
  if (outcome.kind === 'response') return outcome.response.status === 101 ? 'accepted' : 'refused';
  return outcome.partial === undefined ? 'failed' : 'refused';
}

function checkView(check: HandshakeCheck, pending: boolean): CheckView {
  const { name, request, response } = check;
  switch (check.verdict) {
    case 'wrong':
      return { name, request, response, level: check.faults[0]?.level ?? 'error', verdict: check.faults[0]?.title ?? check.why };
    case 'absent':
      return { name, request, response, level: 'info', verdict: check.why };
    case 'good':
      return pending && response === ''
        ? { name, request, response, level: 'pending', verdict: say`waiting` }
        : { name, request, response, level: 'good', verdict: check.why };
  }
}

function proofView({ request, response }: Hop): ProofView | undefined {
  const key = firstOf(request?.fields ?? [], 'Sec-WebSocket-Key');
  if (key === undefined) return undefined;
  const { guid, sha1Hex, accept } = acceptProof(key);
  const received = firstOf(response?.fields ?? [], 'Sec-WebSocket-Accept');
  return { key, guid, digest: sha1Hex.replace(/(..)(?=.)/g, '$1 '), expected: accept, received, holds: received?.trim() === accept };
}
