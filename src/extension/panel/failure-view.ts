// A failure in the place of the response: what happened, where, and the next step as a button.
import { failure as failureAnchor } from '../../core/explain/anchor.ts';
import type { Exchange, Failure, Phase } from '../../core/http/exchange.ts';
import { say } from '../../core/text/prose.ts';
import type { FailureView, Step } from '../../protocol/exchange-view.ts';
import { endpoint } from '../../protocol/measure.ts';
import { byWeight } from './message-view.ts';
import type { Places } from './places.ts';

/** `hop` is the exchange's own place among the hops. */
export function failureView(exchange: Exchange, failure: Failure, places: Places, hop: number): FailureView {
  const notes = byWeight(places.take(failureAnchor));
  return {
    title: notes[0]?.title ?? say`${failure.code} while Postil ${{ kind: 'text', text: DOING[failure.phase] }}`,
    notes,
    code: failure.code,
    message: failure.message,
    phase: DOING[failure.phase],
    attempts: attemptsOf(exchange, failure),
    ...answerOf(exchange, hop),
    steps: stepsFor(failure),
  };
}

/** A tunnel stands right before the exchange that it was for. */
function answerOf({ tunnel }: Exchange, hop: number): Pick<FailureView, 'answer'> {
  if (tunnel?.outcome.kind !== 'response' || tunnel.outcome.response.status < 300) return {};
  const { status, reason } = tunnel.outcome.response;
  return { answer: { hop: hop - 1, label: `What the proxy answered: ${`${status} ${reason}`.trim()}` } };
}

const DOING: Readonly<Record<Phase, string>> = {
  request: 'prepared the request',
  dns: 'looked up the name',
  connect: 'connected',
  proxy: 'asked the proxy for a tunnel',
  tls: 'secured the connection',
  send: 'sent the request',
  wait: 'waited for the answer',
  head: 'read the header section',
  content: 'read the content',
  websocket: 'spoke WebSocket',
  decode: 'decoded the content',
};

function attemptsOf(exchange: Exchange, failure: Failure): readonly string[] {
  const causes = (failure.causes ?? []).map((cause) => {
    const where = cause.address === undefined ? '' : `${cause.port === undefined ? cause.address : endpoint(cause.address, cause.port)}: `;
    return `${where}${cause.code}`;
  });
  if (causes.length > 0) return causes;
  return (exchange.connection?.attempts ?? [])
    .filter((attempt) => attempt.outcome !== 'connected')
    .map((attempt) => `${endpoint(attempt.address, attempt.port)}: ${attempt.code ?? attempt.outcome}`);
}

function stepsFor(failure: Failure): readonly Step[] {
  const again: Step = { kind: 'again', label: 'Send again' };
  const source: Step = { kind: 'source', label: 'Go to the request' };
  switch (failure.kind) {
    case 'connect':
      return isLoopback(failure)
        ? [again, { kind: 'command', label: 'Start the playground', command: 'postil.startPlayground' }, source]
        : [again, source];
    case 'request':
    case 'dns':
    case 'redirect':
    case 'unsupported':
      return [source, again];
    case 'tls':
    case 'timeout':
    case 'reset':
    case 'protocol':
    case 'cancelled':
    case 'proxy':
    case 'internal':
      return [again, source];
  }
}

const isLoopback = (failure: Failure): boolean =>
  [failure, ...(failure.causes ?? [])].some((one) => one.address !== undefined && /^(?:127\.|::1$)/.test(one.address));
