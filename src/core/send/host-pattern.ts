// Hosts as settings name them.
import type { Origin } from '../http/request.ts';

/** `example.com` on any port, `example.com:8443`, `[::1]:8443`, `*.example.com` for what is under it, `*` for all. */
export function fits(pattern: string, { host, port }: Pick<Origin, 'host' | 'port'>): boolean {
  const [, bracketed, plain = '', only] = /^(?:\[([^\]]+)\]|([^:]*|[^:]*:[^:]*:.*?))(?::(\d+))?$/.exec(pattern.trim().toLowerCase()) ?? [];
  const name = bracketed ?? plain;
  if (name === '' || (only !== undefined && Number(only) !== port)) return false;
  const asked = host.toLowerCase();
  return name === '*' || (name.startsWith('*.') ? asked.endsWith(name.slice(1)) : asked === name);
}
