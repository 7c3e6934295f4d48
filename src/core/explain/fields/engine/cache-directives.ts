// The directives of Cache-Control and its relatives (RFC 9111 section 5.2, RFC 5861, RFC 8246), and what can be wrong with one.
import { parseParameters } from '../../../http/parameters.ts';
import { isDigits } from '../../../http/token.ts';
import { say } from '../../../text/prose.ts';
import type { Range } from '../../../text/range.ts';
import type { SpecReference } from '../../annotation.ts';
import { rfc } from '../../spec.ts';
import type { Remark } from './rule.ts';
import { shown } from './shapes.ts';
import { meant } from './slip.ts';

export interface Directive {
  /** In lower case. */
  readonly name: string;
  /** Unquoted; `undefined` without `=`. */
  readonly value: string | undefined;
  readonly quoted: boolean;
  /** Space stands beside its equals sign. */
  readonly spaced: boolean;
  readonly range: Range;
}

export const directives = (value: string): readonly Directive[] =>
  parseParameters(value, { separator: ',' }).map((p) => ({
    name: p.name.toLowerCase(),
    value: p.value,
    quoted: p.quoted,
    spaced: /^[^="]*(?:\s=|=\s)/.test(value.slice(p.range.start, p.range.end)),
    range: p.range,
  }));

type Argument = 'seconds' | 'fields' | 'none' | 'seconds?';

interface Known {
  readonly argument: Argument;
  readonly request?: SpecReference;
  readonly response?: SpecReference;
}

export const DIRECTIVES: Readonly<Record<string, Known>> = {
  'max-age': { argument: 'seconds', request: rfc(9111, '5.2.1.1'), response: rfc(9111, '5.2.2.1') },
  'max-stale': { argument: 'seconds?', request: rfc(9111, '5.2.1.2') },
  'min-fresh': { argument: 'seconds', request: rfc(9111, '5.2.1.3') },
  'no-cache': { argument: 'fields', request: rfc(9111, '5.2.1.4'), response: rfc(9111, '5.2.2.4') },
  'no-store': { argument: 'none', request: rfc(9111, '5.2.1.5'), response: rfc(9111, '5.2.2.5') },
  'no-transform': { argument: 'none', request: rfc(9111, '5.2.1.6'), response: rfc(9111, '5.2.2.6') },
  'only-if-cached': { argument: 'none', request: rfc(9111, '5.2.1.7') },
  'must-revalidate': { argument: 'none', response: rfc(9111, '5.2.2.2') },
  'must-understand': { argument: 'none', response: rfc(9111, '5.2.2.3') },
  private: { argument: 'fields', response: rfc(9111, '5.2.2.7') },
  'proxy-revalidate': { argument: 'none', response: rfc(9111, '5.2.2.8') },
  public: { argument: 'none', response: rfc(9111, '5.2.2.9') },
  's-maxage': { argument: 'seconds', response: rfc(9111, '5.2.2.10') },
  'stale-while-revalidate': { argument: 'seconds', response: rfc(5861, '3') },
  'stale-if-error': { argument: 'seconds', request: rfc(5861, '4'), response: rfc(5861, '4') },
  immutable: { argument: 'none', response: rfc(8246, '2') },
};

type Side = 'request' | 'response';

/** The section that defines the directive for this side, else for the other one. */
function definedIn(name: string, side: Side): readonly SpecReference[] {
  const known = Object.hasOwn(DIRECTIVES, name) ? DIRECTIVES[name] : undefined;
  const spec = known?.[side] ?? known?.response ?? known?.request;
  return spec === undefined ? [] : [spec];
}

export type DirectiveFault =
  | 'bad-seconds'
  | 'semicolon'
  | 'spaced'
  | 'quoted-seconds'
  | 'repeated-directive'
  | 'unknown-directive'
  | 'needless-argument';

export function valueFaults(list: readonly Directive[], side: 'request' | 'response'): readonly Remark<DirectiveFault>[] {
  return list.flatMap((directive, i) => {
    if (/;/.test(directive.name) || (!directive.quoted && /;/.test(directive.value ?? ''))) return [semicolon(directive)];
    return faultsOf(directive, list.slice(0, i), side);
  });
}

function faultsOf(directive: Directive, before: readonly Directive[], side: 'request' | 'response'): readonly Remark<DirectiveFault>[] {
  return [
    ...argumentFault(directive),
    ...writtenFault(directive, side),
    ...repeatedFault(directive, before),
    ...unknownFault(directive, side),
  ];
}

function semicolon({ name, value, range }: Directive): Remark<DirectiveFault> {
  const lost = /^[^;]*;\s*([\w-]+)/.exec(name.includes(';') ? name : (value ?? ''))?.[1] ?? '';
  return {
    id: 'semicolon',
    level: 'warning',
    span: range,
    title: say`A semicolon does not separate directives: write a comma before ${shown(lost, 24)}`,
    detail: say`Directives are separated by commas. With a semicolon all of ${shown(value === undefined ? name : `${name}=${value}`, 40)} is read as one directive, which no cache knows or can read; a lifetime in it counts as already stale.`,
    specs: [rfc(9111, '5.2'), rfc(9111, '4.2.1')],
  };
}

/** RFC 9111 sections 5.2 and 5.2.2.1: no space at the equals sign, and seconds as a token. */
function writtenFault({ name, value, quoted, spaced, range }: Directive, side: Side): readonly Remark<DirectiveFault>[] {
  const argument = Object.hasOwn(DIRECTIVES, name) ? DIRECTIVES[name]?.argument : undefined;
  if (argument === undefined) return [];
  if (spaced)
    return [
      {
        id: 'spaced',
        level: 'warning',
        span: range,
        title: say`Space around the ${'='} of ${name} is not allowed`,
        detail: say`A directive is written ${`${name}=${value ?? ''}`} without whitespace. Some caches take the name with its space for a directive that they do not know, and ignore it.`,
        specs: [rfc(9111, '5.2')],
      },
    ];
  if (!quoted || (argument !== 'seconds' && argument !== 'seconds?')) return [];
  return [
    {
      id: 'quoted-seconds',
      level: 'warning',
      span: range,
      title: say`The number of ${name} stands in quotes: write ${`${name}=${value ?? ''}`}`,
      detail: say`A sender must write the seconds as they are, not as a quoted string. Some caches read the quoted form, others take it for invalid and the response for stale.`,
      specs: [...definedIn(name, side), rfc(9111, '5.2')],
    },
  ];
}

function argumentFault({ name, value, range }: Directive): readonly Remark<DirectiveFault>[] {
  const argument = Object.hasOwn(DIRECTIVES, name) ? DIRECTIVES[name]?.argument : undefined;
  if (argument === 'none' && value !== undefined)
    return [
      {
        id: 'needless-argument',
        level: 'warning',
        span: range,
        title: say`${name} takes no argument; ${shown(value, 16)} is ignored`,
        detail: say`The directive counts by being there. Whatever follows the equals sign has no effect, so ${`${name}=0`} does not switch it off.`,
        specs: [rfc(9111, '5.2')],
      },
    ];
  const seconds = argument === 'seconds' || (argument === 'seconds?' && value !== undefined);
  if (!seconds || isDigits(value ?? '')) return [];
  const lifetime = name === 'max-age' || name === 's-maxage';
  return [
    {
      id: 'bad-seconds',
      level: 'warning',
      span: range,
      title:
        value === undefined
          ? say`${name} needs a number of seconds`
          : say`${name} is invalid: ${shown(value, 16)} is not a whole number of seconds`,
      detail: lifetime
        ? say`Only digits are allowed. Caches are advised to treat a response whose lifetime cannot be read as already stale, so most check it again before every use.`
        : say`Only digits are allowed. Caches ignore a directive that they cannot read.`,
      specs: [rfc(9111, lifetime ? '4.2.1' : '1.2.2')],
    },
  ];
}

function repeatedFault({ name, value, range }: Directive, before: readonly Directive[]): readonly Remark<DirectiveFault>[] {
  const first = before.find((d) => d.name === name);
  if (first === undefined || before.some((d) => d.name === name && d !== first)) return [];
  const differ = first.value !== value;
  return [
    {
      id: 'repeated-directive',
      level: 'warning',
      span: range,
      title: differ
        ? say`${name} stands more than once, with ${shown(first.value ?? 'no value', 12)} and ${shown(value ?? 'no value', 12)}`
        : say`${name} stands more than once`,
      detail: differ
        ? say`Which one counts is ambiguous: a cache should take the first occurrence or treat the response as stale, and some take the last. Send it once.`
        : say`The repetition adds nothing. Send it once.`,
      specs: [rfc(9111, '4.2.1')],
    },
  ];
}

function unknownFault({ name, range }: Directive, side: 'request' | 'response'): readonly Remark<DirectiveFault>[] {
  const known = Object.hasOwn(DIRECTIVES, name) ? DIRECTIVES[name] : undefined;
  if (known?.[side] !== undefined) return [];
  const other = side === 'request' ? 'responses' : 'requests';
  return [
    {
      id: 'unknown-directive',
      level: known === undefined && near(name) !== undefined ? 'warning' : 'info',
      span: range,
      title:
        known === undefined
          ? say`${shown(name, 30)} is not a directive that caches know`
          : say`${name} is a directive of ${{ kind: 'text', text: other }} only`,
      detail:
        near(name) !== undefined && known === undefined
          ? say`Caches ignore unknown directives. Was ${near(name) ?? ''} meant?`
          : /^(?:post|pre)-check$/.test(name)
            ? say`It was an invention of Internet Explorer; no browser of today looks at it, so it is ignored and can go.`
            : say`Caches ignore it. An extension may give it a meaning for caches that know it.`,
      specs: [rfc(9111, '5.2.3')],
    },
  ];
}

/** A directive that differs only in hyphens and underscores, or by one slip: `maxage`, `no_cache`, `no-chache`. */
const near = (name: string): string | undefined => meant(name, Object.keys(DIRECTIVES));
