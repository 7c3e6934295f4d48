// Values in the place of references: one pass, every occurrence by itself, text around it untouched (FORMAT.md C4).
import { DIALECTS } from '../syntax/profile.ts';
import { referencesIn } from '../syntax/reference.ts';
import { type PlacedBlock, type Reference, referencesWithin, textOf } from '../syntax/tree.ts';
import { nearest } from '../text/nearest.ts';
import type { Range } from '../text/range.ts';
import { fail } from '../text/result.ts';
import { definitionAt, definitionsOf, needed, type PlacedDefinition } from './definitions.ts';
import { argumentFault, generate, isDynamic, readDynamic, unknown } from './dynamic.ts';
import { type Evaluation, reportAt } from './evaluation.ts';
import { importsOf, isNamed } from './imports.ts';
import { requestNames } from './names.ts';
import { otherExpression } from './other-expressions.ts';
import { encodeComponent } from './percent.ts';
import { follow, readResponseReference } from './response-reference.ts';
import { fromSets, OUTSIDE, STRONGER, WEAKER } from './variable-sets.ts';

/** The text of a range of a block with values put in. */
export function substitute(to: Evaluation, placed: PlacedBlock, r: Range): string {
  const { block } = placed;
  let made = '';
  let at = r.start;
  for (const reference of referencesWithin(block, r)) {
    made +=
      block.text.slice(at, reference.range.start) +
      referenceValue(to, reference, textOf(block, reference.expression), textOf(block, reference.range), place(placed, reference));
    at = reference.range.end;
  }
  return made + block.text.slice(at, r.end);
}

/** Text that came from a file (`<@ file`); problems are shown at `where`. */
export function substituteText(to: Evaluation, text: string, where: Range): string {
  let made = '';
  let at = 0;
  for (const reference of referencesIn(text, DIALECTS[to.document.profile].looseReferences)) {
    const { range, expression } = reference;
    made +=
      text.slice(at, range.start) +
      referenceValue(to, reference, text.slice(expression.start, expression.end), text.slice(range.start, range.end), where);
    at = range.end;
  }
  return made + text.slice(at);
}

const place = (placed: PlacedBlock, { range }: Reference): Range => ({
  start: range.start + placed.offset,
  end: range.end + placed.offset,
});

/** The value, or the reference as typed where there is none yet. */
function referenceValue(to: Evaluation, reference: Reference, expression: string, typed: string, where: Range): string {
  switch (reference.kind) {
    case 'escaped':
      return `{{${expression}}}`;
    case 'dynamic':
      return encoded(reference, dynamicValue(to, expression, where)) ?? leftAs(to, typed);
    case 'variable':
      return encoded(reference, variableValue(to, expression, where)) ?? leftAs(to, typed);
  }
}

function leftAs(to: Evaluation, typed: string): string {
  to.left.add(typed);
  return typed;
}

const encoded = ({ percent }: Reference, value: string | undefined): string | undefined =>
  percent && value !== undefined ? encodeComponent(value) : value;

function dynamicValue(to: Evaluation, expression: string, where: Range): string | undefined {
  const { ports, scope } = to;
  if (to.mode === 'read') {
    if (!isDynamic(expression)) reportUnknown(to, expression, where);
    else needsRun(to, expression);
    const fault = argumentFault(expression);
    if (fault !== undefined) reportAt(to, 'bad-dynamic', 'error', where, fault, { subject: expression });
    return undefined;
  }
  const made = generate(expression, {
    now: ports.now,
    random: ports.random,
    environment: ports.environment,
    dotenv: (name) => scope.dotenv?.get(name),
    variable: (name) => known(to, name, where),
    projectRoot: scope.workspace,
  });
  if (made.ok) return made.value;
  switch (made.error.code) {
    case 'unknown-dynamic':
      reportUnknown(to, expression, where);
      break;
    case 'bad-dynamic':
      reportAt(to, 'bad-dynamic', 'error', where, made.error.message, { subject: expression });
      break;
    case 'undefined':
      reportUndefined(to, expression, where, made.error.message);
  }
  return undefined;
}

/** The name alone is what nobody knows, whatever stands behind it. */
function reportUnknown(to: Evaluation, expression: string, where: Range): void {
  const { name } = readDynamic(expression);
  reportUndefined(to, name, where, unknown(name));
}

/** Each reference is listed once. */
function needsRun({ runtime }: Evaluation, expression: string): void {
  if (!runtime.includes(expression)) runtime.push(expression);
}

function reportUndefined(to: Evaluation, subject: string, where: Range, message: string): void {
  reportAt(to, 'undefined', 'error', where, message, { subject });
}

function variableValue(to: Evaluation, name: string, where: Range): string | undefined {
  if (to.prompted.has(name)) return promptValue(to, name);
  const value = known(to, name, where);
  if (value !== undefined) return value;
  const reference = readResponseReference(name);
  if (reference && (to.ports.responses.get(reference.request) || isNamed(to.document, to.scope, reference.request)))
    return responseValue(to, reference, name, where);
  if (to.open.length > 0 && to.open.some((d) => d.name === name)) return undefined;
  reportUndefined(to, reference?.request ?? name, where, undefinedMessage(to, reference?.request ?? name, reference !== undefined));
  return undefined;
}

function undefinedMessage(to: Evaluation, name: string, isRequest: boolean): string {
  if (isRequest) {
    const near = nearest(name, requestNames(to.document));
    return `No request is named ${name}.${near === undefined ? ` Write "# @name ${name}" above the one that is meant.` : ` Did you mean ${near}?`}`;
  }
  const other = otherExpression(to.document, to.scope, name);
  if (other) return other.message;
  const near = nearest(name, [...definitionsOf(to.document).keys(), ...to.scope.variables.flatMap((set) => [...set.values.keys()])]);
  return `The variable ${name} is not defined.${near === undefined ? ` Write "@${name} = value" above the request, or define it in an environment.` : ` Did you mean ${near}?`}`;
}

function promptValue(to: Evaluation, name: string): string | undefined {
  if (to.mode === 'read') needsRun(to, name);
  return to.prompts.get(name);
}

function responseValue(
  to: Evaluation,
  reference: NonNullable<ReturnType<typeof readResponseReference>>,
  typed: string,
  where: Range,
): string | undefined {
  if (to.mode === 'read') {
    needsRun(to, typed);
    return undefined;
  }
  const answered = to.ports.responses.get(reference.request);
  if (!answered) {
    reportAt(to, 'not-sent-yet', 'error', where, `${reference.request} has no response yet. Send it first.`, {
      subject: reference.request,
    });
    return undefined;
  }
  const found = follow(reference, answered, to.bodyAt ?? (() => fail('It was not read in time.')));
  if (found.ok) return found.value;
  reportAt(to, 'reference-failed', 'error', where, `${typed}: ${found.error}`, { subject: typed });
  return undefined;
}

/** FORMAT.md C21. */
function known(to: Evaluation, name: string, where: Range): string | undefined {
  const own = (): string | undefined => definedValue(to, name, where);
  const environment = (): string | undefined => fromSets(to.scope.variables, WEAKER, name);
  const strong = fromSets(to.scope.variables, STRONGER, name);
  if (strong !== undefined) return strong;
  const [first, second] = to.scope.settings.environmentWins ? [environment, own] : [own, environment];
  return first() ?? second() ?? importedValue(to, name, where) ?? fromSets(to.scope.variables, ['settings'], name);
}

/** The last definition in an imported file, as it is at that file's end; what is wrong with it is told where it is used. */
function importedValue(to: Evaluation, name: string, where: Range): string | undefined {
  for (const { path, document } of importsOf(to.document, to.scope)) {
    const definition = definitionAt(document, name, document.source.length);
    if (!definition) continue;
    const within: Evaluation = { ...to, document, scope: { ...to.scope, file: path }, problems: [], at: document.source.length };
    const value = definedValue(within, name, where);
    for (const p of within.problems)
      reportAt(to, p.code, p.severity, where, `In ${path}: ${p.message}`, p.subject === undefined ? {} : { subject: p.subject });
    return value;
  }
  return undefined;
}

/** A definition of the file: bound where it stands, or with `:=` where it is used. */
function definedValue(to: Evaluation, name: string, where: Range): string | undefined {
  const at = to.at ?? where.start;
  const definition = definitionAt(to.document, name, at);
  if (!definition) return undefined;
  if (definition.offset > at) {
    reportLate(to, definition, where);
    if (!DIALECTS[to.document.profile].lateDefinitions) return undefined;
  }
  if (to.open.length === 0) evaluateLongChain(to, definition);
  const done = to.values.get(definition.node);
  if (done !== undefined) return done;
  if (!to.open.includes(definition) && to.open.length < DEEPEST) return evaluate(to, definition, at);
  // `@host = {{host}}` means the value of the environment.
  if (to.open.at(-1) === definition && fromSets(to.scope.variables, OUTSIDE, name) !== undefined) return undefined;
  reportCycle(to, definition);
  return undefined;
}

/** How deep definitions may lead to one another. Longer chains are evaluated from their far end, so that only circles get there. */
const DEEPEST = 200;

function evaluateLongChain(to: Evaluation, definition: PlacedDefinition): void {
  const chain = needs(to, definition);
  if (chain.length >= DEEPEST) for (const each of chain) if (!to.values.has(each.node)) evaluate(to, each, each.offset);
}

function evaluate(to: Evaluation, definition: PlacedDefinition, at: number): string {
  const before = to.at;
  to.open.push(definition);
  to.at = definition.node.lazy ? at : definition.offset;
  const value = substitute(to, definition.placed, definition.node.value);
  to.at = before;
  to.open.pop();
  if (!definition.node.lazy) to.values.set(definition.node, value);
  return value;
}

/** The eager definitions that one leads to, those first that the others need, so that a chain of thousands takes no deep stack. */
function needs(to: Evaluation, start: PlacedDefinition): readonly PlacedDefinition[] {
  const order: PlacedDefinition[] = [];
  const seen = new Set<PlacedDefinition>([start]);
  const path = [{ definition: start, next: needed(to.document, start) }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const next = top.next.pop();
    if (next === undefined) {
      path.pop();
      if (!top.definition.node.lazy && top.definition !== start) order.push(top.definition);
    } else if (!seen.has(next) && !to.values.has(next.node)) {
      seen.add(next);
      path.push({ definition: next, next: needed(to.document, next) });
    }
  }
  return order;
}

function reportCycle(to: Evaluation, definition: PlacedDefinition): void {
  if (to.problems.filter((p) => p.code === 'cyclic-definition').length > 20) return;
  const circle = [...to.open.slice(to.open.indexOf(definition)), definition].map((d) => d.name).join(' → ');
  const range = nameRange(definition);
  reportAt(to, 'cyclic-definition', 'error', range, `These definitions go in a circle: ${circle}. Give one of them a value of its own.`, {
    subject: definition.name,
  });
}

function reportLate(to: Evaluation, definition: PlacedDefinition, where: Range): void {
  const severity = DIALECTS[to.document.profile].lateDefinitions ? 'hint' : 'error';
  reportAt(to, 'late-definition', severity, where, `${definition.name} is defined further down. Move the definition above its first use.`, {
    subject: definition.name,
    related: [{ range: nameRange(definition), message: `${definition.name} is defined here.` }],
  });
}

const nameRange = ({ placed, node }: PlacedDefinition): Range => ({
  start: node.name.start + placed.offset,
  end: node.name.end + placed.offset,
});
