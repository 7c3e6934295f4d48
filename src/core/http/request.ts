// What will be sent: the value that `resolve` makes and `send` takes.
import type { Range } from '../text/range.ts';
import type { Fields } from './field.ts';

export type HttpVersion = 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2' | 'HTTP/3';

/** Where the request goes. For `http://[::1]:8080/` the host is `::1` (no brackets) and the port 8080. */
export interface Origin {
  readonly scheme: 'http' | 'https' | 'ws' | 'wss';
  readonly host: string;
  readonly port: number;
}

/** Where a field comes from: a range of the `.http` text, or Postil itself (shown as "added by Postil"). */
export type FieldSource = { readonly kind: 'text'; readonly range: Range } | { readonly kind: 'added'; readonly why: string };

/** A run of octets, or a file to be streamed: `path` absolute, `size` in octets when it was looked at. */
export type ContentPiece =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly path: string; readonly size: number };

/** The octets of the content in order. */
export type Content = readonly ContentPiece[];

/** One request, complete: nothing is added to it on the way to the wire. */
export interface HttpRequest {
  /** As it goes on the wire, `GET`. */
  readonly method: string;
  /** Absolute, variables put in, fragment still in it: `http://127.0.0.1:8080/a?b#c`. */
  readonly url: string;
  readonly origin: Origin;
  /** The request target's octets as ASCII text: `/a?b`, `*`, or an absolute URL for a proxy. */
  readonly target: string;
  readonly version: HttpVersion;
  /** `true`: the author named the version, and no other is spoken. */
  readonly versionWritten?: true;
  /** In the order in which they are sent, with what Postil adds. */
  readonly fields: Fields;
  /** Parallel to `fields`. */
  readonly sources: readonly FieldSource[];
  /** `undefined`: no content at all; an empty list: content of zero octets. */
  readonly content: Content | undefined;
  /** `true`: under `Transfer-Encoding: chunked` the content holds the chunk framing already, as its author wrote it. */
  readonly contentFramed?: boolean;
}

/** How a request is to be sent, from its directives and the settings; times in milliseconds, 0 for no limit. */
export interface SendOptions {
  readonly redirect: 'follow' | 'manual';
  readonly maxRedirects: number;
  readonly connectTimeout: number;
  /** From the last octet sent to the first received, and between octets received. */
  readonly readTimeout: number;
  /** `true` accepts a certificate that does not verify, and the exchange says so. */
  readonly insecure: boolean;
  readonly cookieJar: boolean;
  /** `'none'` for a direct connection; `undefined` for what the environment says. */
  readonly proxy: string | undefined;
  /**
   * `offer`: on https the server may choose HTTP/2 when TLS is set up (ALPN), unless the request names its version. Otherwise HTTP/2 is
   * spoken where the request says so, and nowhere else.
   */
  readonly http2?: 'offer';
  /** To answer a Digest challenge with (RFC 7616): the request is then sent again, as a hop of its own. */
  readonly digest?: Credentials;
  /** To sign the request with as the last thing before it is sent (AWS Signature Version 4); never for another origin. */
  readonly aws?: AwsCredentials;
  /** Certificate authorities (PEM files, absolute paths) that are trusted besides Node's and the system's. */
  readonly caFiles?: readonly string[];
  /** The first that fits an origin is shown to its server when it asks for one. */
  readonly clientCertificates?: readonly ClientCertificate[];
  /** Hosts, as in `ClientCertificate.host`, whose certificates are accepted unverified. */
  readonly insecureHosts?: readonly string[];
  /** Where hosts are found instead of by DNS. */
  readonly resolve?: readonly AddressRule[];
  /** The proxies of the settings; a `proxy` of the request is stronger. */
  readonly proxies?: ProxySettings;
  /** How many octets of each direction are kept in the wire log. */
  readonly captureLimit?: number;
  /** A response with more octets of content than this is ended; 0 for no limit. */
  readonly maxContent?: number;
  /** A unix socket, or a Windows pipe, to connect to instead of the origin's host and port. */
  readonly socketPath?: string;
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** PEM files of a certificate and its key, or a PFX (PKCS #12) file that holds both; absolute paths. */
export interface ClientCertificate {
  /** `example.com`, `example.com:8443`, `*.example.com`; `*` is whatever origin the author named, and none that a redirect leads to. */
  readonly host: string;
  readonly cert?: string;
  /** `undefined`: in the file of the certificate. */
  readonly key?: string;
  readonly pfx?: string;
  /** `undefined`: asked for where the file needs one. */
  readonly passphrase?: string;
}

/** Port 0 is any. */
export interface AddressRule {
  readonly host: string;
  readonly port: number;
  readonly address: string;
}

export interface ProxySettings {
  /** The editor's `http.proxy`; empty is none. */
  readonly url?: string;
  /** The editor's `http.noProxy`. */
  readonly noProxy?: readonly string[];
  /** The editor's `http.proxyAuthorization`: the whole value of Proxy-Authorization, for the proxies of these settings alone. */
  readonly authorization?: string;
  /** The editor's `http.proxyStrictSSL`: `false` accepts the certificate of an HTTPS proxy unverified. */
  readonly strict?: boolean;
  /** `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are looked up here, small letters first. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** What `Authorization: AWS accessKeyId secretAccessKey token:… region:… service:…` says. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** `undefined`: as the host says, `us-east-1` where it says none. */
  readonly region?: string;
  /** `undefined`: as the host says, `s3` for `bucket.s3.amazonaws.com`. */
  readonly service?: string;
  /** Before which of the request's fields the signature goes, counted from 0. */
  readonly at: number;
}

export const DEFAULT_OPTIONS: SendOptions = {
  redirect: 'follow',
  maxRedirects: 20,
  connectTimeout: 30_000,
  readTimeout: 60_000,
  insecure: false,
  cookieJar: true,
  proxy: undefined,
};

/** A message of a WebSocket block; `waitFor` says how many messages of the server to wait for first. */
export interface ScriptedMessage {
  readonly data: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'binary'; readonly bytes: Uint8Array } | undefined;
  readonly waitFor: number;
}

/** A WebSocket block: the handshake's request (scheme ws or wss), and what to say once it is open. */
export interface WebSocketRequest {
  readonly handshake: HttpRequest;
  /** Offered in `Sec-WebSocket-Protocol`, in order. */
  readonly subprotocols: readonly string[];
  readonly messages: readonly ScriptedMessage[];
  /** `# @ws-ping 30s`: milliseconds from one ping to the next while it is open. */
  readonly pingEvery?: number;
  /** `# @ws-idle-timeout 10s`: closes when nothing came for so many milliseconds. */
  readonly idleTimeout?: number;
  /** `# @ws-close 1000 done`: closes with this after the last message and wait. */
  readonly closeWith?: { readonly code: number; readonly reason: string };
}
