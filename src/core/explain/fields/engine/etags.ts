// Entity tags: `"abc"` and `W/"abc"`, alone or in lists (RFC 9110 section 8.8.3).
import { split } from '../../../http/token.ts';
import { say } from '../../../text/prose.ts';
import type { Range } from '../../../text/range.ts';
import { rfc } from '../../spec.ts';
import type { Reading } from './rule.ts';
import { shown } from './shapes.ts';

export interface EntityTag {
  /** As written, with quotes and `W/`. */
  readonly text: string;
  readonly weak: boolean;
  readonly range: Range;
}

const TAG = /^(W\/)?"[\x21\x23-\x7e\x80-\u{10ffff}]*"$/u;

export function entityTag(value: string, name: string, start = 0): Reading<EntityTag, 'not-an-etag'> {
  const found = TAG.exec(value);
  const range = { start, end: start + value.length };
  if (found !== null) return { parsed: { text: value, weak: found[1] !== undefined, range } };
  const quotes = /^(?:W\/)?[^"]+$/.test(value);
  return {
    remarks: [
      {
        id: 'not-an-etag',
        level: 'warning',
        span: range,
        title: quotes
          ? say`${name} needs its quotes: ${shown(`"${value.replace(/^W\//, '')}"`, 30)}`
          : /^w\/"/.test(value)
            ? say`The ${'W/'} of a weak tag is a capital letter; ${shown(value, 24)} is no entity tag`
            : say`${shown(value, 24)} in ${name} is not an entity tag`,
        detail: say`An entity tag is text in double quotes, with ${'W/'} in front of it when it is weak. Some recipients compare the octets as they are, others ignore a tag without quotes: then conditional requests never match.`,
        specs: [rfc(9110, '8.8.3')],
      },
    ],
  };
}

/** `*`, or a list of entity tags. */
export function entityTags(value: string, name: string): Reading<readonly EntityTag[] | '*', 'not-an-etag'> {
  if (value.trim() === '*') return { parsed: '*' };
  const read = split(value).map((piece) => entityTag(piece.text, name, piece.range.start));
  const parsed = read.map((r) => r.parsed).filter((t) => t !== undefined);
  return { parsed: parsed.length === 0 ? undefined : parsed, remarks: read.flatMap((r) => r.remarks ?? []) };
}
