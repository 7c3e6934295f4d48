// Notes of one area as text, for the tables of its tests.
import type { Annotation } from '../../../src/core/explain/annotation.ts';
import type { Subject } from '../../../src/core/explain/subject.ts';
import type { Field } from '../../../src/core/http/field.ts';
import { plain } from '../../../src/core/text/prose.ts';

export const NOW = Date.UTC(2026, 10, 20, 12);

/** ``warning cookies/bad-expires: Expires is not a date…`` */
export const said = (notes: readonly Annotation[]): readonly string[] => notes.map((note) => `${note.level} ${note.id}`);

export const words = (notes: readonly Annotation[]): string => notes.map((note) => `${plain(note.title)} ${plain(note.detail)}`).join('\n');

/** `Name: value` lines. */
export const fields = (...lines: readonly string[]): readonly Field[] =>
  lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);

export interface Given {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly sent?: readonly string[];
  readonly got?: readonly string[];
  readonly body?: string;
}

export const subject = ({
  method = 'GET',
  url = 'https://www.example.com/a/b',
  status = 200,
  sent = [],
  got = [],
  body,
}: Given): Subject => ({
  request: { method, url, fields: fields(...sent) },
  response: { status, fields: fields(...got), ...(body !== undefined && { content: new TextEncoder().encode(body) }) },
  context: { now: NOW },
});
