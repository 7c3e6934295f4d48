// The paths of JSON values (RFC 9535).
import { type JsonValue, query } from 'jsonpath-rfc9535';
import { fail, ok, type Result } from '../text/result.ts';

/** The first value that the path selects, as text: a string as it is, anything else as JSON. */
export function jsonPath(source: string, path: string): Result<string, string> {
  const value = readJson(source);
  if (!value.ok) return value;
  const found = select(value.value, path) ?? select(value.value, quoted(path));
  if (!found) return fail(`${path} can't be read as a JSONPath (RFC 9535).`);
  const [first] = found;
  if (first === undefined) return fail(`Nothing is found at ${path}.`);
  return ok(typeof first === 'string' ? first : JSON.stringify(first));
}

function readJson(source: string): Result<JsonValue, string> {
  try {
    return ok(JSON.parse(source));
  } catch {
    return fail('The content is no JSON, so a path beginning with $ leads nowhere.');
  }
}

/** `undefined` when the path can't be read. */
function select(value: JsonValue, path: string): readonly JsonValue[] | undefined {
  try {
    return query(value, path);
  } catch {
    return undefined;
  }
}

/** Other clients let names with dashes go unquoted, `$.access-token`. */
const quoted = (path: string): string => path.replace(/\.([\p{L}_][\p{L}\p{N}_-]*)(?=[.[]|$)/gu, "['$1']");
