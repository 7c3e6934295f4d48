// Checks over the fields of a request: what may stand only once, what goes over the wire in an unusual way.
import { nearest } from '../text/nearest.ts';
import type { Range } from '../text/range.ts';
import { isKnownField, REQUEST_FIELDS, SINGLETONS } from './known-fields.ts';
import { withLineBreak } from './lines.ts';
import { type PlainScheme, plainScheme } from './plain-scheme.ts';
import type { Fix, Problem } from './problem.ts';
import type { Dialect } from './profile.ts';
import { type Block, type Field, fieldValue, type Request, textOf } from './tree.ts';

export function inspectFields(block: Block, request: Request, dialect: Dialect, problems: Problem[]): void {
  const { fields } = request;
  if (fields.length === 0) return;
  const names = fields.map((field) => textOf(block, field.name).toLowerCase());
  const ascii = isAscii(block.text, { start: fields[0]?.range.start ?? 0, end: fields.at(-1)?.range.end ?? 0 });
  for (const [i, field] of fields.entries()) {
    if (!ascii && !isAscii(block.text, field.range) && !isEncoded(block, field, names[i] ?? '')) problems.push(nonAscii(field));
    if (!isKnownField(names[i] ?? '')) misspelt(block, field, names, problems);
  }
  if (hasTwice(names)) repeats(block, fields, names, problems);
  credentials(block, request, fields[names.indexOf('authorization')], dialect, problems);
  lengthAndCoding(fields[names.indexOf('content-length')], fields[names.indexOf('transfer-encoding')], problems);
}

/** Most requests have a few fields, for which a set is more work than looking. */
const hasTwice = (names: readonly string[]): boolean =>
  names.length > 16 ? new Set(names).size < names.length : names.some((name, i) => names.indexOf(name) !== i);

function repeats(block: Block, fields: readonly Field[], names: readonly string[], problems: Problem[]): void {
  for (const name of ['cookie', 'host', 'content-length', ...SINGLETONS]) {
    const same = fields.filter((_, i) => names[i] === name);
    if (same.length < 2) continue;
    if (name === 'cookie') cookies(block, same, problems);
    else once(block, same, name === 'host' || name === 'content-length' ? 'error' : 'warning', problems);
  }
}

function isAscii(text: string, { start, end }: Range): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** `Basic user password` goes as base64, `Digest` as no field at all. */
const isEncoded = (block: Block, { value }: Field, name: string): boolean =>
  name === 'authorization' && /^(?:basic|digest)\s/i.test(textOf(block, value));

/** Near to a field that everybody knows, and not one that the request has as well. Names of one's own begin with X- or are far from all. */
function misspelt(block: Block, field: Field, names: readonly string[], problems: Problem[]): void {
  const name = textOf(block, field.name);
  if (name.length < 4 || name.includes('{{') || /^x-/i.test(name)) return;
  const near = nearest(name, REQUEST_FIELDS);
  if (near === undefined || names.includes(near.toLowerCase())) return;
  const fixes = [{ title: `Change it to ${near}`, edits: [{ range: field.name, text: near }] }];
  problems.push({
    code: 'misspelt-field',
    severity: 'warning',
    range: field.name,
    message: `${name} is no field that Postil knows. Did you mean ${near}? It is sent as typed.`,
    subject: name,
    fixes,
  });
}

/** A password or a token that goes unencrypted over a network. */
function credentials(block: Block, request: Request, authorization: Field | undefined, dialect: Dialect, problems: Problem[]): void {
  if (!authorization) return;
  const kind = /^(basic|bearer)\b/i.exec(textOf(block, authorization.value))?.[1];
  const plain = kind === undefined ? undefined : plainScheme(block, request, dialect);
  if (kind === undefined || plain === undefined) return;
  const { why, next, ...mend } = wordsFor(plain);
  const at = request.line.target[0]?.start ?? request.line.range.start;
  problems.push({
    code: 'credentials-over-http',
    severity: 'warning',
    range: authorization.value,
    message: `${kind} credentials go over an unencrypted connection${why}: everybody on the way can read them. ${next}`,
    ...('write' in mend && { fixes: [{ title: `Write ${mend.write}`, edits: [{ range: { start: at, end: at }, text: mend.write }] }] }),
  });
}

function wordsFor({ from, scheme, authority }: PlainScheme): { readonly why: string; readonly next: string; readonly write?: string } {
  switch (from) {
    case 'written':
      return { why: '', next: `Use ${scheme}s.` };
    case 'default':
      return {
        why: `, because no scheme is written and ${scheme} is used`,
        next: `Write ${scheme}s:// before the host.`,
        write: `${scheme}s://`,
      };
    case 'host': {
      const write = `${scheme}s://${authority}`;
      return { why: `, because a path is sent to its Host over ${scheme}`, next: `Write ${write} before the path.`, write };
    }
  }
}

function lengthAndCoding(length: Field | undefined, coding: Field | undefined, problems: Problem[]): void {
  if (!length || !coding) return;
  const message =
    'Content-Length may not stand beside Transfer-Encoding (RFC 9112 section 6.2). It is sent as typed: a server has to distrust it.';
  problems.push({
    code: 'bad-content-length',
    severity: 'warning',
    range: length.range,
    message,
    related: [{ range: coding.range, message: 'Transfer-Encoding is here.' }],
  });
}

const nonAscii = (field: Field): Problem => ({
  code: 'non-ascii-field',
  severity: 'hint',
  range: field.value,
  message: 'This value is not ASCII. It is sent as UTF-8 octets; a server may read them as Latin-1 or refuse them (RFC 9110 section 5.5).',
});

function once(block: Block, [first, ...others]: readonly Field[], severity: 'error' | 'warning', problems: Problem[]): void {
  if (!first) return;
  for (const field of others) {
    const name = textOf(block, field.name);
    const message = `${name} may stand only once in a request: its value is no list (RFC 9110 section 5.3). Remove one of the two.`;
    const related = [{ range: first.name, message: 'The first one is here.' }];
    problems.push({
      code: 'duplicate-field',
      severity,
      range: field.name,
      message,
      subject: name,
      related,
      fixes: [removal(block, field)],
    });
  }
}

const removal = (block: Block, { range }: Field): Fix => ({
  title: 'Remove this one',
  edits: [{ range: withLineBreak(block.text, range), text: '' }],
});

function cookies(block: Block, [first, ...others]: readonly Field[], problems: Problem[]): void {
  if (!first || others.length === 0) return;
  const merged = [first, ...others].map((f) => fieldValue(block, f)).join('; ');
  for (const field of others)
    problems.push({
      code: 'duplicate-cookie',
      severity: 'hint',
      range: field.name,
      message: 'A request has one Cookie field (RFC 6265 section 5.4). Both are sent as typed; merge them with "; ".',
      related: [{ range: first.name, message: 'The first one is here.' }],
      ...(others.length === 1 && {
        fixes: [
          {
            title: 'Merge the two',
            edits: [
              { range: first.value, text: merged },
              { range: withLineBreak(block.text, field.range), text: '' },
            ],
          },
        ],
      }),
    });
}
