// Problems as you type: what the parser found, and what the whole text says about its names. Nothing is read or asked here;
// what needs files or answers is told when the request is resolved.
import { bySettings } from '../resolve/by-settings.ts';
import { checkLinks, checkNames, checkVariables } from '../resolve/check.ts';
import { curlCommandIn, movedCommand, withCurl } from '../resolve/curl-line.ts';
import { definitionAt, definitionsOf, type PlacedDefinition } from '../resolve/definitions.ts';
import { argumentFault, isDynamic, readDynamic, unknown } from '../resolve/dynamic.ts';
import { promptsOf } from '../resolve/evaluation.ts';
import { importedNames, isNamed } from '../resolve/imports.ts';
import { argumentNames, requestNames } from '../resolve/names.ts';
import { type OtherExpression, otherExpression } from '../resolve/other-expressions.ts';
import { readResponseReference } from '../resolve/response-reference.ts';
import type { Scope } from '../resolve/scope.ts';
import type { Parse } from '../syntax/parse.ts';
import type { Fix, Problem } from '../syntax/problem.ts';
import { DIALECTS } from '../syntax/profile.ts';
import { absolute, blockAt, type HttpDocument, type PlacedBlock, type Reference, textOf } from '../syntax/tree.ts';
import { nearest } from '../text/nearest.ts';
import type { Range } from '../text/range.ts';
import { acrossBlocks } from './across-blocks.ts';
import { overBlocks, perBlock } from './per-block.ts';

/** In source order. Linear in blocks and references. */
export function diagnose({ document, problems }: Parse, scope: Scope): readonly Problem[] {
  const across = [
    ...ofNames(document, scope, () => checkNames(document)),
    ...ofVariables(document, scope, () => [...ofReferences(document, scope, 'variables'), ...checkVariables(document, scope)]),
    ...ofBoth(document, scope, () => [...ofReferences(document, scope, 'answers'), ...checkLinks(document, scope)]),
  ];
  const told = problems.flatMap((problem) => {
    const said = bySettings(problem, () => blockAt(document, problem.range.start)?.block, scope.settings);
    return said === undefined ? [] : [withHost(said, document, scope)];
  });
  return [...withCurl(told, curlCommands(document)), ...across].sort((a, b) => a.range.start - b.range.start);
}

const [ofNames, ofVariables, ofBoth] = [acrossBlocks('names'), acrossBlocks('variables'), acrossBlocks('both')];

/** httpYac puts the variable `host` before a path by itself. */
function withHost(problem: Problem, document: HttpDocument, { variables }: Scope): Problem {
  const { start } = problem.range;
  if (problem.code !== 'no-host' || document.source.charAt(start) !== '/') return problem;
  if (!definitionsOf(document).has('host') && !variables.some(({ values }) => values.has('host'))) return problem;
  return { ...problem, fixes: [{ title: 'Put {{host}} before it', edits: [{ range: { start, end: start }, text: '{{host}}' }] }] };
}

const curlCommands = overBlocks((block) => [curlCommandIn(block)].filter((found) => found !== undefined), movedCommand);

/** `answers`: the references that may mean what a request was answered with, or try to. */
function ofReferences(document: HttpDocument, scope: Scope, which: 'variables' | 'answers'): readonly Problem[] {
  const context: Context = {
    document,
    scope,
    given: new Set([
      ...scope.variables.flatMap(({ values }) => [...values.keys()]),
      ...importedNames(document, scope),
      ...argumentNames(document),
    ]),
    near: new Map(),
  };
  const found: Problem[] = [];
  for (const placed of document.blocks)
    for (const use of usesIn(placed.block)[which]) {
      // Most are defined above: nothing is made for them.
      const definition = definitionAt(document, use.expression, placed.offset + use.reference.range.start);
      if (definition === undefined || definition.offset > placed.offset + use.reference.range.start)
        found.push(...ofReference(context, placed, use.reference, definition));
    }
  return found;
}

interface Context {
  readonly document: HttpDocument;
  readonly scope: Scope;
  /** Names that an environment, an option, an imported file or a `run` line gives. */
  readonly given: ReadonlySet<string>;
  /** Suggestions made so far: looking for them in a file of thousands of names takes time, so it ends after some. */
  readonly near: Map<string, string | undefined>;
}

const SUGGESTIONS = 100;

function nearestTo({ near }: Context, name: string, words: () => Iterable<string>): string | undefined {
  if (!near.has(name) && near.size < SUGGESTIONS) near.set(name, nearest(name, words()));
  return near.get(name);
}

interface Use {
  readonly expression: string;
  readonly reference: Reference;
}

/** What the block's own prompts answer is left out. */
const usesIn = perBlock((block): { readonly variables: readonly Use[]; readonly answers: readonly Use[] } => {
  const prompted = new Set(promptsOf({ block, offset: 0, line: 0 }).map(({ name }) => name));
  const uses = block.references
    .filter(({ kind }) => kind !== 'escaped')
    .map((reference) => ({ expression: textOf(block, reference.expression), reference }))
    .filter(({ expression }) => !prompted.has(expression));
  const mayAsk = ({ expression, reference }: Use): boolean => reference.kind === 'variable' && expression.includes('.');
  const answers = uses.filter(mayAsk);
  return { variables: answers.length === 0 ? uses : uses.filter((use) => !mayAsk(use)), answers };
});

function ofReference(
  context: Context,
  placed: PlacedBlock,
  reference: Reference,
  definition: PlacedDefinition | undefined,
): readonly Problem[] {
  const { document, given } = context;
  const expression = textOf(placed.block, reference.expression);
  const range = absolute(placed, reference.range);
  if (reference.kind === 'dynamic') return dynamicProblems(expression, range);
  if (definition !== undefined) return late(context, definition, range, given.has(expression));
  if (given.has(expression)) return [];
  const response = readResponseReference(expression);
  if (response === undefined) return [undefinedVariable(context, placed, expression, reference)];
  if (isNamed(document, context.scope, response.request)) return [];
  return [undefinedRequest(context, response.request, absolute(placed, reference.expression), range)];
}

function dynamicProblems(expression: string, range: Range): readonly Problem[] {
  const { name } = readDynamic(expression);
  if (!isDynamic(expression)) return [undefinedProblem(name, range, unknown(name), [])];
  const fault = argumentFault(expression);
  return fault === undefined ? [] : [{ code: 'bad-dynamic', severity: 'error', range, message: fault, subject: expression }];
}

function late({ document }: Context, { name, placed, node, offset }: PlacedDefinition, range: Range, given: boolean): readonly Problem[] {
  if (offset <= range.start || given) return [];
  const at = absolute(placed, node.name);
  const message = `${name} is defined further down. Move the definition above its first use.`;
  return [
    {
      code: 'late-definition',
      severity: DIALECTS[document.profile].lateDefinitions ? 'hint' : 'error',
      range,
      message,
      subject: name,
      related: [{ range: at, message: `${name} is defined here.` }],
    },
  ];
}

const undefinedProblem = (subject: string, range: Range, message: string, fixes: readonly Fix[]): Problem => ({
  code: 'undefined',
  severity: 'error',
  range,
  message,
  subject,
  ...(fixes.length > 0 && { fixes }),
});

function undefinedVariable(context: Context, placed: PlacedBlock, name: string, reference: Reference): Problem {
  const { document, given, scope } = context;
  const other = otherExpression(document, scope, name);
  if (other !== undefined)
    return undefinedProblem(name, absolute(placed, reference.range), other.message, changedTo(placed, reference, other));
  const near = nearestTo(context, name, () => [...definitionsOf(document).keys(), ...given]);
  const range = absolute(placed, reference.range);
  const legal = /^[\p{L}\p{N}_.-]+$/u.test(name);
  const fixes: Fix[] = [];
  if (near !== undefined)
    fixes.push({ title: `Change to {{${near}}}`, edits: [{ range: absolute(placed, reference.expression), text: near }] });
  if (legal)
    fixes.push({ title: `Define @${name} at the top of the file`, edits: [{ range: { start: 0, end: 0 }, text: `@${name} = \n` }] });
  const next = near === undefined ? `Write "@${name} = value" above the request, or define it in an environment.` : `Did you mean ${near}?`;
  return undefinedProblem(name, range, `The variable ${name} is not defined. The request can't be sent. ${next}`, fixes);
}

function changedTo(placed: PlacedBlock, { expression }: Reference, { instead, breakAt }: OtherExpression): readonly Fix[] {
  if (instead !== undefined)
    return [{ title: `Change to {{${instead}}}`, edits: [{ range: absolute(placed, expression), text: instead }] }];
  if (breakAt === undefined) return [];
  return [{ title: 'Put ### before the definition', edits: [{ range: { start: breakAt, end: breakAt }, text: '###\n' }] }];
}

function undefinedRequest(context: Context, name: string, expression: Range, range: Range): Problem {
  const near = nearestTo(context, name, () => requestNames(context.document));
  const named: Range = { start: expression.start, end: expression.start + name.length };
  const next = near === undefined ? `Write "# @name ${name}" above the one that is meant.` : `Did you mean ${near}?`;
  const fixes = near === undefined ? [] : [{ title: `Change to ${near}`, edits: [{ range: named, text: near }] }];
  return undefinedProblem(name, range, `No request is named ${name}. ${next}`, fixes);
}
