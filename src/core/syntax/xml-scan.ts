// Is a text well-formed XML (XML 1.0, without what a document type could declare)? The first fault with its place.
// `{{references}}` may stand anywhere. One pass, nothing is built but the names of open elements.
import type { Range } from '../text/range.ts';
import type { ScanFault } from './json-scan.ts';
import { skipReference } from './reference.ts';

/** `undefined` when there is no fault between `start` and `end`. */
export function scanXml(text: string, start: number, end: number): ScanFault | undefined {
  const scan: Scan = { text, start, end, at: start, open: [], roots: 0, declared: false };
  while (scan.at < end) {
    const fault = text.charCodeAt(scan.at) === 60 ? markup(scan) : words(scan);
    if (fault) return fault;
  }
  const last = scan.open.at(-1);
  if (last)
    return {
      range: last.range,
      message: `<${last.name}> is never closed: </${last.name}> is missing.`,
      fix: { title: `Add </${last.name}>`, range: { start: end, end }, text: `</${last.name}>` },
    };
  return undefined;
}

interface Scan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  at: number;
  readonly open: { readonly name: string; readonly range: Range }[];
  roots: number;
  /** Names of entities may come from a document type, so they are not checked after one. */
  declared: boolean;
}

const one = (at: number): Range => ({ start: at, end: at + 1 });

/** Character data up to the next `<`. */
function words(scan: Scan): ScanFault | undefined {
  const { text, end } = scan;
  while (scan.at < end) {
    const c = text.charCodeAt(scan.at);
    if (c === 60) return undefined;
    const after = c === 123 ? skipReference(text, scan.at, end) : scan.at;
    if (after > scan.at) {
      scan.at = after;
      continue;
    }
    if (c === 38) {
      const fault = entity(scan);
      if (fault) return fault;
      continue;
    }
    if (scan.open.length === 0 && c > 32 && c !== 0xfeff) return outside(scan);
    if (c === 93 && text.startsWith(']]>', scan.at))
      return { range: { start: scan.at, end: scan.at + 3 }, message: ']]> may not stand in text. Write ]]&gt;.' };
    scan.at++;
  }
  return undefined;
}

function outside({ at, roots }: Scan): ScanFault {
  const where = roots === 0 ? 'before the root element' : 'after the root element';
  return { range: one(at), message: `Text stands ${where}. An XML document is one element, with nothing but comments around it.` };
}

/** `&amp;`, `&#38;`, `&#x26;`. */
function entity(scan: Scan): ScanFault | undefined {
  const m = /^&(?:#[0-9]+|#x[0-9A-Fa-f]+|[\p{L}_:][\p{L}\p{N}_:.-]*);/u.exec(scan.text.slice(scan.at, Math.min(scan.end, scan.at + 60)));
  if (!m)
    return {
      range: one(scan.at),
      message: 'An ampersand begins an entity, as in &lt;. For the character itself write &amp;.',
      fix: { title: 'Change it to &amp;', range: one(scan.at), text: '&amp;' },
    };
  if (!scan.declared && !/^&(?:#|(?:amp|lt|gt|quot|apos);)/.test(m[0]))
    return {
      range: { start: scan.at, end: scan.at + m[0].length },
      message: `${m[0]} is not known: XML itself has &amp; &lt; &gt; &quot; &apos;. Write the character, or its number.`,
    };
  scan.at += m[0].length;
  return undefined;
}

function markup(scan: Scan): ScanFault | undefined {
  const { text, at } = scan;
  if (text.startsWith('<!--', at)) return upTo(scan, '-->', 'This comment');
  if (text.startsWith('<![CDATA[', at)) return upTo(scan, ']]>', 'This CDATA section');
  if (text.startsWith('<?', at)) return instruction(scan);
  if (text.startsWith('<!', at)) return declaration(scan);
  return text.charCodeAt(at + 1) === 47 ? closing(scan) : opening(scan);
}

function upTo(scan: Scan, close: string, what: string): ScanFault | undefined {
  const stop = scan.text.indexOf(close, scan.at + 2);
  if (stop === -1 || stop + close.length > scan.end)
    return { range: { start: scan.at, end: scan.at + 2 }, message: `${what} does not end: ${close} is missing.` };
  scan.at = stop + close.length;
  return undefined;
}

function instruction(scan: Scan): ScanFault | undefined {
  const { text, at, start } = scan;
  if (/^<\?xml[\s?]/i.test(text.slice(at, at + 6)) && at !== start)
    return { range: { start: at, end: at + 5 }, message: 'The XML declaration may stand only at the very beginning.' };
  return upTo(scan, '?>', 'This processing instruction');
}

function declaration(scan: Scan): ScanFault | undefined {
  scan.declared = true;
  let depth = 0;
  for (let at = scan.at + 2; at < scan.end; at++) {
    const c = scan.text.charCodeAt(at);
    if (c === 91) depth++;
    else if (c === 93) depth--;
    else if (c === 62 && depth <= 0) {
      scan.at = at + 1;
      return undefined;
    }
  }
  return { range: { start: scan.at, end: scan.at + 2 }, message: 'This declaration does not end: > is missing.' };
}

/** A name with references in it; empty when there is none. */
function nameAt({ text, end }: Scan, from: number): string {
  let at = from;
  while (at < end) {
    const c = text.charCodeAt(at);
    const after = c === 123 ? skipReference(text, at, end) : at;
    if (after > at) at = after;
    else if (isNameChar(c)) at++;
    else break;
  }
  return text.slice(from, at);
}

const isNameChar = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 58) || c === 95 || c === 45 || c === 46 || c > 127;

function closing(scan: Scan): ScanFault | undefined {
  const { text, at, open } = scan;
  const name = nameAt(scan, at + 2);
  const stop = skipSpace(scan, at + 2 + name.length);
  const range = { start: at, end: stop + 1 };
  if (text.charCodeAt(stop) !== 62) return { range: { start: at, end: stop }, message: `Expected > after </${name}.` };
  const last = open.pop();
  if (!last) return { range, message: `</${name}> closes nothing.` };
  if (last.name !== name)
    return {
      range,
      message: `Expected </${last.name}>, found </${name}>.`,
      related: { range: last.range, message: `<${last.name}> was opened here.` },
      fix: { title: `Change it to </${last.name}>`, range, text: `</${last.name}>` },
    };
  scan.at = stop + 1;
  return undefined;
}

function skipSpace({ text, end }: Scan, from: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) <= 32) at++;
  return at;
}

function opening(scan: Scan): ScanFault | undefined {
  const { text, at, open } = scan;
  const name = nameAt(scan, at + 1);
  if (name === '' || /^[0-9.-]/.test(name))
    return {
      range: one(at),
      message: 'A < begins a tag, and no name follows it. For the character itself write &lt;.',
      fix: { title: 'Change it to &lt;', range: one(at), text: '&lt;' },
    };
  if (open.length === 0 && scan.roots++ > 0)
    return {
      range: { start: at, end: at + 1 + name.length },
      message: 'A second root element: an XML document is one element. Put both into one.',
    };
  scan.at = at + 1 + name.length;
  const fault = attributes(scan, name);
  if (fault) return fault;
  const empty = text.charCodeAt(scan.at) === 47;
  if (!empty) open.push({ name, range: { start: at, end: at + 1 + name.length } });
  scan.at += empty ? 2 : 1;
  return undefined;
}

/** Leaves `scan.at` at `>` or at `/>`. */
function attributes(scan: Scan, element: string): ScanFault | undefined {
  const { text, end } = scan;
  const seen = new Set<string>();
  const tag = { start: scan.at - element.length - 1, end: scan.at };
  for (;;) {
    const from = scan.at;
    scan.at = skipSpace(scan, scan.at);
    if (scan.at >= end) return { range: tag, message: `The tag <${element} does not end: > is missing.` };
    const c = text.charCodeAt(scan.at);
    if (c === 62 || (c === 47 && text.charCodeAt(scan.at + 1) === 62)) return undefined;
    const name = nameAt(scan, scan.at);
    if (name === '')
      return { range: one(scan.at), message: `Expected an attribute, > or /> in <${element}, found ${text.charAt(scan.at)}.` };
    if (from === scan.at)
      return {
        range: one(scan.at),
        message: 'White space is missing before this attribute.',
        fix: { title: 'Insert a space', range: { start: from, end: from }, text: ' ' },
      };
    const fault = attribute(scan, name, seen);
    if (fault) return fault;
  }
}

function attribute(scan: Scan, name: string, seen: Set<string>): ScanFault | undefined {
  const { text } = scan;
  const range = { start: scan.at, end: scan.at + name.length };
  const whole = name.includes('{{');
  scan.at = skipSpace(scan, range.end);
  if (text.charCodeAt(scan.at) !== 61) {
    if (whole) return undefined;
    return {
      range,
      message: `The attribute ${name} has no value: expected = and a value in quotes.`,
      fix: { title: 'Give it an empty value', range: { start: range.end, end: range.end }, text: '=""' },
    };
  }
  if (seen.has(name) && !whole) return { range, message: `The attribute ${name} stands twice in one tag.` };
  seen.add(name);
  scan.at = skipSpace(scan, scan.at + 1);
  return attributeValue(scan, name);
}

function attributeValue(scan: Scan, name: string): ScanFault | undefined {
  const { text, end } = scan;
  const quote = text.charCodeAt(scan.at);
  const start = scan.at;
  if (skipReference(text, start, end) > start) {
    scan.at = skipReference(text, start, end);
    return undefined;
  }
  if (quote !== 34 && quote !== 39)
    return { range: one(start), message: `The value of ${name} stands in no quotes. XML wants "…" or '…'.` };
  scan.at++;
  while (scan.at < end) {
    const c = text.charCodeAt(scan.at);
    const after = skipReference(text, scan.at, end);
    if (after > scan.at) scan.at = after;
    else if (c === quote) {
      scan.at++;
      return undefined;
    } else if (c === 60)
      return {
        range: one(scan.at),
        message: `A < may not stand in the value of ${name}. Write &lt;, or close the quote before it.`,
        related: { range: one(start), message: 'The value begins here.' },
      };
    else if (c === 38) {
      const fault = entity(scan);
      if (fault) return fault;
    } else scan.at++;
  }
  return { range: one(start), message: `The value of ${name} does not end: a quote is missing.` };
}
