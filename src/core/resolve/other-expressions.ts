// What other clients write in braces and Postil does not read, told as what it is: `{{login.token}}` and `{{user + 1}}` of httpYac,
// `{{login.response.cookies.id}}` of Kulala, what a script sets, and a definition behind a request, which REST Client reads and sends besides.
import { linesOf, skipBlanks } from '../syntax/lines.ts';
import { readDefinition } from '../syntax/preamble.ts';
import { type Block, type HttpDocument, textOf } from '../syntax/tree.ts';
import { isNamed } from './imports.ts';
import type { Scope } from './scope.ts';
import { setByScripts } from './set-by-scripts.ts';

export interface OtherExpression {
  readonly message: string;
  /** What may stand between the braces in its place. */
  readonly instead?: string;
  /** Where a line ### would make a definition of the text after it. */
  readonly breakAt?: number;
}

/** `undefined` for what is the name of a variable, and nothing else. */
export function otherExpression(
  document: HttpDocument,
  scope: Parameters<typeof isNamed>[1] & Partial<Scope>,
  expression: string,
): OtherExpression | undefined {
  const [, name, rest = ''] = /^([\p{L}_][\p{L}\p{N}_-]*)\.(.+)$/u.exec(expression) ?? [];
  if (name !== undefined && isNamed(document, scope, name)) {
    const example = `{{${name}.response.body.$.id}}`;
    if (/^(?:request|response)(?:\.|\[|$)/.test(rest))
      return { message: `Of an exchange there are body, headers and status, as in ${example}; ${expression} names none of these.` };
    const instead = `${name}.response.body.$.${rest}`;
    return { message: `${name} is a request. What its response says is read with a path: {{${instead}}}.`, instead };
  }
  if (/^[\p{L}\p{N}_.-]+$/u.test(expression)) {
    return setElsewhere(document, expression);
  }
  return {
    message: `{{${expression}}} is no name of a variable: those have letters, digits, "_", "-" and ".". Postil computes nothing in braces; define a variable that has the value.`,
  };
}

function setElsewhere(document: HttpDocument, name: string): OtherExpression | undefined {
  const breakAt = definedInContent(document).get(name);
  if (breakAt !== undefined)
    return {
      message: `A line "@${name} = …" stands in the content of a request, where it defines nothing and is sent. Put ### before it.`,
      breakAt,
    };
  const script = setByScripts(document).get(name);
  if (script === undefined) return undefined;
  const { reference } = script;
  const start = `A script sets ${name}, and Postil runs no scripts.`;
  if (reference !== undefined) return { message: `${start} What it takes from the response is {{${reference}}}.`, instead: reference };
  return {
    message: `${start} Write "@${name} = value" above the request; the value may be of a response, as in {{login.response.body.$.token}}.`,
  };
}

const known = new WeakMap<HttpDocument, ReadonlyMap<string, number>>();

/** The lines of content that look like definitions: the name, and where the first of that name begins. */
function definedInContent(document: HttpDocument): ReadonlyMap<string, number> {
  const before = known.get(document);
  if (before) return before;
  const found = new Map<string, number>();
  for (const { block, offset } of document.blocks)
    for (const [name, at] of block.text.includes('@') ? definitionLines(block) : []) if (!found.has(name)) found.set(name, offset + at);
  known.set(document, found);
  return found;
}

function definitionLines(block: Block): readonly (readonly [string, number])[] {
  const body = block.request?.body;
  if (!body) return [];
  const { text, starts, ends } = linesOf(block.text);
  return starts.flatMap((start, i) => {
    const at = skipBlanks(text, start, ends[i] ?? 0);
    if (start < body.range.start || start > body.range.end || text.charCodeAt(at) !== 64) return [];
    const definition = readDefinition(text, at, ends[i] ?? 0);
    return definition ? [[textOf(block, definition.name), start] as const] : [];
  });
}
