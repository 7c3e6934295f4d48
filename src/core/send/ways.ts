// The way to an origin, for HTTP and WebSockets alike: which proxy, which address, which authorities and client certificate. Settings of
// the request come first, those that the network was made with second.
import { readFile } from 'node:fs/promises';
import type { LookupFunction } from 'node:net';
import type { Failure } from '../http/exchange.ts';
import type { ClientCertificate, Origin, ProxySettings, SendOptions } from '../http/request.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { Authorities, type PemFile } from './authorities.ts';
import type { Clock } from './clock.ts';
import type { DialOptions } from './dial.ts';
import { failure } from './failure.ts';
import { fits } from './host-pattern.ts';
import type { CertificatePort } from './identities.ts';
import type { ClientIdentity } from './identity.ts';
import { ProxyAnswers } from './proxy-answers.ts';
import { chooseProxy, type ProxyChoice } from './proxy-route.ts';

export interface Around {
  readonly clock?: Clock;
  /** Instead of the system's DNS. */
  readonly lookup?: LookupFunction;
  /** Certificate authorities (PEM) trusted besides those that are trusted anyway. */
  readonly ca?: readonly string[];
  /** `false`: the system's authorities are not trusted. */
  readonly systemCa?: boolean;
  /** Where the files of client certificates are read; the file system, and nobody to ask, unless told. */
  readonly certificates?: CertificatePort;
  /** `false` while no unix sockets are opened; they always are unless told. */
  readonly localSockets?: () => boolean;
  /** Where no proxy is named by the request or its options. Without it, connections are direct. */
  readonly proxy?: ProxySettings;
}

export class Ways {
  readonly answers = new ProxyAnswers();
  readonly #around: Around;
  readonly #authorities: Authorities;

  constructor(around: Around) {
    this.#around = around;
    this.#authorities = new Authorities({ system: around.systemCa !== false });
  }

  proxy(origin: Origin, { proxy, proxies, socketPath }: SendOptions): ProxyChoice {
    return socketPath === undefined ? chooseProxy(origin, proxy, proxies ?? this.#around.proxy) : undefined;
  }

  /** Connections to one origin that were dialled with the same key are alike. */
  key(origin: Origin, options: SendOptions): string {
    const { caFiles = [], socketPath = '', clientCertificates, insecureHosts, resolve } = options;
    const usual = clientCertificates === undefined && insecureHosts === undefined && resolve === undefined && caFiles.length === 0;
    if (usual) return `${options.insecure} ${socketPath}`;
    return JSON.stringify([insecure(origin, options), socketPath, certificateFor(origin, options), caFiles, addressFor(origin, options)]);
  }

  /** Through a proxy the proxy looks names up: `resolve` counts only where the way is direct. */
  async dialOptions(origin: Origin, options: SendOptions, direct: boolean): Promise<Result<DialOptions, Failure>> {
    const { clock, lookup, localSockets } = this.#around;
    if (options.socketPath !== undefined && localSockets?.() === false) return fail(RESTRICTED);
    const secure = origin.scheme === 'https' || origin.scheme === 'wss';
    const identity = secure ? await this.#identity(origin, options) : ok(undefined);
    if (!identity.ok) return identity;
    const files = await this.#caFiles(options);
    if (!files.ok) return files;
    const address = direct ? addressFor(origin, options) : undefined;
    return ok({
      timeout: options.connectTimeout,
      insecure: insecure(origin, options),
      trust: () => this.#authorities.trust(files.value),
      ...(clock && { clock }),
      ...(lookup && { lookup }),
      ...(identity.value && { identity: identity.value }),
      ...(address !== undefined && { address: { host: address, port: origin.port } }),
      ...(options.socketPath !== undefined && { socketPath: options.socketPath }),
    });
  }

  async #identity(origin: Origin, options: SendOptions): Promise<Result<ClientIdentity | undefined, Failure>> {
    const certificate = certificateFor(origin, options);
    if (certificate === undefined) return ok(undefined);
    const { identityOf } = await import('./identities.ts');
    return identityOf(certificate, this.#around.certificates ?? NOBODY);
  }

  async #caFiles({ caFiles = [] }: SendOptions): Promise<Result<readonly PemFile[], Failure>> {
    const files = (this.#around.ca ?? []).map((text) => ({ path: 'the given authorities', text }));
    const port = this.#around.certificates ?? NOBODY;
    for (const path of caFiles) {
      const octets = await port.read(path);
      const text = octets && Buffer.from(octets).toString('utf8');
      if (text?.includes('-----BEGIN ') !== true)
        return fail(failure('request', 'ENOENT', 'request', `No certificate authorities (PEM) can be read from '${path}'`));
      files.push({ path, text });
    }
    return ok(files);
  }
}

const RESTRICTED = failure(
  'request',
  'ERR_WORKSPACE_RESTRICTED',
  'request',
  'No unix socket is opened in a restricted workspace: trust it to send this request',
);

const NOBODY: CertificatePort = {
  read: (path) => readFile(path).catch(() => undefined),
  passphrase: () => Promise.resolve(undefined),
  forget: () => Promise.resolve(),
};

const insecure = (origin: Origin, options: SendOptions): boolean =>
  options.insecure || options.insecureHosts?.some((host) => fits(host, origin)) === true;

const certificateFor = (origin: Origin, { clientCertificates = [] }: SendOptions): ClientCertificate | undefined =>
  clientCertificates.find(({ host }) => fits(host, origin));

const addressFor = ({ host, port }: Origin, { resolve = [] }: SendOptions): string | undefined =>
  resolve.find((rule) => rule.host.toLowerCase() === host.toLowerCase() && (rule.port === port || rule.port === 0))?.address;

/** For an origin that a redirect leads to: what was meant for the one that the author named stays behind. */
export function elsewhere({ aws: _aws, digest: _digest, clientCertificates, ...options }: SendOptions): SendOptions {
  return { ...options, ...(clientCertificates && { clientCertificates: clientCertificates.filter(({ host }) => host !== '*') }) };
}
