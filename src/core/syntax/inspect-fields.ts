// Checks over the fields of a request: what may stand only once, what goes over the wire in an unusual way.
import { sameName } from './compare.ts';
import type { Problem } from './problem.ts';
import { type Block, type Field, fieldValue, type Request, textOf } from './tree.ts';

export function inspectFields(block: Block, { fields }: Request, problems: Problem[]): void {
  for (const field of fields) {
    for (let i = field.range.start; i < field.range.end; i++) {
      if (block.text.charCodeAt(i) < 128) continue;
      problems.push(nonAscii(field));
      break;
    }
  }
  once(block, fields, 'host', problems);
  once(block, fields, 'content-length', problems);
  cookies(block, fields, problems);
}

const nonAscii = (field: Field): Problem => ({
  code: 'non-ascii-field',
  severity: 'hint',
  range: field.value,
  message: 'This value is not ASCII. It is sent as UTF-8 octets; a server may read them as Latin-1 or refuse them (RFC 9110 section 5.5).',
});

function once(block: Block, fields: readonly Field[], name: string, problems: Problem[]): void {
  const [first, ...others] = fields.filter((f) => sameName(block.text, f.name, name));
  if (!first) return;
  for (const field of others) {
    const message = `${textOf(block, field.name)} may stand only once in a request. Remove one of the two.`;
    problems.push({
      code: 'duplicate-field',
      severity: 'error',
      range: field.name,
      message,
      subject: name,
      related: [{ range: first.name, message: 'The first one is here.' }],
    });
  }
}

function cookies(block: Block, fields: readonly Field[], problems: Problem[]): void {
  const [first, ...others] = fields.filter((f) => sameName(block.text, f.name, 'cookie'));
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
              { range: { start: field.range.start, end: field.range.end }, text: '' },
            ],
          },
        ],
      }),
    });
}
