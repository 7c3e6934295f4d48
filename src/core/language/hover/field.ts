// A header field: what it is for, what its value means, what goes on the wire. All texts are those of `core/explain/fields`.
import { field as fieldAnchor } from '../../explain/anchor.ts';
import type { FieldRule } from '../../explain/fields/engine/rule.ts';
import { ruleFor } from '../../explain/fields/index.ts';
import { registered } from '../../explain/fields/registry.ts';
import type { Subject } from '../../explain/subject.ts';
import { span } from '../../explain/words.ts';
import { timeOf } from '../../http/date.ts';
import { sameName } from '../../http/field.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import { notesAt } from './notes.ts';
import { codeBlock, prose, type Section, specsOf } from './section.ts';

export function fieldNameSections(name: string): readonly Section[] {
  const known = ruleFor(name) ?? registered(name);
  if (known === undefined) return [prose(unknownField(name)), ...neighbours(name)];
  return [prose(known.summary), ...('where' in known ? whereSections(known) : []), ...specsOf(known.specs)];
}

/** `subject` holds the field in its message; `occurrence` counts fields of that name, any case. */
export function fieldValueSections(subject: Subject, side: 'request' | 'response', name: string, occurrence: number): readonly Section[] {
  const notes = notesAt(subject, fieldAnchor(side, name), occurrence);
  return notes.length > 0 ? notes : fieldNameSections(name);
}

/** A date as a distance from now: `3 hours ago`; nothing for what is no date. */
export function dateSections(value: string, now: number): readonly Section[] {
  const time = timeOf(value, now);
  if (time === undefined) return [];
  const seconds = Math.round((time - now) / 1000);
  return [prose(say`That is ${text(seconds < 0 ? `${span(-seconds)} ago` : `in ${span(seconds)}`)}.`)];
}

/** What a variable or Postil made of the value, where that differs from what is typed. */
export const sentAs = (name: string, typed: string, sent: string): readonly Section[] =>
  typed === sent ? [] : [prose(say`Sent as:`), codeBlock(`${name}: ${sent}`)];

/** Where the field may stand, if that is not where it stands. */
function whereSections(rule: FieldRule): readonly Section[] {
  if (rule.where.includes('request')) return [];
  return [prose(say`It belongs to responses: in a request it says nothing.`)];
}

const unknownField = (name: string): Prose =>
  /^x-/i.test(name)
    ? say`${name} is a field that an application has made up for itself; the ${'X-'} is an old habit and has no meaning.`
    : say`${name} is in no register. It is sent as typed, and a server that does not know it leaves it aside.`;

/** Content fields say which of the registered ones they look like. */
function neighbours(name: string): readonly Section[] {
  return sameName(name, 'Referrer') ? [prose(say`The field is spelt ${'Referer'}, with a mistake that is older than the standard.`)] : [];
}

/** The part fields of a multipart body (RFC 7578 section 4). */
export function partFieldSections(name: string, value: string): readonly Section[] {
  const lower = name.toLowerCase();
  if (lower === 'content-disposition') return disposition(value);
  if (lower === 'content-type') return [prose(say`The media type of this part alone. Without it a part is ${'text/plain'}.`)];
  if (lower === 'content-length') return [prose(say`A part's length is known by the delimiter after it: this field has no effect.`)];
  if (lower.startsWith('content-')) return fieldNameSections(name);
  return [prose(say`A part may only have fields whose names begin with ${'Content-'}; others are left aside.`)];
}

function disposition(value: string): readonly Section[] {
  const name = parameterOf(value, 'name');
  const file = parameterOf(value, 'filename');
  const rows: (readonly [string, string])[] = [];
  if (name !== undefined) rows.push(['name', name]);
  if (file !== undefined) rows.push(['filename', file]);
  return [
    prose(
      file === undefined
        ? say`A field of the form: its content is the value.`
        : say`A file of the form: a server treats it as an upload because of ${'filename'}.`,
    ),
    ...(rows.length > 0 ? [{ kind: 'table', rows } as const] : []),
    ...(name === undefined ? [prose(say`Every part of ${'multipart/form-data'} must have a ${'name'}.`)] : []),
  ];
}

const parameterOf = (value: string, name: string): string | undefined => {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(value);
  return match === null ? undefined : (match[1]?.replace(/\\(.)/g, '$1') ?? match[2]);
};
