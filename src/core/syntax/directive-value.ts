// What stands after a directive's tag, read: times, the code and reason of a close, subprotocols. The parse checks with it what
// is written, `resolve` what it is once the values are in.
import type { DirectiveValue } from './known-directives.ts';

/** What is expected instead; `undefined` when the value can be used. */
export function faultOf(kind: DirectiveValue, value: string | undefined): string | undefined {
  switch (kind) {
    case 'none':
    case 'optional':
      return undefined;
    case 'text':
      return value === undefined ? 'a value after it' : undefined;
    case 'duration':
      return durationOf(value) === undefined ? 'a number and a unit (ms, s or m), as in 30 s' : undefined;
    case 'name':
      return /^[\p{L}\p{N}_.-]+(?:\s|$)/u.test(value ?? '')
        ? undefined
        : 'the name of a variable, and a description for the person who is asked';
    case 'subprotocols':
      return subprotocolsOf(value) === undefined ? 'names separated by commas, each once, as in chat, superchat' : undefined;
    case 'close':
      return closeOf(value) === undefined
        ? 'a code that may be sent (1000 to 1003, 1007 to 1014 or 3000 to 4999) and a reason of at most 123 octets, as in 1000 done'
        : undefined;
  }
}

/** `600 ms`, `2 m`, `30s`, `10` (seconds) in milliseconds; `undefined` when it is none of these. */
export function durationOf(text: string | undefined): number | undefined {
  const m = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/.exec(text?.trim() ?? '');
  if (!m) return undefined;
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[m[2] ?? 's'] ?? 1000;
  return Number(m[1]) * unit;
}

/** For `1000 all done` the code 1000 and the reason `all done`; a frame has room for 123 octets of reason (RFC 6455 section 5.5). */
export function closeOf(text: string | undefined): { readonly code: number; readonly reason: string } | undefined {
  const m = /^(\d{4})(?:\s+(.*))?$/.exec(text?.trim() ?? '');
  if (!m) return undefined;
  const [code, reason] = [Number(m[1]), m[2] ?? ''];
  return mayBeSent(code) && new TextEncoder().encode(reason).length <= 123 ? { code, reason } : undefined;
}

/** 1004 to 1006 and 1015 only stand for something; those below 3000 that nobody registered are not to be used (RFC 6455 section 7.4). */
const mayBeSent = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) || (code >= 3000 && code <= 4999);

/** Each a token, and none twice (RFC 6455 section 4.1). */
export function subprotocolsOf(text: string | undefined): readonly string[] | undefined {
  const names = (text ?? '').split(',').map((name) => name.trim());
  const fit = names.every((name) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) && new Set(names).size === names.length;
  return fit ? names : undefined;
}
