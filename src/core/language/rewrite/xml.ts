// XML: a root element with an element for each entry.
import { type Block, type TextBody, textOf } from '../../syntax/tree.ts';
import { fail, ok, type Result } from '../../text/result.ts';
import { type Entry, outsideReferences, type Written } from './entry.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

export function readXml(block: Block, body: TextBody): Result<readonly Entry[], string> {
  if (body.includes.length > 0) return fail('part of the XML comes from a file');
  const text = textOf(block, body.range)
    .replace(/<\?.*?\?>|<!--[\s\S]*?-->/gs, '')
    .trim();
  const root = /^<([^\s<>/]+)>([\s\S]*)<\/\1\s*>$/.exec(text);
  const empty = /^<[^\s<>/]+\s*\/>$/.test(text);
  if (empty) return ok([]);
  if (root === null) return fail('the root element has attributes, or the body is no XML');
  const entries: Entry[] = [];
  const inner = root[2] ?? '';
  let at = 0;
  for (const match of inner.matchAll(/\s*<([^\s<>/]+)\s*(?:\/>|>([^<]*)<\/\1\s*>)/gy)) {
    entries.push({ name: match[1] ?? '', value: { kind: 'text', text: unescaped(match[2] ?? '') } });
    at = match.index + match[0].length;
  }
  return inner.slice(at).trim() === ''
    ? ok(entries)
    : fail('an element has attributes or holds others, and only names with values can be rewritten');
}

export function writeXml(entries: readonly Entry[]): Result<Written, string> {
  const lines: string[] = [];
  for (const { name, value } of entries) {
    if (value.kind === 'file') return fail(`“${name}” is a file, and XML has only text`);
    if (!NAME.test(name)) return fail(`“${name}” can't be the name of an element`);
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(value.text))
      return fail(`“${name}” has a control character, which XML can't have`);
    lines.push(`  <${name}>${escaped(value.text)}</${name}>`);
  }
  return ok({ contentType: 'application/xml', body: lines.length === 0 ? '<data/>' : `<data>\n${lines.join('\n')}\n</data>` });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const escaped = (text: string): string =>
  outsideReferences(text, (plain) => plain.replace(/[&<>\r]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' })[c] ?? c));

const unescaped = (text: string): string =>
  outsideReferences(text, (plain) =>
    plain.replace(/&(?:#(\d+)|#x([\dA-Fa-f]+)|(\w+));/g, (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    }),
  );
