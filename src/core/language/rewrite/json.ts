// JSON: one object, a member for each name; a name that is there several times has a list.
import type { Block, TextBody } from '../../syntax/tree.ts';
import { fail, ok, type Result } from '../../text/result.ts';
import type { Entry, Value, Written } from './entry.ts';

/** Marks a reference that stands for a whole value while the text is read as JSON. */
const MARK = '\uE000';

export function readJson(block: Block, body: TextBody): Result<readonly Entry[], string> {
  if (body.includes.length > 0) return fail('part of the JSON comes from a file');
  const object = parsed(withoutComments(block, body));
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return fail('the body is no JSON object');
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(object)) {
    for (const one of Array.isArray(value) && value.length > 0 ? value : [value]) {
      const read = scalar(one);
      if (read === undefined)
        return fail(`“${name}” holds ${Array.isArray(one) ? 'a list' : 'an object'}, and only names with values can be rewritten`);
      entries.push({ name, value: read });
    }
  }
  return ok(entries);
}

function scalar(value: unknown): Value | undefined {
  if (typeof value === 'string') return value.startsWith(MARK) ? { kind: 'literal', text: value.slice(1) } : { kind: 'text', text: value };
  if (typeof value === 'object' && value !== null) return undefined;
  return { kind: 'literal', text: String(value) };
}

function parsed(text: string): unknown {
  const marked = text.replace(/("(?:[^"\\]|\\.)*")|(\{\{[^{}\r\n]*\}\})/g, (all, string?: string) => string ?? JSON.stringify(MARK + all));
  try {
    return JSON.parse(marked);
  } catch {
    // No JSON: there is nothing to rewrite.
    return undefined;
  }
}

/** Comment lines replaced by nothing. */
function withoutComments(block: Block, body: TextBody): string {
  let text = '';
  let at = body.range.start;
  for (const { range } of body.comments) {
    text += block.text.slice(at, range.start);
    at = range.end;
  }
  return text + block.text.slice(at, body.range.end);
}

export function writeJson(entries: readonly Entry[]): Result<Written, string> {
  const members = new Map<string, string[]>();
  for (const { name, value } of entries) {
    if (value.kind === 'file') return fail(`“${name}” is a file, and JSON has only text`);
    const text = value.kind === 'literal' ? value.text : JSON.stringify(value.text);
    members.set(name, [...(members.get(name) ?? []), text]);
  }
  const lines = [...members].map(
    ([name, values]) => `  ${JSON.stringify(name)}: ${values.length === 1 ? values[0] : `[${values.join(', ')}]`}`,
  );
  return ok({ contentType: 'application/json', body: lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n}` });
}
