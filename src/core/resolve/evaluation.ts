// One resolution in progress: where it stands, what it may ask, and what it has found to say.

import type { Problem, ProblemCode, Severity } from '../syntax/problem.ts';
import { DIALECTS, type Profile } from '../syntax/profile.ts';
import { absolute, type Directive, type HttpDocument, type PlacedBlock, textOf } from '../syntax/tree.ts';
import type { Range } from '../text/range.ts';
import type { PlacedDefinition } from './definitions.ts';
import type { BodyAt } from './response-reference.ts';
import type { Ports, Scope } from './scope.ts';

export interface Evaluation {
  readonly document: HttpDocument;
  readonly placed: PlacedBlock;
  readonly scope: Scope;
  readonly ports: Ports;
  /** `send` makes values of dynamic variables, prompts and responses; `read` leaves them as typed and lists them in `runtime`. */
  readonly mode: 'send' | 'read';
  /** Answers to this block's prompts. */
  readonly prompts: Map<string, string>;
  /** Names of this block's prompts. */
  readonly prompted: ReadonlySet<string>;
  /** Values of eager definitions, once known. */
  readonly values: Map<PlacedDefinition['node'], string>;
  /** Definitions that are being evaluated: who comes by again goes in a circle. */
  readonly open: PlacedDefinition[];
  /** From where names are looked up while a definition is evaluated: where it stands, for `:=` where it is used. */
  at: number | undefined;
  /** Ranges count from the whole text's beginning. */
  readonly problems: Problem[];
  readonly runtime: string[];
  /** References that have no value, as typed: they stay in the text as they are. */
  readonly left: Set<string>;
  /** `undefined` until a text has a reference to a body. */
  bodyAt: BodyAt | undefined;
}

export function evaluationOf(
  document: HttpDocument,
  placed: PlacedBlock,
  scope: Scope,
  ports: Ports,
  mode: Evaluation['mode'],
): Evaluation {
  const prompted = new Set(promptsOf(placed).map((p) => p.name));
  return {
    document,
    placed,
    scope: inProfile(scope, document.profile),
    ports,
    mode,
    prompts: new Map(),
    prompted,
    values: new Map(),
    open: [],
    at: undefined,
    problems: [],
    runtime: [],
    left: new Set(),
    bodyAt: undefined,
  };
}

/** Loads the libraries that read paths when a text has one: before its values are put in. */
export async function loadPaths(to: Evaluation, text: string): Promise<void> {
  if (to.mode === 'send' && text.includes('.body')) to.bodyAt ??= (await import('./body-path.ts')).bodyAt;
}

/** The same of a document, which is looked through once. */
export async function loadPathsOf(to: Evaluation, document: HttpDocument): Promise<void> {
  let reads = readsBodies.get(document);
  if (reads === undefined) {
    reads = document.source.includes('.body');
    readsBodies.set(document, reads);
  }
  if (reads) await loadPaths(to, '.body');
}

const readsBodies = new WeakMap<HttpDocument, boolean>();

/** The profile decides over the settings that it is about. */
function inProfile(scope: Scope, profile: Profile): Scope {
  const { scheme, verbatimContent } = DIALECTS[profile];
  if (scheme === undefined && !verbatimContent) return scope;
  return {
    ...scope,
    settings: { ...scope.settings, defaultScheme: scheme ?? scope.settings.defaultScheme, bodyEol: 'asFile', bodyComments: 'keep' },
  };
}

export interface Prompt {
  readonly name: string;
  readonly description: string;
  readonly directive: Directive;
}

/** `# @prompt name description`. */
export function promptsOf({ block }: PlacedBlock): readonly Prompt[] {
  return block.directives.flatMap((directive) => {
    if (!directive.value || textOf(block, directive.tag) !== 'prompt') return [];
    const [name = '', ...rest] = textOf(block, directive.value).split(/\s+/);
    return [{ name, description: rest.join(' '), directive }];
  });
}

/** A problem at a range of the block that is being resolved. */
export function report(
  to: Evaluation,
  code: ProblemCode,
  severity: Severity,
  range: Range,
  message: string,
  extra: Partial<Problem> = {},
): void {
  reportAt(to, code, severity, absolute(to.placed, range), message, extra);
}

/** In a head, a request's or a part's, a line break would end the line. */
export function checkLineBreaks(to: Evaluation, range: Range, text: string): void {
  if (!/[\r\n\0]/.test(text)) return;
  report(
    to,
    'line-break-in-head',
    'error',
    range,
    'A value brings a line break into the head: it would add lines to the request. The request is not sent; encode the value or take the line break out.',
  );
}

/** A problem at a range of the whole text. Said once, however often it is met. */
export function reportAt(
  to: Evaluation,
  code: ProblemCode,
  severity: Severity,
  range: Range,
  message: string,
  extra: Partial<Problem> = {},
): void {
  const again = to.problems.some(
    (p) => p.code === code && p.range.start === range.start && p.range.end === range.end && p.message === message,
  );
  if (!again) to.problems.push({ ...extra, code, severity, range, message });
}
