// application/x-www-form-urlencoded: a pair a line.
import { decodePercent } from '../../resolve/percent.ts';
import { type Block, type FormBody, textOf } from '../../syntax/tree.ts';
import { fail, ok, type Result } from '../../text/result.ts';
import { type Entry, outsideReferences, type Written } from './entry.ts';

export function readForm(block: Block, body: FormBody): Result<readonly Entry[], string> {
  if (body.includes.length > 0) return fail('part of the form comes from a file');
  const decoded = (text: string): string =>
    outsideReferences(text.replace(/[ \t]*[\r\n]+[ \t]*/g, ''), (plain) => decodePercent(plain.replaceAll('+', ' ')));
  return ok(
    body.pairs.map(({ name, value }) => ({
      name: decoded(textOf(block, name)),
      value: { kind: 'text', text: value === undefined ? '' : decoded(textOf(block, value)) },
    })),
  );
}

export function writeForm(entries: readonly Entry[]): Result<Written, string> {
  const pairs: string[] = [];
  for (const { name, value } of entries) {
    if (value.kind === 'file') return fail(`“${name}” is a file, and a form has only text`);
    pairs.push(`${encoded(name)}=${encoded(value.text)}`);
  }
  return ok({ contentType: 'application/x-www-form-urlencoded', body: pairs.join('\n&') });
}

/** What would be read otherwise, or end a line; other characters are encoded when the form is sent. */
const encoded = (text: string): string =>
  outsideReferences(text, (plain) =>
    plain.replace(/[\s%&+=#<>?@/\\{}]/gu, (c) =>
      Array.from(new TextEncoder().encode(c), (octet) => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    ),
  );
