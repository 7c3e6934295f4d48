// `import` and `run` lines: what they bring and what they send.
import { definitionsOf } from '../../resolve/definitions.ts';
import { fileAt } from '../../resolve/imports.ts';
import { requestNames } from '../../resolve/names.ts';
import type { Scope } from '../../resolve/scope.ts';
import { type Block, type Command, type HttpDocument, textOf } from '../../syntax/tree.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import { nearPath } from '../near-path.ts';
import { prose, type Section } from './section.ts';
import { requestSections } from './variable.ts';

export function commandSections(document: HttpDocument, block: Block, command: Command, scope: Scope): readonly Section[] {
  const path = command.path && textOf(block, command.path);
  const file = path === undefined ? { path: scope.file ?? '', document } : fileAt(path, scope);
  // What leads nowhere is told by the problem that stands there.
  if (file === undefined) return [];
  if (command.kind === 'import') return [prose(brought(file.document, nearPath(file.path, scope)))];
  const name = command.name && textOf(block, command.name);
  const given = command.arguments.length === 0 ? [] : [prose(say`With these variables, which win over all others.`)];
  if (name === undefined) return [prose(say`Sends every request of ${nearPath(file.path, scope)}, in order.`), ...given];
  const request = requestSections(file.document, name, { ...scope, file: file.path });
  if (request.length === 0) return [];
  const where = path === undefined ? [] : say` of ${nearPath(file.path, scope)}`;
  return [prose(say`Sends the request ${name}${where}.`), ...request.slice(0, 1), ...given];
}

function brought(document: HttpDocument, path: string): Prose {
  const variables = [...definitionsOf(document).keys()];
  const requests = [...requestNames(document)];
  if (variables.length + requests.length === 0) return say`Reads ${path}, which has neither variables nor named requests.`;
  const [these, those] = [list(variables), list(requests)];
  if (requests.length === 0) return say`Brings in from ${path} the variables ${text(these)}. A definition of this file wins.`;
  if (variables.length === 0) return say`Brings in from ${path} the requests ${text(those)}, for references and ${'run'}.`;
  return say`Brings in from ${path} the variables ${text(these)}, and the requests ${text(those)} for references and ${'run'}. A definition of this file wins.`;
}

const MOST = 8;

const list = (names: readonly string[]): string =>
  names.length > MOST ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more` : names.join(', ');
