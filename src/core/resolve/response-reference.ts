// `{{login.response.body.$.token}}`: what an earlier exchange says (FORMAT.md "Response references").
import { firstOf } from '../http/field.ts';
import { fail, ok, type Result } from '../text/result.ts';
import type { Answered } from './scope.ts';

export interface ResponseReference {
  readonly request: string;
  readonly side: 'request' | 'response';
  readonly part: 'body' | 'headers' | 'status';
  /** A path of the body, a field's name, or empty. */
  readonly path: string;
}

/** `undefined` when the expression has not this shape. `headers['Date']` is `headers.Date`, `body[0]` is `body.$[0]`. */
export function readResponseReference(expression: string): ResponseReference | undefined {
  const m = /^(.+?)\.(request|response)\.(body|headers|status)(?:\.([\s\S]*)|(\[.*))?$/.exec(expression);
  const [, request, side, part, dotted, bracketed = ''] = m ?? [];
  if (request === undefined || (side !== 'request' && side !== 'response')) return undefined;
  if (part !== 'body' && part !== 'headers' && part !== 'status') return undefined;
  if (dotted !== undefined || bracketed === '') return { request, side, part, path: dotted ?? '' };
  if (part === 'body') return { request, side, part, path: `$${bracketed}` };
  const name = /^\[\s*(?:"([^"]*)"|'([^']*)')\s*\]$/.exec(bracketed);
  return name ? { request, side, part, path: name[1] ?? name[2] ?? '' } : undefined;
}

/** What a path of a body leads to. */
export type BodyAt = (body: string, path: string) => Result<string, string>;

/** The text that goes in; a value of JSON that is no string as JSON. */
export function follow({ side, part, path }: ResponseReference, answered: Answered, bodyAt: BodyAt): Result<string, string> {
  const message = answered[side];
  switch (part) {
    case 'status':
      return side === 'response' ? ok(String(answered.response.status)) : fail('A request has no status.');
    case 'headers': {
      const value = firstOf(message.fields, path);
      return value === undefined ? fail(`The ${side} has no field ${path}.`) : ok(value);
    }
    case 'body':
      return bodyAt(message.body ?? '', path);
  }
}
