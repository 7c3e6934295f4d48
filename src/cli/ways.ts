// What the options of a command say of the way to a server: addresses, authorities, a client certificate.
import { readFileSync } from 'node:fs';
import { resolve as absolutePath } from 'node:path';
import type { AddressRule, ClientCertificate, SendOptions } from '../core/http/request.ts';
import { fail, ok, type Result } from '../core/text/result.ts';

export interface WayOptions {
  /** `host:port:address` each. */
  readonly resolve: readonly string[];
  readonly ca: readonly string[];
  readonly cert?: string;
  readonly key?: string;
}

/** What is wrong comes back as a sentence for standard error. */
export function waysOf(options: WayOptions): Result<Partial<SendOptions>, string> {
  const { cert, key } = options;
  const resolve: AddressRule[] = [];
  for (const text of options.resolve) {
    const one = resolved(text);
    if (one === undefined) return fail(`--resolve ${text}: expected HOST:PORT:ADDRESS, with * for any port`);
    resolve.push(one);
  }
  if (key !== undefined && cert === undefined) return fail('--key needs --cert');
  for (const path of [...options.ca, ...(isPfx(cert) ? [] : [cert]), key])
    if (path !== undefined && !isPem(path)) return fail(`${path}: no PEM file can be read there`);
  return ok({
    ...(resolve.length > 0 && { resolve }),
    ...(options.ca.length > 0 && { caFiles: options.ca.map((path) => absolutePath(path)) }),
    ...(cert !== undefined && { clientCertificates: [certificate(cert, key)] }),
  });
}

/** For the hosts that the file names, and none that a redirect leads to. */
function certificate(cert: string, key: string | undefined): ClientCertificate {
  if (isPfx(cert)) return { host: '*', pfx: absolutePath(cert) };
  return { host: '*', cert: absolutePath(cert), ...(key !== undefined && { key: absolutePath(key) }) };
}

const isPfx = (path: string | undefined): boolean => path !== undefined && /\.(?:pfx|p12)$/i.test(path);

/** As curl's: `example.com:443:127.0.0.1`, an IPv6 address in brackets or without, `*` for any port. */
function resolved(text: string): AddressRule | undefined {
  const found = /^(\[[^\]]+\]|[^:]+):(\d{1,5}|\*):\[?([^\]]+)\]?$/.exec(text);
  if (found === null) return undefined;
  const [, host = '', port = '', address = ''] = found;
  return { host: host.replace(/^\[|\]$/g, ''), port: port === '*' ? 0 : Number(port), address };
}

function isPem(path: string): boolean {
  try {
    return readFileSync(path, 'utf8').includes('-----BEGIN ');
  } catch {
    return false;
  }
}
