// The Cookie field as an author wrote it (RFC 6265 sections 4.2 and 5.4). Values are never shown.
import { valuesOf } from '../../http/field.ts';
import { say } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { RequestFacts } from '../subject.ts';

const AT = anchor.field('request', 'Cookie');

export function explainCookieField({ fields }: RequestFacts): readonly Annotation[] {
  const values = valuesOf(fields ?? [], 'Cookie');
  if (values.length === 0) return [];
  const pairs = values.flatMap((value) => value.split(';')).map((pair) => pair.trim());
  return [...attributes(pairs), ...separators(values)];
}

const ATTRIBUTES = /^(?:path|domain|expires|max-age|secure|httponly|samesite)(?:=|$)/i;

function attributes(pairs: readonly string[]): readonly Annotation[] {
  const found = pairs.find((pair) => ATTRIBUTES.test(pair));
  if (found === undefined || pairs.length < 2) return [];
  return [
    warning('request/cookie/attribute', AT, {
      title: say`${escaped(found.replace(/=.*$/s, ''), 20)} is an attribute of ${'Set-Cookie'}, here it is a cookie of that name`,
      detail: say`A request sends names and values only. Copy the part of ${'Set-Cookie'} before the first semicolon.`,
      specs: [rfc(6265, '4.2.2')],
      basis: 'hypothesis',
    }),
  ];
}

function separators(values: readonly string[]): readonly Annotation[] {
  if (!values.some((value) => /^[^;]+=[^;,]*,\s*[\w.-]+=/.test(value) && !value.includes(';'))) return [];
  return [
    warning('request/cookie/comma', AT, {
      title: say`Cookies are separated by ${'; '}, not by a comma`,
      detail: say`With a comma the server sees one cookie whose value holds the rest.`,
      specs: [rfc(6265, '4.2.1')],
    }),
  ];
}
