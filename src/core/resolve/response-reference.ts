// `{{login.response.body.$.token}}`: what an earlier exchange says (FORMAT.md "Response references").
import { firstOf } from '../http/field.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { jsonPath } from './json-path.ts';
import type { Answered } from './scope.ts';
import { xmlPath } from './xml-path.ts';

export interface ResponseReference {
  readonly request: string;
  readonly side: 'request' | 'response';
  readonly part: 'body' | 'headers' | 'status';
  /** A path of the body, a field's name, or empty. */
  readonly path: string;
}

/** `undefined` when the expression has not this shape. */
export function readResponseReference(expression: string): ResponseReference | undefined {
  const m = /^(.+?)\.(request|response)\.(body|headers|status)(?:\.([\s\S]*))?$/.exec(expression);
  const [, request, side, part, path = ''] = m ?? [];
  if (request === undefined || (side !== 'request' && side !== 'response')) return undefined;
  if (part !== 'body' && part !== 'headers' && part !== 'status') return undefined;
  return { request, side, part, path };
}

/** The text that goes in; a value of JSON that is no string as JSON. */
export function follow({ side, part, path }: ResponseReference, answered: Answered): Result<string, string> {
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

function bodyAt(body: string, path: string): Result<string, string> {
  if (path === '' || path === '*') return ok(body);
  if (path.startsWith('/')) return xmlPath(body, path);
  const value = parseJson(body);
  return value.ok ? jsonPath(value.value, path.startsWith('$') ? path : `$.${path}`) : value;
}

function parseJson(body: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(body));
  } catch {
    return fail('The content is no JSON, so a path beginning with $ leads nowhere.');
  }
}
