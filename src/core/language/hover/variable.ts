// `{{…}}`: what is put in, and where that comes from; names of requests too.
import { type Imported, importsOf } from '../../resolve/imports.ts';
import { requestNamed } from '../../resolve/names.ts';
import type { Scope } from '../../resolve/scope.ts';
import { type HttpDocument, type PlacedBlock, type Reference, targetOf, textOf } from '../../syntax/tree.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import { dynamicOf } from '../dynamics.ts';
import { responseReference } from '../names.ts';
import { placeName } from '../near-path.ts';
import { type Candidate, candidates, shownValue } from '../variables.ts';
import { DOTS } from './mask.ts';
import { codeBlock, prose, type Section } from './section.ts';

/** `expression` is the text between the braces; `offset` is where it stands in the text. */
export function referenceSections(
  document: HttpDocument,
  reference: Reference,
  expression: string,
  offset: number,
  scope: Scope,
): readonly Section[] {
  if (reference.kind === 'dynamic') return dynamicSections(expression);
  const found = variableSections(document, expression, offset, scope);
  const encoded = reference.percent ? [prose(say`Percent-encoded when it is put in, because of ${'%'}.`)] : [];
  const response = responseReference(expression);
  if (response !== undefined && found.length === 0) {
    const request = requestSections(document, response.name, scope);
    if (request.length === 0) return [];
    const what = response.path === '' ? 'Something' : response.path;
    const words: Prose = say`${what} of the last ${text(response.side)} of ${response.name}. If it was not sent yet, it is sent first.`;
    return [prose(words), ...request, ...encoded];
  }
  return [...found, ...encoded];
}

/** The request of that name, in this file or in one that it imports, with its place; nothing where there is none. */
export function requestSections(document: HttpDocument, name: string, scope: Scope): readonly Section[] {
  for (const home of [{ path: scope.file ?? '', document }, ...importsOf(document, scope)]) {
    const placed = requestNamed(home.document, name);
    if (placed !== undefined) return [codeBlock(lineOf(placed), 'http'), prose(say`${text(whereIs(placed, home, scope))}`)];
  }
  return [];
}

const lineOf = ({ block }: PlacedBlock): string => {
  const line = block.request?.line;
  if (line === undefined) return '';
  return `${line.method === undefined ? 'GET' : textOf(block, line.method)} ${targetOf(block, line)}`;
};

const whereIs = ({ block, offset }: PlacedBlock, home: Imported, scope: Scope): string =>
  `From ${placeName(home, offset + (block.request?.line.range.start ?? 0), scope)}.`;

/** All candidates, the winner first and marked. */
export function variableSections(document: HttpDocument, name: string, offset: number, scope: Scope): readonly Section[] {
  const all = candidates(document, name, offset, scope);
  const [winner, ...others] = all;
  // What to do about it is said by the problem that stands there.
  if (winner === undefined) return [];
  const items = others.map(
    (candidate): Prose => say`${text('hidden by it:')} ${shown(document, candidate, scope)}, ${text(from(candidate))}`,
  );
  return [
    codeBlock(`${name} = ${shown(document, winner, scope)}`, 'text'),
    prose(say`${text(`From ${from(winner)}.`)}`),
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
  ];
}

const shown = (document: HttpDocument, candidate: Candidate, scope: Scope): string => shownValue(document, candidate, scope) ?? DOTS;

const from = ({ label, secret }: Candidate): string => (secret ? `${label}, a secret` : label);

function dynamicSections(expression: string): readonly Section[] {
  const known = dynamicOf(expression);
  if (known === undefined) return [prose(say`${expression.split(' ')[0] ?? ''} is no variable that Postil knows.`)];
  return [
    codeBlock(`{{${known.signature}}}`, 'text'),
    prose(known.summary),
    prose(say`Every occurrence has a value of its own, made when the request is sent.`),
  ];
}
