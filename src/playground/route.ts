// What a practice route is. The routes' tables are the one list from which the server answers and the index is written.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Route {
  /** `['*']` for any method. A HEAD request is answered wherever a GET is. */
  readonly methods: readonly string[];
  /** `/status/{code}`: a hole takes one segment. */
  readonly path: string;
  /** One sentence for the index. */
  readonly tells: string;
  /** What the index links to where `path` has a hole: `/status/404`. */
  readonly example?: string;
  readonly answer: (call: Call) => void | Promise<void>;
}

export interface Call {
  readonly request: IncomingMessage;
  readonly reply: ServerResponse;
  /** The target on this server's own origin. */
  readonly url: URL;
  /** What stands in the holes of the path, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface SocketRoute {
  /** `/ws/close/{code}`. */
  readonly path: string;
  readonly tells: string;
  /** For the index, where `path` has a hole. */
  readonly example?: string;
  /** Takes over the connection of a request that asks for an upgrade to `websocket`. */
  readonly open: (call: SocketCall) => void;
}

export interface SocketCall {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** Octets that came after the request's head. */
  readonly head: Buffer;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
}

/** A group of routes with its title in the index. */
export interface Family {
  readonly title: string;
  readonly routes: readonly Route[];
}

/** What stands in the holes of `path`, or `undefined` when `pathname` is another path. */
export function match(path: string, pathname: string): Record<string, string> | undefined {
  const wanted = path.split('/');
  const given = pathname.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    const value = given[i] ?? '';
    const hole = /^\{(.+)\}$/.exec(segment)?.[1];
    if (hole === undefined ? segment !== value : value === '') return undefined;
    if (hole !== undefined) params[hole] = decoded(value);
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A whole number of the query, between the bounds; `fallback` when it is absent or no number. */
export function numberOf(url: URL, name: string, fallback: number, max: number): number {
  const text = url.searchParams.get(name) ?? '';
  return /^\d{1,12}$/.test(text) ? Math.min(Number(text), max) : fallback;
}
