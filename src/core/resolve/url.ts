// From a request target with its values put in to the URL, the origin, and the octets of the target (FORMAT.md C7, C8).
import type { Origin } from '../http/request.ts';
import { splitTarget } from '../syntax/target.ts';
import { decodePercent, encodeAround, encodeTarget } from './percent.ts';

export interface Address {
  /** Absolute, as typed otherwise; for `no-host` and `no-target` what was typed. */
  readonly url: string;
  /** `undefined` when it isn't known where to connect to. */
  readonly origin: Origin | undefined;
  readonly target: string;
  /** What `Host` says when it is not written: the authority without userinfo. */
  readonly host: string | undefined;
  /** `user:password` of the URL, percent-decoded. */
  readonly userinfo: string | undefined;
  readonly fault: 'no-target' | 'no-host' | 'bad-target' | undefined;
}

export interface AddressOptions {
  /** The authored `Host`, where there is one. */
  readonly host: string | undefined;
  readonly scheme: 'http' | 'https';
  readonly webSocket: boolean;
  /** `false` sends the target as typed (`# @no-auto-encoding`). */
  readonly encode: boolean;
  /** References without a value, which are not encoded; `undefined`: there is none. */
  readonly left?: ReadonlySet<string>;
}

/** The address of a CONNECT, whose target is host and port (RFC 9112 section 3.2.3); a path that is written is sent as it is. */
export function tunnelAddress(typed: string, options: AddressOptions): Address {
  const address = addressOf(typed, options);
  const { form, path, query, port } = splitTarget(typed);
  if (form !== 'absolute' || path || query || !address.origin || address.host === undefined) return address;
  return { ...address, target: port ? address.host : `${address.host}:${address.origin.port}` };
}

type Parts = ReturnType<typeof splitTarget>;

const PORTS: Readonly<Record<Origin['scheme'], number>> = { http: 80, https: 443, ws: 80, wss: 443 };

export function addressOf(typed: string, options: AddressOptions): Address {
  const parts = splitTarget(typed);
  const nothing = { origin: undefined, host: undefined, userinfo: undefined };
  switch (parts.form) {
    case 'none':
      return { url: '', target: '', fault: 'no-target', ...nothing };
    case 'origin':
    case 'asterisk':
      return fromHost(typed, parts, options);
    case 'absolute':
    case 'authority':
      return fromAuthority(typed, parts, options);
  }
}

/** `/path` and `*` are sent where `Host` says. */
function fromHost(typed: string, parts: Parts, options: AddressOptions): Address {
  const target = targetIn(typed, parts, options);
  const known = options.host === undefined || options.host === '' ? undefined : splitTarget(options.host);
  const port = known?.port && options.host?.slice(known.port.start, known.port.end);
  const secure = port === '443' || port === '8443';
  // A Host with a scheme is wrong and goes as typed; what is meant is clear.
  const written = known?.scheme && options.host?.slice(known.scheme.start, known.scheme.end).toLowerCase();
  const plain = options.webSocket ? (secure ? 'wss' : 'ws') : secure ? 'https' : 'http';
  const scheme = written === undefined ? plain : schemeOf(written, options);
  const base = { target, host: options.host, userinfo: undefined };
  if (!known?.host || options.host === undefined) return { ...base, url: typed, origin: undefined, fault: 'no-host' };
  const origin = scheme && originOf(scheme, options.host.slice(known.host.start, known.host.end), port);
  const authority = options.host.slice(known.scheme ? known.scheme.end + 3 : 0, known.path?.start);
  const url = parts.form === 'asterisk' ? '*' : `${scheme ?? plain}://${authority}${typed}`;
  if (hasLeft(options.host, options)) return { ...base, url, origin: undefined, fault: undefined };
  return { ...base, url, origin, fault: origin ? undefined : 'bad-target' };
}

/** Whether a reference without a value stands in a text. */
const hasLeft = (text: string, { left = NOTHING_LEFT }: AddressOptions): boolean => Array.from(left).some((typed) => text.includes(typed));

const NOTHING_LEFT: ReadonlySet<string> = new Set();

/** What begins with a reference that has no value yet: it may bring a scheme, so none is added. */
const unknownHost = (typed: string, parts: Parts, options: AddressOptions): Address => ({
  url: typed,
  origin: undefined,
  target: targetIn(typed, parts, options),
  host: undefined,
  userinfo: undefined,
  fault: undefined,
});

function fromAuthority(typed: string, parts: Parts, options: AddressOptions): Address {
  if (typed.startsWith('{{')) return unknownHost(typed, parts, options);
  const cut = (r: { readonly start: number; readonly end: number } | undefined): string | undefined => r && typed.slice(r.start, r.end);
  const written = cut(parts.scheme)?.toLowerCase();
  const scheme = schemeOf(written, options);
  const url = parts.scheme ? typed : `${scheme ?? 'http'}://${typed.replace(/^\/\//, '')}`;
  const userinfo = cut(parts.userinfo);
  const [host, port] = [cut(parts.host), cut(parts.port)];
  const target = targetIn(typed, parts, options);
  const base = {
    url,
    target,
    userinfo: userinfo === undefined ? undefined : decodePercent(userinfo),
  };
  if (host === undefined) return { ...base, origin: undefined, host: undefined, fault: 'no-host' };
  const origin = scheme && originOf(scheme, host, port);
  const authority = `${asciiHost(host) ?? host}${port === undefined ? '' : `:${port}`}`;
  return { ...base, origin, host: authority, fault: origin ? undefined : 'bad-target' };
}

function schemeOf(written: string | undefined, { scheme, webSocket }: AddressOptions): Origin['scheme'] | undefined {
  switch (written) {
    case undefined:
      return webSocket ? (scheme === 'https' ? 'wss' : 'ws') : scheme;
    case 'http':
      return webSocket ? 'ws' : 'http';
    case 'https':
      return webSocket ? 'wss' : 'https';
    case 'ws':
    case 'wss':
      return written;
  }
  return undefined;
}

/** `undefined` when a host or a port can't be one. */
function originOf(scheme: Origin['scheme'], host: string, port: string | undefined): Origin | undefined {
  const name = asciiHost(host);
  const number = port === undefined ? PORTS[scheme] : /^\d{1,5}$/.test(port) ? Number(port) : 65_536;
  if (name === undefined || number > 65_535) return undefined;
  return { scheme, host: name.replace(/^\[|\]$/g, ''), port: number };
}

/** A name of other letters as its ASCII form (`bücher.example` is `xn--bcher-kva.example`); ASCII stays as typed. */
function asciiHost(host: string): string | undefined {
  const bracketed = /^\[[0-9A-Fa-f:.%A-Za-z]+\]$/.test(host);
  if (bracketed || /^[A-Za-z0-9._~!$&'()*+,;=%-]+$/.test(host)) return host;
  if (/[\s"<>\\^`{|}[\]]/.test(host)) return undefined;
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    return undefined;
  }
}

/** Path and query as they go on the wire; the fragment stays behind. */
function targetIn(typed: string, parts: Parts, { encode, left = NOTHING_LEFT }: AddressOptions): string {
  if (parts.form === 'asterisk') return '*';
  const path = parts.path ? typed.slice(parts.path.start, parts.path.end) : '/';
  const hasQuery = parts.query !== undefined;
  const query = parts.query ? typed.slice(parts.query.start, parts.query.end) : '';
  const target = hasQuery ? `${path}?${query}` : path;
  return encode ? encodeAround(target, left, encodeTarget) : target;
}
