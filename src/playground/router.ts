// Finds the route of a request; knows what to say when there is none.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { answer, problem, refuse } from './reply.ts';
import { type Call, type Family, match, type Route, type SocketRoute } from './route.ts';

export interface Table {
  readonly families: readonly Family[];
  readonly sockets: readonly SocketRoute[];
}

/** Answers a request. Rejects only when a route has a bug. */
export async function respond(table: Table, request: IncomingMessage, reply: ServerResponse, origin: string): Promise<void> {
  const url = targetUrl(request, origin);
  const found = candidates(table, url.pathname);
  const method = request.method ?? '';
  const chosen = found.find(({ route }) => accepts(route, method));
  const call: Call = { request, reply, url, params: chosen?.params ?? {} };
  if (chosen !== undefined) await chosen.route.answer(call);
  else if (request.url === '*') answer(call, { status: 204, fields: [['Allow', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS']] });
  else if (found.length > 0)
    otherMethod(
      call,
      found.flatMap(({ route }) => route.methods),
    );
  else if (table.sockets.some(({ path }) => match(path, url.pathname) !== undefined)) upgradeRequired(call);
  else problem(call, 404, `There is nothing at ${url.pathname}; / lists what there is.`);
}

/** Hands over a connection that asks for an upgrade. */
export function upgrade(table: Table, request: IncomingMessage, socket: Duplex, head: Buffer, origin: string): void {
  const url = targetUrl(request, origin);
  for (const route of table.sockets) {
    const params = match(route.path, url.pathname);
    if (params === undefined) continue;
    if (request.headers.upgrade?.toLowerCase() === 'websocket') route.open({ request, socket, head, url, params });
    else
      refuse(
        socket,
        426,
        [
          ['Upgrade', 'websocket'],
          ['Connection', 'Upgrade, close'],
        ],
        'The only upgrade here is to websocket.\n',
      );
    return;
  }
  refuse(socket, 404, [], `There is no WebSocket at ${url.pathname}; / lists what there is.\n`);
}

/** The target in origin or absolute form, on this server's origin; `*` is the root. */
function targetUrl(request: IncomingMessage, origin: string): URL {
  const target = (request.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '');
  return URL.parse(`${origin}${target.startsWith('/') ? target : `/${target.startsWith('?') ? target : ''}`}`) ?? new URL(origin);
}

interface Candidate {
  readonly route: Route;
  readonly params: Record<string, string>;
}

/** Only those of the first path that fits, so that `/redirect/loop` wins over `/redirect/{n}`. */
function candidates({ families }: Table, pathname: string): readonly Candidate[] {
  const found = families
    .flatMap(({ routes }) => routes)
    .flatMap((route): Candidate[] => {
      const params = match(route.path, pathname);
      return params === undefined ? [] : [{ route, params }];
    });
  return found.filter(({ route }) => route.path === found[0]?.route.path);
}

const accepts = ({ methods }: Route, method: string): boolean =>
  methods.includes('*') || methods.includes(method) || (method === 'HEAD' && methods.includes('GET'));

function otherMethod(call: Call, methods: readonly string[]): void {
  const allowed = [...new Set(methods.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one])).concat('OPTIONS'))].join(', ');
  if (call.request.method === 'OPTIONS') answer(call, { status: 204, fields: [['Allow', allowed]] });
  else problem(call, 405, `${call.url.pathname} knows ${allowed}.`, [['Allow', allowed]]);
}

function upgradeRequired(call: Call): void {
  problem(call, 426, `${call.url.pathname} speaks WebSocket.`, [
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
  ]);
}
