// What the options of a command say of the way to a server: addresses, authorities, a client certificate.
import { readFileSync } from 'node:fs';
import type { ClientSettings } from '../core/send/client.ts';
import { fail, ok, type Result } from '../core/text/result.ts';

export interface WayOptions {
  /** `host:port:address` each. */
  readonly resolve: readonly string[];
  readonly ca: readonly string[];
  readonly cert?: string;
  readonly key?: string;
}

type Ways = Pick<ClientSettings, 'resolve' | 'ca' | 'identity'>;

/** What is wrong comes back as a sentence for standard error. */
export function waysOf(options: WayOptions): Result<Ways, string> {
  const resolve: NonNullable<Ways['resolve']>[number][] = [];
  for (const text of options.resolve) {
    const one = resolved(text);
    if (one === undefined) return fail(`--resolve ${text}: expected HOST:PORT:ADDRESS, with * for any port`);
    resolve.push(one);
  }
  if (options.key !== undefined && options.cert === undefined) return fail('--key needs --cert');
  const files = new Map<string, string>();
  for (const path of [...options.ca, options.cert, options.key]) {
    if (path === undefined) continue;
    const text = pem(path);
    if (text === undefined) return fail(`${path}: no PEM file can be read there`);
    files.set(path, text);
  }
  const [cert, key] = [options.cert, options.key ?? options.cert].map((path) => files.get(path ?? ''));
  return ok({
    resolve,
    ca: options.ca.flatMap((path) => files.get(path) ?? []),
    ...(cert !== undefined && key !== undefined && { identity: () => ({ cert, key }) }),
  });
}

/** As curl's: `example.com:443:127.0.0.1`, an IPv6 address in brackets or without, `*` for any port. */
function resolved(text: string): NonNullable<Ways['resolve']>[number] | undefined {
  const found = /^(\[[^\]]+\]|[^:]+):(\d{1,5}|\*):\[?([^\]]+)\]?$/.exec(text);
  if (found === null) return undefined;
  const [, host = '', port = '', address = ''] = found;
  return { host: host.replace(/^\[|\]$/g, ''), port: port === '*' ? 0 : Number(port), address };
}

function pem(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text.includes('-----BEGIN ') ? text : undefined;
  } catch {
    return undefined;
  }
}
