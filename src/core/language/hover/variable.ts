// `{{…}}`: what is put in, and where that comes from.
import { requestNamed } from '../../resolve/names.ts';
import type { Scope } from '../../resolve/scope.ts';
import type { HttpDocument, Reference } from '../../syntax/tree.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import { dynamicOf } from '../dynamics.ts';
import { definesVariable, responseReference } from '../names.ts';
import { type Candidate, candidates, shownValue } from '../variables.ts';
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
  if (response !== undefined && !definesVariable(document, expression)) {
    if (requestNamed(document, response.name) === undefined) return [];
    const what = response.path === '' ? 'Something' : response.path;
    const words: Prose = say`${what} of the last ${text(response.side)} of ${response.name}. If it was not sent yet, it is sent first.`;
    return [prose(words), ...encoded];
  }
  return [...found, ...encoded];
}

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

/** Dots for a secret, always as many. */
const shown = (document: HttpDocument, candidate: Candidate, scope: Scope): string => shownValue(document, candidate, scope) ?? '••••••';

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
