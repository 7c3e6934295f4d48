// What `core/explain` says about a place of a request that is not sent yet, or of a recorded response.
import type { Annotation } from '../../explain/annotation.ts';
import { explain } from '../../explain/explain.ts';
import type { Subject } from '../../explain/subject.ts';
import type { Fields } from '../../http/field.ts';
import type { HttpRequest } from '../../http/request.ts';
import { type Block, type Field, fieldValue, type RecordedResponse, textOf } from '../../syntax/tree.ts';
import { join, type Prose, text } from '../../text/prose.ts';
import { prose, type Section, specsOf } from './section.ts';

/** Findings first; what only defines is left to the definition above it. */
export function notesAt(subject: Subject, anchor: string, occurrence?: number): readonly Section[] {
  const order: Readonly<Record<Annotation['level'], number>> = { error: 0, warning: 1, good: 2, info: 2 };
  return explain(subject)
    .annotations.filter((note) => note.anchor === anchor && note.definition !== true)
    .filter((note) => occurrence === undefined || note.occurrence === undefined || note.occurrence === occurrence)
    .sort((a, b) => order[a.level] - order[b.level])
    .flatMap((note) => [prose(join([head(note), note.detail], ' ')), ...specsOf(note.specs)]);
}

/** A recorded response, and the request of its block where it has one. */
export function recordedSubject(block: Block, response: RecordedResponse, now: number): Subject {
  const { line, fields, body } = response;
  const content = body === undefined ? undefined : new TextEncoder().encode(textOf(block, body.range));
  return {
    response: {
      version: textOf(block, line.version),
      status: Number(textOf(block, line.status)),
      reason: line.reason === undefined ? '' : textOf(block, line.reason),
      fields: pairsOf(block, fields),
      ...(content !== undefined && { content }),
    },
    context: { now },
  };
}

/** Only what is written and resolved: the response is not known, and nothing is concluded from its absence. */
export function requestSubject(request: HttpRequest, now: number): Subject {
  return {
    request: { method: request.method, url: request.url, version: request.version, fields: request.fields },
    context: { now },
  };
}

export const pairsOf = (block: Block, fields: readonly Field[]): Fields =>
  fields.map((field) => [textOf(block, field.name), fieldValue(block, field)] as const);

function head(note: Annotation): Prose {
  const word = { error: 'Error: ', warning: 'Warning: ', good: '', info: '' }[note.level];
  const [first, ...rest] = note.title;
  const begin =
    first === undefined
      ? []
      : first.kind === 'text' && word === ''
        ? [text(first.text.charAt(0).toUpperCase() + first.text.slice(1))]
        : [first];
  return [...(word === '' ? [] : [text(word)]), ...begin, ...rest, text('.')];
}
