// A tunnel through an HTTP proxy: CONNECT (RFC 9110 section 9.3.6) as an exchange of its own, whose refusal keeps its content.
import type { Socket } from 'node:net';
import type { Field } from '../http/field.ts';
import type { HttpRequest } from '../http/request.ts';
import { authority, type ProxyRoute } from './proxy-route.ts';
import { Turn, type TurnOptions, type TurnReport } from './turn.ts';
import { Watchdog } from './watchdog.ts';

/** What is said to the proxy; `authorization` gives the credentials for it. */
export function connectRequest(
  route: ProxyRoute,
  target: { readonly host: string; readonly port: number },
  authorization: (request: Pick<HttpRequest, 'method' | 'target'>) => string | undefined,
): HttpRequest {
  const fields: Field[] = [['Host', authority(target)]];
  const value = authorization({ method: 'CONNECT', target: authority(target) });
  if (value !== undefined) fields.push(['Proxy-Authorization', value]);
  return {
    method: 'CONNECT',
    url: `${route.kind}://${authority(route)}/`,
    origin: { scheme: route.kind === 'https' ? 'https' : 'http', host: route.host, port: route.port },
    target: authority(target),
    version: 'HTTP/1.1',
    fields,
    sources: fields.map(() => ({ kind: 'added', why: 'proxy' })),
    content: undefined,
  };
}

/** Runs the exchange on a socket that nobody else reads. After a 2xx the socket leads to the target and is left as it is. */
export async function converse(socket: Socket, options: TurnOptions): Promise<TurnReport> {
  const watchdog = new Watchdog();
  const turn = new Turn(
    { write: (octets) => socket.write(octets), onDrain: (done) => socket.once('drain', done), destroy: () => {}, watchdog },
    options,
  );
  let last: Buffer | undefined;
  const onData = (octets: Buffer): void => {
    last = octets;
    turn.receive(octets);
    if (turn.whole) turn.settle(undefined);
  };
  const onEnd = (): void => {
    turn.receiveEnd();
    turn.settle(undefined);
  };
  const onError = (error: Error): void => turn.settle(error);
  const onClose = (): void => turn.settle(undefined);
  socket.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  // It was paused after an exchange before.
  socket.resume();
  turn.begin();
  const report = await turn.report;
  watchdog.end();
  socket.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
  socket.pause();
  return last === undefined ? report : withoutNext(report, socket, last);
}

/** What came behind a 2xx is the first that the target says: it goes back to the socket, for whoever reads on. */
function withoutNext(report: TurnReport, socket: Socket, last: Buffer): TurnReport {
  const { response } = report;
  const extra = response?.oddities.find(({ code }) => code === 'bytes-after-message');
  if (response === undefined || extra === undefined || response.framing !== 'upgrade') return report;
  socket.unshift(last.subarray(Math.max(0, last.length - (extra.end - extra.start))));
  return { ...report, response: { ...response, oddities: response.oddities.filter((one) => one !== extra) } };
}
