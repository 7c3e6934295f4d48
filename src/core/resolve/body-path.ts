// What a path of a body leads to: `$…` in JSON, `/…` in XML. Loaded when a request is sent that needs it, for its libraries' sake.
import { ok, type Result } from '../text/result.ts';
import { jsonPath } from './json-path.ts';
import { xmlPath } from './xml-path.ts';

export function bodyAt(body: string, path: string): Result<string, string> {
  if (path === '' || path === '*') return ok(body);
  if (path.startsWith('/')) return xmlPath(body, path);
  return jsonPath(body, path.startsWith('$') ? path : `$.${path}`);
}
