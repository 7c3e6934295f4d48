// Is a text JSON (RFC 8259)? The first fault with its place. `{{references}}` may stand for any value, member or part of a string;
// comment lines that are not sent are stepped over. One pass, no recursion, nothing is built.
import type { Range } from '../text/range.ts';
import { skipReference } from './reference.ts';

export interface ScanFault {
  readonly range: Range;
  readonly message: string;
  readonly related?: { readonly range: Range; readonly message: string };
  /** What would mend it: `text` in the place of `range`. */
  readonly fix?: { readonly title: string; readonly range: Range; readonly text: string };
}

export interface ScanOptions {
  /** In order; their text counts as white space. */
  readonly skip: readonly Range[];
  /** Several values one after another (NDJSON). */
  readonly many: boolean;
}

/** `undefined` when there is no fault between `start` and `end`. */
export function scanJson(text: string, start: number, end: number, options: ScanOptions): ScanFault | undefined {
  const scan: Scan = { text, end, at: start, skip: options.skip, skipped: 0, open: [], comma: undefined };
  let expect: Expect = 'value';
  for (;;) {
    step(scan);
    if (scan.at >= end) return atEnd(scan, expect);
    if (expect === 'end') {
      if (!options.many) return fault(scan, scan.at, 'Expected nothing after the JSON value');
      expect = 'value';
    }
    const next = token(scan, expect);
    if (typeof next !== 'string') return next;
    expect = next;
  }
}

/** What may come next. */
type Expect = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma' | 'end';

interface Scan {
  readonly text: string;
  readonly end: number;
  at: number;
  readonly skip: readonly Range[];
  skipped: number;
  /** Where each open bracket stands. */
  readonly open: number[];
  /** The last comma, for the message about one before a closing bracket. */
  comma: number | undefined;
}

/** Over white space and over what is not sent. */
function step(scan: Scan): void {
  const { text, end, skip } = scan;
  for (;;) {
    const c = text.charCodeAt(scan.at);
    if (scan.at < end && (c === 32 || c === 10 || c === 13 || c === 9)) {
      scan.at++;
      continue;
    }
    const next = skip[scan.skipped];
    if (!next || scan.at < next.start) return;
    scan.at = Math.max(scan.at, next.end);
    scan.skipped++;
  }
}

function token(scan: Scan, expect: Expect): Expect | ScanFault {
  switch (expect) {
    case 'value':
    case 'value-or-close':
      return value(scan, expect);
    case 'key':
    case 'key-or-close':
      return key(scan, expect);
    case 'colon':
      return colon(scan);
    case 'comma':
    case 'end':
      return comma(scan);
  }
}

const afterValue = ({ open }: Scan): Expect => (open.length === 0 ? 'end' : 'comma');

function value(scan: Scan, expect: Expect): Expect | ScanFault {
  const { text, at, end } = scan;
  const c = text.charCodeAt(at);
  if (c === 123 && skipReference(text, at, end) === at) {
    scan.open.push(at);
    scan.at++;
    return 'key-or-close';
  }
  if (c === 91) {
    scan.open.push(at);
    scan.at++;
    return 'value-or-close';
  }
  if (c === 34) return string(scan) ?? afterValue(scan);
  if (c === 93) return expect === 'value-or-close' ? close(scan) : commaBefore(scan);
  return word(scan);
}

/** A number, `true`, `false`, `null`, or a run of these with references in it. */
function word(scan: Scan): Expect | ScanFault {
  const { text, end } = scan;
  const start = scan.at;
  let at = start;
  let references = false;
  while (at < end) {
    const after = skipReference(text, at, end);
    if (after > at) {
      references = true;
      at = after;
    } else if (isWordChar(text.charCodeAt(at))) at++;
    else break;
  }
  if (at === start) return fault(scan, start, 'Expected a JSON value');
  scan.at = at;
  const found = text.slice(start, at);
  if (references || found === 'true' || found === 'false' || found === 'null' || NUMBER.test(found)) return afterValue(scan);
  return wrongWord(found, { start, end: at });
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const isWordChar = (c: number): boolean =>
  (c >= 48 && c <= 57) || (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 43 || c === 45 || c === 46 || c === 95 || c > 127;

function wrongWord(found: string, range: Range): ScanFault {
  const lower = found.toLowerCase();
  if (lower === 'true' || lower === 'false' || lower === 'null') return mend(range, `JSON writes ${lower} in lower case.`, lower);
  if (lower === 'none' || lower === 'undefined' || lower === 'nil') return mend(range, `${found} is no JSON value. JSON has null.`, 'null');
  if (/^[-+.\d]/.test(found))
    return { range, message: `${found} is no JSON number: no leading zeros or plus sign, digits on both sides of the point.` };
  return mend(
    range,
    `${found} is no JSON value: expected a string in double quotes, a number, true, false, null, an object or an array.`,
    `"${found}"`,
  );
}

const mend = (range: Range, message: string, text: string): ScanFault => ({
  range,
  message,
  fix: { title: `Change it to ${text}`, range, text },
});

function key(scan: Scan, expect: Expect): Expect | ScanFault {
  const { text, at, end } = scan;
  const c = text.charCodeAt(at);
  if (c === 34) return string(scan) ?? 'colon';
  if (c === 125) return expect === 'key-or-close' ? close(scan) : commaBefore(scan);
  const after = skipReference(text, at, end);
  if (after > at) {
    scan.at = after;
    step(scan);
    return text.charCodeAt(scan.at) === 58 ? 'colon' : 'comma';
  }
  const bare = /^[\p{L}_$][\p{L}\p{N}_$-]*/u.exec(text.slice(at, Math.min(end, at + 100)))?.[0];
  if (bare !== undefined)
    return mend({ start: at, end: at + bare.length }, `Expected a name in double quotes, found ${bare}.`, `"${bare}"`);
  return fault(scan, at, 'Expected a name in double quotes');
}

function colon(scan: Scan): Expect | ScanFault {
  if (scan.text.charCodeAt(scan.at) !== 58) return fault(scan, scan.at, 'Expected a colon after the name');
  scan.comma = undefined;
  scan.at++;
  return 'value';
}

function comma(scan: Scan): Expect | ScanFault {
  const { text, at, open, end } = scan;
  const c = text.charCodeAt(at);
  const bracket = text.charCodeAt(open.at(-1) ?? -1);
  if (c === 44) {
    scan.comma = at;
    scan.at++;
    return bracket === 123 ? 'key' : 'value';
  }
  if (c === 125 || c === 93) return close(scan);
  const after = skipReference(text, at, end);
  if (after > at) {
    scan.at = after;
    return 'comma';
  }
  const closing = bracket === 123 ? '}' : ']';
  const found = fault(scan, at, `Expected a comma or ${closing}`);
  if (c !== 34 && c !== 123 && c !== 91) return found;
  const before = lastBefore(text, at);
  return {
    ...found,
    range: { start: before, end: before + 1 },
    message: 'A comma is missing after this value.',
    fix: { title: 'Insert a comma', range: { start: before + 1, end: before + 1 }, text: ',' },
  };
}

function lastBefore(text: string, at: number): number {
  let i = at - 1;
  while (i > 0 && ' \t\r\n'.includes(text.charAt(i))) i--;
  return i;
}

function close(scan: Scan): Expect | ScanFault {
  const { text, at, open } = scan;
  const opened = open.pop();
  const c = text.charAt(at);
  if (opened === undefined) return { range: { start: at, end: at + 1 }, message: `${c} closes nothing.` };
  const wanted = text.charCodeAt(opened) === 123 ? '}' : ']';
  if (c !== wanted)
    return {
      range: { start: at, end: at + 1 },
      message: `Expected ${wanted}, found ${c}.`,
      related: { range: { start: opened, end: opened + 1 }, message: 'It was opened here.' },
    };
  scan.at++;
  return afterValue(scan);
}

function commaBefore(scan: Scan): ScanFault {
  if (scan.comma === undefined) return fault(scan, scan.at, 'Expected a JSON value');
  const range = { start: scan.comma, end: scan.comma + 1 };
  return { range, message: `JSON has no comma before ${scan.text.charAt(scan.at)}.`, fix: { title: 'Remove the comma', range, text: '' } };
}

/** `undefined` when the string is well; it stands at `scan.at`. */
function string(scan: Scan): ScanFault | undefined {
  const { text, end } = scan;
  const start = scan.at;
  for (let at = start + 1; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c === 34) {
      scan.at = at + 1;
      return undefined;
    }
    if (c === 92) {
      const bad = escapeFault(text, at);
      if (bad) return bad;
      at++;
    } else if (c === 123) at = Math.max(at, skipReference(text, at, end) - 1);
    else if (c < 32) return inString(start, at, c);
  }
  return { range: { start, end: start + 1 }, message: 'This string does not end: a double quote is missing.' };
}

function inString(start: number, at: number, c: number): ScanFault {
  if (c === 10 || c === 13)
    return {
      range: { start, end: at },
      message: 'This string does not end on its line. Close it with a double quote; a line break in a string is written \\n.',
    };
  const shown = c === 9 ? '\\t' : `\\u${c.toString(16).padStart(4, '0')}`;
  return {
    range: { start: at, end: at + 1 },
    message: `A control character may not stand in a string as it is. Write ${shown}.`,
    fix: { title: `Change it to ${shown}`, range: { start: at, end: at + 1 }, text: shown },
  };
}

/** `\{\{` is the language's own, sent as `{{`. */
function escapeFault(text: string, at: number): ScanFault | undefined {
  const c = text.charAt(at + 1);
  if ('"\\/bfnrt{}'.includes(c) && c !== '') return undefined;
  if (c === 'u' && /^[0-9A-Fa-f]{4}$/.test(text.slice(at + 2, at + 6))) return undefined;
  const range = { start: at, end: Math.min(at + 2, text.length) };
  return {
    range,
    message: `\\${c} is no escape of JSON. A backslash itself is written \\\\.`,
    fix: { title: 'Double the backslash', range: { start: at, end: at + 1 }, text: '\\\\' },
  };
}

function fault({ text, end }: Scan, at: number, expected: string): ScanFault {
  const found = text.charAt(at);
  const range = { start: at, end: Math.min(at + 1, end) };
  if (found === "'") return { range, message: `${expected}, found a single quote. JSON has double quotes only.` };
  if (found === '/' || found === '#')
    return {
      range,
      message: `${expected}, found ${found}. JSON has no comments; a comment on a line of its own is left out when the request is sent.`,
    };
  return { range, message: `${expected}, found ${found === '' ? 'the end' : found}.` };
}

function atEnd({ text, end, open }: Scan, expect: Expect): ScanFault | undefined {
  if (expect === 'end') return undefined;
  const opened = open.at(-1);
  const range = { start: Math.max(0, end - 1), end };
  if (opened === undefined) return { range, message: 'Expected a JSON value, found the end.' };
  const wanted = text.charCodeAt(opened) === 123 ? '}' : ']';
  return {
    range,
    message: `The content ends, and a ${wanted} is missing.`,
    related: { range: { start: opened, end: opened + 1 }, message: 'It was opened here.' },
    ...(expect === 'comma' && { fix: { title: `Insert ${wanted}`, range: { start: end, end }, text: wanted } }),
  };
}
