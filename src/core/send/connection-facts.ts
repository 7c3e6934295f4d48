// What is known of a connection during one of its uses.
import type { Connection } from '../http/exchange.ts';
import type { Dialled } from './dial.ts';

/** `uses` counts this one. */
export function connectionFacts(id: number, uses: number, dialled: Dialled, closedBy: Connection['closedBy']): Connection {
  const { ends, tls, alpn, attempts, answers } = dialled;
  return {
    id,
    reused: uses > 1,
    use: uses,
    ...(ends ?? { localAddress: '', localPort: 0, remoteAddress: '', remotePort: 0 }),
    alpn,
    tls,
    attempts: uses > 1 ? [] : attempts,
    ...(uses === 1 && answers.length > 0 && { answers }),
    closedBy,
  };
}
