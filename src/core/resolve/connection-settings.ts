// What settings and environment files say of connections, as JSON in whatever shape people have written: client certificates by host,
// JetBrains' `SSLConfiguration`, addresses. Total: what makes no sense is left out, or fails with its name when it is used.
import type { AddressRule, ClientCertificate, SendOptions } from '../http/request.ts';
import { type EnvironmentFile, isRecord, readJson } from './environment.ts';
import { folderOf, joinPath } from './path.ts';

/** `{"example.com:8443": {"cert": "client.pem", "key": "client.key"}}` or `{"pfx": "client.p12"}`; REST Client writes the same. */
export function certificatesOf(setting: unknown, folder: string | undefined): readonly ClientCertificate[] {
  if (!isRecord(setting)) return [];
  return Object.entries(setting).flatMap(([host, one]): readonly ClientCertificate[] => {
    if (!isRecord(one)) return [];
    const [cert, key, pfx] = [one['cert'], one['key'], one['pfx']].map((path) => placed(path, folder));
    const passphrase = textOrNothing(one['passphrase']);
    return [
      {
        host,
        ...(cert !== undefined && { cert }),
        ...(key !== undefined && { key }),
        ...(pfx !== undefined && { pfx }),
        ...(passphrase !== undefined && { passphrase }),
      },
    ];
  });
}

/** `{"example.com:443": "127.0.0.1"}`; a host without a port stands for all of its ports. */
export function addressesOf(setting: unknown): readonly AddressRule[] {
  if (!isRecord(setting)) return [];
  return Object.entries(setting).flatMap(([place, address]): readonly AddressRule[] => {
    const [, bracketed, plain = '', port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}|\*))?$/.exec(place.trim()) ?? [];
    const host = (bracketed ?? plain).toLowerCase();
    if (host === '' || typeof address !== 'string' || address === '') return [];
    return [{ host, port: port === undefined || port === '*' ? 0 : Number(port), address: address.replace(/^\[|\]$/g, '') }];
  });
}

/** The texts of a list, paths among them counted from the folder where one is given. */
export const textsOf = (setting: unknown, folder?: string): readonly string[] =>
  Array.isArray(setting) ? setting.flatMap((one) => placed(one, folder) ?? []) : [];

/**
 * `{"dev": {"SSLConfiguration": {"clientCertificate": "client.pem", "clientCertificateKey": "client.key", "verifyHostCertificate": true}}}`
 * of the environment that is chosen; the nearest private file that has one counts. Paths count from that file's folder.
 */
export function sslOptions(files: readonly EnvironmentFile[], name: string | undefined): Partial<SendOptions> {
  for (const { path, source, text } of files) {
    if (source === 'public' || name === undefined) continue;
    const read = readJson(text);
    const environment = read.ok ? read.value[name] : undefined;
    const ssl = isRecord(environment) ? environment['SSLConfiguration'] : undefined;
    if (!isRecord(ssl)) continue;
    const certificate = sslCertificate(ssl, folderOf(path));
    return {
      ...(certificate && { clientCertificates: [certificate] }),
      ...(ssl['verifyHostCertificate'] === false && { insecure: true }),
    };
  }
  return {};
}

/** Both of them: settings name hosts, an environment means all that its requests name. */
export function withSsl(options: Partial<SendOptions>, ssl: Partial<SendOptions>): Partial<SendOptions> {
  const certificates = [...(options.clientCertificates ?? []), ...(ssl.clientCertificates ?? [])];
  return { ...options, ...ssl, ...(certificates.length > 0 && { clientCertificates: certificates }) };
}

function sslCertificate(ssl: Readonly<Record<string, unknown>>, folder: string): ClientCertificate | undefined {
  const [cert, key] = [ssl['clientCertificate'], ssl['clientCertificateKey']].map((given) => fileOf(given, folder));
  if (cert === undefined) return undefined;
  if (cert.pfx) return { host: '*', pfx: cert.path };
  return { host: '*', cert: cert.path, ...(key && { key: key.path }) };
}

/** A path, or `{"path": …, "format": "PEM"}`. */
function fileOf(given: unknown, folder: string): { readonly path: string; readonly pfx: boolean } | undefined {
  const path = placed(isRecord(given) ? given['path'] : given, folder);
  const format = isRecord(given) ? textOrNothing(given['format']) : undefined;
  return path === undefined
    ? undefined
    : { path, pfx: format === undefined ? /\.(?:pfx|p12)$/i.test(path) : /pfx|p(?:kcs)?12/i.test(format) };
}

const textOrNothing = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function placed(value: unknown, folder: string | undefined): string | undefined {
  const path = textOrNothing(value)?.trim();
  return path === undefined || folder === undefined ? path : joinPath(folder, path);
}
