// Whether a request goes unencrypted over a network, and which words say so: its scheme, or that there is none (FORMAT.md C7).
import { sameName } from './compare.ts';
import { normalMethod } from './method.ts';
import type { Dialect } from './profile.ts';
import { splitTarget } from './target.ts';
import { type Block, fieldValue, type Request, targetOf, textOf } from './tree.ts';

export interface PlainScheme {
  readonly scheme: 'http' | 'ws';
  /** `default`: none is written; `host`: the target is a path, and `Host` names a port that is not usual for https. */
  readonly from: 'written' | 'default' | 'host';
  /** Without userinfo, with its port. */
  readonly authority: string;
}

/** `undefined`: encrypted, to this machine, or not known before values are put in. A setting may have another default. */
export function plainScheme(block: Block, { line, fields }: Request, dialect: Dialect): PlainScheme | undefined {
  const target = targetOf(block, line);
  const keyword = normalMethod(line.method ? textOf(block, line.method) : '');
  const secure = line.method !== undefined && /^wss$/i.test(textOf(block, line.method));
  const usual = keyword === 'WEBSOCKET' ? 'ws' : 'http';
  const { form, scheme, host, port } = splitTarget(target);
  const whole = (from: PlainScheme['from'], of: string, as: 'http' | 'ws'): PlainScheme | undefined =>
    of === '' || of.startsWith('{{') || isThisMachine(of) || goesToSocket(block) ? undefined : { scheme: as, from, authority: of };
  if (form === 'absolute') {
    const authority = host ? target.slice(host.start, port?.end ?? host.end) : '';
    const written = scheme && target.slice(scheme.start, scheme.end).toLowerCase();
    if (written === 'http' || written === 'ws') return whole('written', authority, written);
    return written !== undefined || secure || dialect.scheme === 'https' ? undefined : whole('default', authority, usual);
  }
  const named = fields.find((field) => sameName(block.text, field.name, 'host'));
  const value = named ? fieldValue(block, named) : '';
  return form === 'none' || /:(?:443|8443)$|\/|\}\}$/.test(value) ? undefined : whole('host', value, usual);
}

const isThisMachine = (authority: string): boolean =>
  /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])\.?(?::[^:]*)?$/i.test(authority);

/** `# @unix-socket`. */
const goesToSocket = ({ text, directives }: Block): boolean => directives.some(({ tag }) => sameName(text, tag, 'unix-socket'));
