// What other clients write in braces and Postil does not read, told as what it is: `{{login.token}}` and `{{user + 1}}` of httpYac,
// `{{login.response.cookies.id}}` of Kulala.
import type { HttpDocument } from '../syntax/tree.ts';
import { isNamed } from './imports.ts';
import type { Scope } from './scope.ts';

export interface OtherExpression {
  readonly message: string;
  /** What may stand between the braces in its place. */
  readonly instead?: string;
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
  if (/^[\p{L}\p{N}_.-]+$/u.test(expression)) return undefined;
  return {
    message: `{{${expression}}} is no name of a variable: those have letters, digits, "_", "-" and ".". Postil computes nothing in braces; define a variable that has the value.`,
  };
}
