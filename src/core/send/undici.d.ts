// The little of undici that is used, typed: its package has no types for this path, and its main module is not to be loaded
// (it would replace the process's global dispatcher).
declare module 'undici/lib/dispatcher/client.js' {
  import type { Duplex, Readable } from 'node:stream';

  export interface ClientOptions {
    readonly connect: (options: object, done: (error: Error | null, socket: Duplex | null) => void) => void;
    readonly pipelining: number;
    readonly allowH2: boolean;
    readonly maxHeaderSize: number;
    readonly strictContentLength: boolean;
    readonly headersTimeout: number;
    readonly bodyTimeout: number;
    readonly keepAliveTimeout: number;
    readonly useMilo: boolean;
  }

  export interface Controller {
    abort(reason: Error): void;
    pause(): void;
    resume(): void;
  }

  export type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

  export interface RequestOptions {
    readonly method: string;
    readonly path: string;
    /** Names and values in turn. */
    readonly headers?: readonly string[];
    readonly body?: Uint8Array | Readable;
  }

  export interface Handler {
    onRequestStart(controller: Controller): void;
    onRequestSent?(): void;
    onResponseStart(controller: Controller, status: number, headers: HeaderRecord): void;
    onResponseData(controller: Controller, chunk: Uint8Array): void;
    onResponseEnd(controller: Controller, trailers: HeaderRecord): void;
    onResponseError(controller: Controller, error: Error): void;
  }

  export default class Client {
    constructor(origin: string, options: ClientOptions);
    dispatch(request: RequestOptions, handler: Handler): boolean;
    destroy(error?: Error): Promise<void>;
  }
}
