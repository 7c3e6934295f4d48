// What is around every connection, of HTTP or of a WebSocket, and how it becomes the options of a dial.
import type { LookupFunction } from 'node:net';
import type { Origin, SendOptions } from '../http/request.ts';
import type { Clock } from './clock.ts';
import type { Cookies } from './cookies/jar.ts';
import type { ClientIdentity, DialOptions } from './dial.ts';
import type { ProxySettings } from './proxy-route.ts';

export interface Surroundings {
  readonly clock?: Clock;
  /** No jar: no cookie is sent that the author has not written. */
  readonly cookies?: Cookies;
  /** Instead of the system's DNS. */
  readonly lookup?: LookupFunction;
  /** Certificate authorities (PEM) trusted besides Node's own. */
  readonly ca?: readonly string[];
  /** The client certificate for an origin; what is wrong with it is a failure of the request. */
  readonly identity?: (origin: Origin) => ClientIdentity | undefined;
  /** Where no proxy is named by the request itself. Without it, connections are direct. */
  readonly proxy?: ProxySettings;
  /** Host and port that are to be reached at another address, as curl's `--resolve`; port 0 is any. */
  readonly resolve?: readonly { readonly host: string; readonly port: number; readonly address: string }[];
}

/** Through a proxy the proxy looks names up: `resolve` counts only where the way is direct. */
export function dialOptions(around: Surroundings, origin: Origin, options: SendOptions, direct: boolean): DialOptions {
  const { clock, lookup, ca, resolve } = around;
  const { host, port } = origin;
  const identity = around.identity?.(origin);
  const other = direct ? resolve?.find((one) => one.host === host && (one.port === port || one.port === 0)) : undefined;
  return {
    timeout: options.connectTimeout,
    insecure: options.insecure,
    ...(clock && { clock }),
    ...(lookup && { lookup }),
    ...(ca && { ca }),
    ...(identity && { identity }),
    ...(other && { address: { host: other.address, port } }),
    ...(options.socketPath !== undefined && { socketPath: options.socketPath }),
  };
}
