// Finds the first place where XML is not well-formed (XML 1.0, fifth edition). No entities are expanded, nothing is fetched, no tree is made.

export interface XmlProblem {
  /** Code units. */
  readonly at: number;
  readonly message: string;
}

const NAME = '[A-Za-z_:\\u00c0-\\u{10ffff}][\\w:.\\u00b7-\\u{10ffff}-]*';
const OPEN = new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'uy');
const CLOSE = new RegExp(`</(${NAME})\\s*>`, 'uy');
const BARE = /&(?!(?:[A-Za-z_:][\w:.-]*|#\d+|#x[0-9A-Fa-f]+);)/;

/** Sections that are passed over: how each begins and ends, and what it is called. */
const SKIPPED = [
  ['<!--', '-->', 'comment'],
  ['<![CDATA[', ']]>', 'CDATA section'],
  ['<?', '?>', 'processing instruction'],
] as const;

/** `undefined` for well-formed text. */
export function readXml(source: string): XmlProblem | undefined {
  const open: string[] = [];
  let roots = 0;
  let at = source.startsWith('\ufeff') ? 1 : 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const between = source.slice(at, next < 0 ? source.length : next);
    const stray = strayText(between, open.length, at);
    if (stray !== undefined) return stray;
    if (next < 0) break;
    const step = markup(source, next, open, roots);
    if ('message' in step) return step;
    roots += step.root ? 1 : 0;
    at = step.end;
  }
  const last = open.at(-1);
  if (last !== undefined) return { at: source.length, message: `the element ${last} is not closed` };
  return roots === 0 ? { at: source.length, message: 'there is no element' } : undefined;
}

function strayText(between: string, depth: number, at: number): XmlProblem | undefined {
  const outside = depth === 0 ? between.search(/\S/) : -1;
  if (outside >= 0) return { at: at + outside, message: 'text outside of the root element' };
  const bare = between.search(BARE);
  return bare < 0 ? undefined : { at: at + bare, message: 'a bare &: write &amp;' };
}

interface Step {
  readonly end: number;
  /** It began a root element. */
  readonly root: boolean;
}

function markup(source: string, at: number, open: string[], roots: number): Step | XmlProblem {
  for (const [begin, end, name] of SKIPPED) {
    if (!source.startsWith(begin, at)) continue;
    const stop = source.indexOf(end, at + begin.length);
    if (begin === '<![CDATA[' && open.length === 0) return { at, message: 'text outside of the root element' };
    return stop < 0 ? { at, message: `the ${name} does not end` } : { end: stop + end.length, root: false };
  }
  if (/^<!DOCTYPE\b/.test(source.slice(at, at + 10))) return doctype(source, at);
  if (source.startsWith('</', at)) return closing(source, at, open);
  return opening(source, at, open, roots);
}

function doctype(source: string, at: number): Step | XmlProblem {
  const subset = source.indexOf('[', at);
  const plain = source.indexOf('>', at);
  const end = subset >= 0 && subset < plain ? source.indexOf('>', source.indexOf(']', subset)) : plain;
  return end < 0 ? { at, message: 'the document type declaration does not end' } : { end: end + 1, root: false };
}

function closing(source: string, at: number, open: string[]): Step | XmlProblem {
  CLOSE.lastIndex = at;
  const found = CLOSE.exec(source);
  if (found === null) return { at, message: 'not a closing tag' };
  const expected = open.pop();
  if (expected === undefined) return { at, message: `closes ${found[1]}, which is not open` };
  if (expected !== found[1]) return { at, message: `closes ${found[1]}, but ${expected} is open` };
  return { end: at + found[0].length, root: false };
}

function opening(source: string, at: number, open: string[], roots: number): Step | XmlProblem {
  OPEN.lastIndex = at;
  const found = OPEN.exec(source);
  if (found === null) return { at, message: 'not a tag: attributes need quotes, < is &lt;' };
  const [whole, name = '', attributes = '', empty] = found;
  if (open.length === 0 && roots > 0) return { at, message: `a second root element, ${name}` };
  const bare = attributes.search(BARE);
  if (bare >= 0) return { at: at + 1 + name.length + bare, message: 'a bare &: write &amp;' };
  const names: readonly string[] = attributes.match(new RegExp(`${NAME}(?=\\s*=\\s*["'])`, 'gu')) ?? [];
  const twice = names.find((n, i) => names.indexOf(n) !== i && attributeCount(attributes, n) > 1);
  if (twice !== undefined) return { at, message: `the attribute ${twice} occurs twice` };
  if (empty === '') open.push(name);
  return { end: at + whole.length, root: open.length - (empty === '' ? 1 : 0) === 0 };
}

/** How often it stands as an attribute, not inside a value. */
const attributeCount = (attributes: string, name: string): number =>
  attributes
    .replace(/"[^"]*"|'[^']*'/g, '""')
    .split(/\s+/)
    .filter((part) => part.split('=')[0] === name).length;
