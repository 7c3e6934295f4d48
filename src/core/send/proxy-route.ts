// Which proxy a request goes through: its own directive, the editor's setting, or the environment's variables, in this order. Pure.
import type { Credentials, Origin, ProxySettings } from '../http/request.ts';

export interface ProxyRoute {
  readonly kind: 'http' | 'https' | 'socks5';
  readonly host: string;
  readonly port: number;
  readonly credentials: Credentials | undefined;
  /** The whole value of Proxy-Authorization, stronger than `credentials`. */
  readonly authorization?: string;
  /** `false`: the certificate of this proxy need not verify. */
  readonly strict?: boolean;
  /** Without the password, for people: `http://127.0.0.1:3128`. */
  readonly shown: string;
}

/** `undefined`: a direct connection; a text that names no proxy comes back as the text. */
export type ProxyChoice = ProxyRoute | { readonly kind: 'wrong'; readonly url: string } | undefined;

/** `own` is the request's `@proxy`: `none` or a URL. Loopback is reached directly unless the request itself names a proxy. */
export function chooseProxy(origin: Origin, own: string | undefined, settings: ProxySettings = {}): ProxyChoice {
  if (own !== undefined) return own === 'none' ? undefined : readProxy(own);
  if (isLoopback(origin.host)) return undefined;
  const { environment = {} } = settings;
  const variable = (name: string): string | undefined => environment[name.toLowerCase()] || environment[name] || undefined;
  const url = settings.url || variable(isSecure(origin) ? 'HTTPS_PROXY' : 'HTTP_PROXY') || variable('ALL_PROXY');
  if (url === undefined) return undefined;
  const exceptions = [...(settings.noProxy ?? []), ...(variable('NO_PROXY')?.split(/[\s,]+/) ?? [])];
  if (exceptions.some((exception) => excepts(exception, origin))) return undefined;
  const { authorization, strict } = settings;
  const route = readProxy(url);
  if (route === undefined || route.kind === 'wrong') return route;
  return { ...route, ...(authorization && { authorization }), ...(strict === false && { strict }) };
}

export const isSecure = ({ scheme }: Origin): boolean => scheme === 'https' || scheme === 'wss';

/** `proxy:3128` is `http://proxy:3128`, as everybody reads it. */
export function readProxy(text: string): ProxyChoice {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const kinds = { 'http:': 'http', 'https:': 'https', 'socks5:': 'socks5', 'socks5h:': 'socks5', 'socks:': 'socks5' } as const;
  if (!URL.canParse(full)) return { kind: 'wrong', url: withoutPassword(text) };
  const url = new URL(full);
  const kind = Object.entries(kinds).find(([scheme]) => scheme === url.protocol)?.[1];
  if (kind === undefined || url.hostname === '') return { kind: 'wrong', url: withoutPassword(text) };
  const port = url.port === '' ? { http: 80, https: 443, socks5: 1080 }[kind] : Number(url.port);
  const credentials = url.username === '' ? undefined : { user: decoded(url.username), password: decoded(url.password) };
  return { kind, host: url.hostname.replace(/^\[|\]$/g, ''), port, credentials, shown: `${kind}://${url.hostname}:${port}` };
}

/** It is shown, and ends up in logs. */
const withoutPassword = (text: string): string => text.replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#:]*:).*@/i, '$1•••••@');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A password with a bare percent sign is meant as it stands.
    return text;
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(?:\.\d+){3}$/.test(host);

/** `*`, `example.test` (and what is under it), `.example.test`, `*.example.test`, `host:8080`, `10.0.0.0/8`. */
function excepts(exception: string, { host, port }: Origin): boolean {
  if (exception === '') return false;
  if (exception === '*') return true;
  const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(exception.toLowerCase()) ?? [];
  if (only !== undefined && !name.includes(':') && Number(only) !== port) return false;
  const asked = host.toLowerCase();
  if (name.includes('/')) return inBlock(asked, name);
  const plain = (name.includes(':') && only !== undefined ? exception.toLowerCase() : name).replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  return asked === plain || asked.endsWith(`.${plain}`);
}

function inBlock(host: string, block: string): boolean {
  const [base = '', bits = ''] = block.split('/');
  const [a, b] = [number(host), number(base)];
  if (a === undefined || b === undefined) return false;
  const size = 2 ** (32 - Number(bits || 32));
  return Math.floor(a / size) === Math.floor(b / size);
}

/** An IPv4 address as a number. */
function number(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  return parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256)
    ? parts.reduce((sum, part) => sum * 256 + part, 0)
    : undefined;
}

/** The value that such credentials make (RFC 7617). */
export const basic = ({ user, password }: Credentials): string => `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

/** `example.test:443`, `[::1]:443`. */
export const authority = ({ host, port }: Pick<Origin, 'host' | 'port'>): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;
