// What stands at a place, and what will be sent of it. Every question that a person may have about a token of a `.http` text.

import { responseStatus } from '../../explain/anchor.ts';
import { CLASSES } from '../../explain/statuses/index.ts';
import { sameName } from '../../http/field.ts';
import type { HttpRequest } from '../../http/request.ts';
import { keptComments } from '../../resolve/kept-comments.ts';
import type { Resolved } from '../../resolve/resolve.ts';
import type { Scope } from '../../resolve/scope.ts';
import {
  absolute,
  type Block,
  type Body,
  blockAt,
  type Field,
  fieldValue,
  type HttpDocument,
  type PlacedBlock,
  targetOf,
  textOf,
} from '../../syntax/tree.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import type { Range } from '../../text/range.ts';
import { directive as directiveOf } from '../directives.ts';
import { type Place, placeAt } from '../place.ts';
import { candidates, shownValue } from '../variables.ts';
import { bodySections, delimiterSections, pairSections } from './body.ts';
import { commandSections } from './command.ts';
import { credentials } from './credentials.ts';
import { dateSections, fieldNameSections, fieldValueSections, partFieldSections, sentAs } from './field.ts';
import { methodSections, versionSections } from './line.ts';
import { masked, secretsOf } from './mask.ts';
import { notesAt, recordedSubject, requestSubject } from './notes.ts';
import { codeBlock, type Hover, prose, type Section } from './section.ts';
import { urlSections } from './url.ts';
import { referenceSections, requestSections, variableSections } from './variable.ts';

export interface HoverContext {
  readonly scope: Scope;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Variables of the process, which are as good as secrets. */
  readonly environment?: (name: string) => string | undefined;
  /** What would be sent of that block; must not ask anything. */
  readonly resolve: (placed: PlacedBlock) => Promise<Resolved>;
}

/** `undefined` where there is nothing to say: blank lines, white space between tokens. */
export async function hover(document: HttpDocument, offset: number, context: HoverContext): Promise<Hover | undefined> {
  const placed = blockAt(document, offset);
  const place = placed === undefined ? undefined : placeAt(placed.block, offset - placed.offset);
  if (placed === undefined || place === undefined) return undefined;
  const { scope, environment = () => undefined } = context;
  const said = await sectionsOf({ document, placed, block: placed.block, context }, place);
  const sections = masked(said, secretsOf(document, placed, { scope, environment }));
  return sections.length === 0 ? undefined : { range: absolute(placed, shownRange(placed.block, place)), sections };
}

interface Here {
  readonly document: HttpDocument;
  readonly placed: PlacedBlock;
  readonly block: Block;
  readonly context: HoverContext;
}

async function sectionsOf(here: Here, place: Place): Promise<readonly Section[]> {
  const { document, placed, block, context } = here;
  const { scope } = context;
  const start = placed.offset + place.range.start;
  switch (place.kind) {
    case 'reference':
      return referenceSections(document, place.reference, textOf(block, place.reference.expression), start, scope);
    case 'definition':
      return variableSections(document, textOf(block, place.definition.name), placed.offset + place.definition.name.start, scope);
    case 'directive':
      return directiveSections(here, place);
    case 'comment':
      return place.within === 'body' ? [prose(commentWords(block, place.comment.range, scope))] : [];
    case 'method':
      return methodSections(textOf(block, place.range));
    case 'version':
      return versionSections(textOf(block, place.range));
    case 'target':
      return urlSections(withKnown(here, targetOf(block, place.line)), await requestOf(here));
    case 'field-name':
    case 'field-value':
      return fieldSections(here, place);
    case 'body':
    case 'part':
    case 'pair':
    case 'delimiter':
    case 'include':
    case 'message':
    case 'message-separator':
      return contentSections(here, place);
    case 'status':
    case 'response-version':
      return statusSections(here, place);
    case 'response-body':
      return [prose(say`The content of a recorded response: never sent.`)];
    case 'script':
      return [prose(say`A script that runs before sending in other clients. Postil does not run it.`)];
    case 'after':
      return afterSections(place);
    case 'command':
      return commandSections(document, block, place.command, scope);
    case 'separator':
      return [];
  }
}

function commentsNotSent({ block, context }: Here, { comments }: Body): number {
  if (context.scope.settings.bodyComments === 'auto') return comments.length;
  const sent = keptComments(block);
  return comments.filter(({ range }) => !sent(range)).length;
}

const commentWords = (block: Block, comment: Range, { settings }: Scope): Prose =>
  settings.bodyComments === 'keep' && keptComments(block)(comment)
    ? say`A comment line of the content. It is sent, because the setting ${'postil.bodyComments'} keeps them.`
    : say`A comment in the content: not sent.`;

/** The request of this block with everything put in; `undefined` while something blocks it. */
async function requestOf({ placed, context }: Here): Promise<HttpRequest | undefined> {
  const resolved = await context.resolve(placed);
  if (resolved.kind === 'blocked') return undefined;
  return resolved.kind === 'http' ? resolved.request : resolved.request.handshake;
}

/** The text with those variables put in that are known and no secret. */
function withKnown({ document, placed, context }: Here, typed: string): string {
  return typed.replace(/\{\{\s*([^\s{}$%][^{}]*?)\s*\}\}/g, (reference, name: string) => {
    const [winner] = candidates(document, name, placed.offset, context.scope);
    return (winner && shownValue(document, winner, context.scope)) ?? reference;
  });
}

function directiveSections(
  { document, block, context }: Here,
  { directive, part }: Extract<Place, { kind: 'directive' }>,
): readonly Section[] {
  const tag = textOf(block, directive.tag);
  if (part === 'value' && directive.value !== undefined && /^(?:force)?ref$/i.test(tag)) {
    const request = requestSections(document, textOf(block, directive.value), context.scope);
    if (request.length > 0) return request;
  }
  const known = directiveOf(tag);
  if (known === undefined) return [prose(say`${`@${tag}`} is no directive that Postil knows: the line is a comment.`)];
  const head = known.takes === undefined ? `# @${known.tag}` : `# @${known.tag} ${known.takes}`;
  return [
    codeBlock(head, 'text'),
    prose(known.summary),
    ...(known.run ? [] : [prose(say`Known from another client. Postil does not run it.`)]),
  ];
}

async function fieldSections(here: Here, place: Extract<Place, { kind: 'field-name' | 'field-value' }>): Promise<readonly Section[]> {
  const { block, context } = here;
  const { field, owner } = place;
  const name = textOf(block, field.name);
  if (owner === 'part') return partFieldSections(name, fieldValue(block, field));
  if (place.kind === 'field-name') return fieldNameSections(name);
  if (owner === 'response') {
    const response = block.responses.find(({ fields }) => fields.includes(field));
    if (response === undefined) return [];
    const subject = recordedSubject(block, response, context.now);
    const notes = fieldValueSections(subject, 'response', name, occurrenceOf(block, response.fields, field));
    return [...dateSections(fieldValue(block, field), context.now), ...notes];
  }
  return requestFieldSections(here, field, name);
}

async function requestFieldSections(here: Here, field: Field, name: string): Promise<readonly Section[]> {
  const { block, placed, context } = here;
  const typed = fieldValue(block, field);
  const request = await requestOf(here);
  const whole = absolute(placed, field.range);
  const index = request?.sources.findIndex((s) => s.kind === 'text' && s.range.start >= whole.start && s.range.end <= whole.end) ?? -1;
  const sent = request?.fields[index]?.[1];
  const value = withKnown(here, typed);
  if (/^(?:proxy-)?authorization$/i.test(name)) {
    const said = credentials(value, context.now, value.includes('{{'));
    if (said.length > 0) return said;
  }
  if (request === undefined || sent === undefined)
    return [...sentAs(name, typed, value), ...dateSections(value, context.now), ...fieldNameSections(name)];
  const secret = hasSecret(here, typed);
  const occurrence = occurrenceOf(block, block.request?.fields ?? [], field);
  const notes = fieldValueSections(requestSubject(request, context.now), 'request', name, occurrence);
  return [...(secret ? [] : sentAs(name, typed, sent)), ...dateSections(value, context.now), ...notes];
}

const hasSecret = ({ document, placed, context }: Here, typed: string): boolean =>
  [...typed.matchAll(/\{\{\s*([^\s{}$%][^{}]*?)\s*\}\}/g)].some((m) => {
    const [winner] = candidates(document, m[1] ?? '', placed.offset, context.scope);
    return winner === undefined || shownValue(document, winner, context.scope) === undefined;
  });

const occurrenceOf = (block: Block, fields: readonly Field[], field: Field): number =>
  fields.filter((other) => sameName(textOf(block, other.name), textOf(block, field.name))).indexOf(field);

type ContentPlace = Extract<Place, { kind: 'body' | 'part' | 'pair' | 'delimiter' | 'include' | 'message' | 'message-separator' }>;

async function contentSections(here: Here, place: ContentPlace): Promise<readonly Section[]> {
  const { block } = here;
  const body = block.request?.body;
  switch (place.kind) {
    case 'delimiter':
      return body?.type === 'multipart' ? delimiterSections(block, body, place.delimiter) : [];
    case 'pair':
      return pairSections(block, place.pair);
    case 'include': {
      const raw = say`The octets of the file ${textOf(block, place.include.path)}, as they are. The path counts from this file, then from the workspace.`;
      const read = say`The text of the file ${textOf(block, place.include.path)}, with variables put in.`;
      return [prose(place.include.mode === 'raw' ? raw : read)];
    }
    case 'part':
      return [prose(say`The content of a part. Line breaks in it are sent as CRLF.`)];
    case 'message':
      return messageSections(place.index, place.message.waitFor);
    case 'message-separator':
      return [
        prose(
          place.separator.wait === undefined
            ? say`Ends a message. What stands after ${'==='} is a comment.`
            : say`Ends a message, and waits for one from the server before the next. Several of these lines wait for as many.`,
        ),
      ];
    case 'body':
      return body === undefined ? [] : bodySections(block, body, await requestOf(here), commentsNotSent(here, body));
  }
}

function messageSections(index: number, waitFor: number): readonly Section[] {
  const after =
    waitFor === 0
      ? text('as soon as the connection is open')
      : text(`after ${waitFor === 1 ? 'a message' : `${waitFor} messages`} of the server`);
  const when = index > 0 && waitFor === 0 ? text('right after the one before it') : after;
  return [prose(say`${text(`Message ${index + 1}`)}, sent ${when}.`)];
}

function statusSections({ block, context }: Here, place: Extract<Place, { kind: 'status' | 'response-version' }>): readonly Section[] {
  if (place.kind === 'response-version') return versionSections(textOf(block, place.range));
  const response = block.responses.find(({ line }) => line === place.line);
  if (response === undefined) return [];
  const notes = notesAt(recordedSubject(block, response, context.now), responseStatus);
  const status = Number(textOf(block, place.line.status));
  return notes.length > 0 ? notes : CLASSES.filter((c) => c.first === status - (status % 100)).map((c) => prose(c.meaning));
}

/** `>> file` and `>>! file`. */
const saveSection = (overwrite: boolean): Section =>
  prose(
    overwrite
      ? say`Saves the content of the response to this file, content codings taken off, and replaces a file of that name. The path counts from the folder of this file; the line is not sent.`
      : say`Saves the content of the response to this file, content codings taken off; where there is one already, under the next free name (${'a-1.json'}). ${'>>!'} replaces it. The path counts from the folder of this file; the line is not sent.`,
  );

function afterSections(place: Extract<Place, { kind: 'after' }>): readonly Section[] {
  switch (place.after.kind) {
    case 'handler':
      return [prose(say`A script that runs after the response in other clients. Postil does not run it, and it is not sent.`)];
    case 'save':
      return [saveSection(place.after.overwrite)];
    case 'reference-file':
      return [prose(say`Names an earlier response, for other clients. Not sent.`)];
    case 'assert':
      return [prose(say`A check of the response. Not sent.`)];
    case 'stray':
      return [prose(say`Stands after the end of the content: not sent.`)];
  }
}

/** A body is too large to be marked as a whole: its first line stands for it. */
function shownRange(block: Block, place: Place): Range {
  const lineEnd = /[\r\n]/.exec(textOf(block, place.range))?.index;
  return lineEnd === undefined ? place.range : { start: place.range.start, end: place.range.start + lineEnd };
}
