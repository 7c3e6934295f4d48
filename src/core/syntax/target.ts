// The parts of a request target (RFC 3986 section 3; RFC 9112 section 3.2), for a text with or without references in it.
import type { Range } from '../text/range.ts';
import { skipReference } from './reference.ts';
import { type Block, type RequestLine, targetOf } from './tree.ts';

export interface TargetParts {
  readonly form: 'absolute' | 'origin' | 'asterisk' | 'authority' | 'none';
  /** Without `://`; `undefined` when none is written. */
  readonly scheme: Range | undefined;
  /** Before the `@`. */
  readonly userinfo: Range | undefined;
  /** With the brackets of an IPv6 address; a reference at the beginning counts as host, whatever else its value brings. */
  readonly host: Range | undefined;
  readonly port: Range | undefined;
  /** With its leading slash. */
  readonly path: Range | undefined;
  /** Without the `?`. */
  readonly query: Range | undefined;
  /** `name` and `value` of each `&`-separated pair; `value` is `undefined` without an equals sign. */
  readonly pairs: readonly { readonly range: Range; readonly name: Range; readonly value: Range | undefined }[];
  /** Without the `#`. */
  readonly fragment: Range | undefined;
}

/** Total. Ranges count from the beginning of `target`; the pairs of the query are left to `pairsIn`. */
export function splitTarget(target: string): Omit<TargetParts, 'pairs'> {
  const end = target.length;
  const hash = next(target, '#', 0, end);
  const question = next(target, '?', 0, hash);
  const query = question < hash ? { start: question + 1, end: hash } : undefined;
  const tail = {
    query,
    fragment: hash < end ? { start: hash + 1, end } : undefined,
  };
  const nothing = { scheme: undefined, userinfo: undefined, host: undefined, port: undefined, path: undefined };
  if (end === 0) return { form: 'none', ...nothing, ...tail };
  if (target === '*') return { form: 'asterisk', ...nothing, ...tail };
  if (target.startsWith('/') || question === 0) return { form: 'origin', ...nothing, path: filled(0, question), ...tail };
  return { form: 'absolute', ...authority(target, question), ...tail };
}

/** The same in the coordinates of the block that the request line stands in; a part over several lines goes from its first to its last. */
export function targetParts(block: Block, line: RequestLine): TargetParts {
  const target = targetOf(block, line);
  const parts = splitTarget(target);
  const pairs = parts.query ? pairsIn(target, parts.query) : [];
  const at = (offset: number, isEnd: boolean): number => placeOf(line, offset, isEnd);
  const map = (r: Range): Range => ({ start: at(r.start, false), end: r.end > r.start ? at(r.end, true) : at(r.start, false) });
  const opt = (r: Range | undefined): Range | undefined => r && map(r);
  return {
    form: parts.form,
    scheme: opt(parts.scheme),
    userinfo: opt(parts.userinfo),
    host: opt(parts.host),
    port: opt(parts.port),
    path: opt(parts.path),
    query: opt(parts.query),
    pairs: pairs.map((p) => ({ range: map(p.range), name: map(p.name), value: opt(p.value) })),
    fragment: opt(parts.fragment),
  };
}

function placeOf(line: RequestLine, offset: number, isEnd: boolean): number {
  let left = offset;
  for (const piece of line.target) {
    const length = piece.end - piece.start;
    if (left < length || (left === length && isEnd)) return piece.start + left;
    left -= length;
  }
  return line.target.at(-1)?.end ?? line.range.end;
}

function authority(target: string, stop: number): Pick<TargetParts, 'scheme' | 'userinfo' | 'host' | 'port' | 'path'> {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*(?=:\/\/)/.exec(target)?.[0].length;
  const start = scheme === undefined ? (target.startsWith('//') ? 2 : 0) : scheme + 3;
  const end = Math.min(next(target, '/', start, stop), stop);
  const at = target.lastIndexOf('@', end - 1);
  const from = at >= start ? at + 1 : start;
  const colon = portColon(target, from, end);
  return {
    scheme: scheme === undefined ? undefined : { start: 0, end: scheme },
    userinfo: at >= start ? { start, end: at } : undefined,
    host: filled(from, colon),
    port: filled(colon + 1, end),
    path: filled(end, stop),
  };
}

/** The last colon that is not inside of brackets or a reference; `end` when there is none. */
function portColon(target: string, from: number, end: number): number {
  const bracket = target.charCodeAt(from) === 91 ? target.indexOf(']', from) : -1;
  return next(target, ':', bracket > from && bracket < end ? bracket : from, end);
}

const filled = (start: number, end: number): Range | undefined => (end > start ? { start, end } : undefined);

/** The next `c` outside of references before `end`, else `end`. */
function next(text: string, c: string, at: number, end: number): number {
  const code = c.charCodeAt(0);
  while (at < end) {
    const here = text.charCodeAt(at);
    if (here === code) return at;
    at = here === 123 ? Math.max(at + 1, skipReference(text, at, end)) : at + 1;
  }
  return end;
}

/** The `&`-separated pairs of a query. */
export function pairsIn(text: string, query: Range): TargetParts['pairs'] {
  const pairs: { range: Range; name: Range; value: Range | undefined }[] = [];
  for (let at = query.start; at <= query.end; ) {
    const end = next(text, '&', at, query.end);
    const equals = next(text, '=', at, end);
    if (end > at)
      pairs.push({
        range: { start: at, end },
        name: { start: at, end: equals },
        value: equals < end ? { start: equals + 1, end } : undefined,
      });
    at = end + 1;
  }
  return pairs;
}
