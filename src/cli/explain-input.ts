// What `postil explain` is given: JSON of four kinds, or text that somebody pasted or saved.
import { fromDescription } from '../core/explain/from-description.ts';
import { exchangesIn, fromExchangeJson, isExchangeJson } from '../core/explain/from-exchange-json.ts';
import { fromHar, isHar } from '../core/explain/from-har.ts';
import { fromMessage } from '../core/explain/from-message.ts';
import type { Subject } from '../core/explain/subject.ts';
import { fail, ok, type Result } from '../core/text/result.ts';

export interface Input {
  /** `single`: one exchange, answered alone; `list`: a HAR or several exchanges, also when there is only one. */
  readonly kind: 'single' | 'list';
  readonly subjects: readonly Subject[];
}

export function readInput(octets: Uint8Array): Result<Input, string> {
  const text = new TextDecoder().decode(octets);
  if (!/^\s*[{[]/.test(text)) return message(octets);
  const json = parse(text);
  return json.ok ? fromJson(json.value) : fail(json.error);
}

/** One line of `--jsonl`. */
export function readLine(line: string): Result<Subject, string> {
  const json = parse(line);
  if (!json.ok) return json;
  if (isExchangeJson(json.value)) return ok(fromExchangeJson(json.value));
  return errorWords(fromDescription(json.value));
}

function fromJson(json: unknown): Result<Input, string> {
  if (isHar(json)) {
    const read = errorWords(fromHar(json));
    return read.ok ? ok({ kind: 'list', subjects: read.value }) : read;
  }
  const exchanges = exchangesIn(json);
  if (exchanges !== undefined) {
    const subjects = exchanges.map(fromExchangeJson);
    return ok({ kind: isExchangeJson(json) ? 'single' : 'list', subjects });
  }
  const read = errorWords(fromDescription(json));
  return read.ok ? ok({ kind: 'single', subjects: [read.value] }) : read;
}

function message(octets: Uint8Array): Result<Input, string> {
  const read = errorWords(fromMessage(octets));
  return read.ok ? ok({ kind: 'single', subjects: [read.value] }) : read;
}

function parse(text: string): Result<unknown, string> {
  try {
    return ok<unknown>(JSON.parse(text));
  } catch (error) {
    return fail(`The input is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const errorWords = <T>(result: Result<T, { readonly message: string }>): Result<T, string> =>
  result.ok ? result : fail(result.error.message);
