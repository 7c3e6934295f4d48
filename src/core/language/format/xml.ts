// XML with `{{references}}` in it, laid out anew: only white space between elements is changed. An element that has text, or that
// asks for its space with `xml:space` (XML 1.0 section 2.10), stays as it is with all that is in it.
import { scanXml } from '../../syntax/xml-scan.ts';

/** `undefined` for what is not well-formed, and with a document type, which may say that space counts. */
export function formatXml(text: string, unit: string): string | undefined {
  if (text.length > LONGEST || scanXml(text, 0, text.length) !== undefined) return undefined;
  const tokens = tokensOf(text);
  return tokens && write(tokens, laidOut(tokens), unit);
}

/** Nobody reads more of it. */
const LONGEST = 1_000_000;

interface Token {
  readonly kind: 'open' | 'close' | 'empty' | 'text' | 'blank' | 'aside';
  readonly text: string;
}

const REFERENCE = String.raw`\{\{[^{}\r\n]*\}\}`;
/** A reference as a whole, or one character that is none of those. */
const butNot = (characters: string): string => `(?:${REFERENCE}|(?!${REFERENCE})[^${characters}])`;
const TOKEN = new RegExp(
  [
    String.raw`(<!--[\s\S]*?-->|<\?[\s\S]*?\?>)`,
    String.raw`(<!\[CDATA\[[\s\S]*?\]\]>)`,
    `(<(?!!)(?:"${butNot('"')}*"|'${butNot("'")}*'|${butNot('<>"\'')})*>)`,
    `(${butNot('<')}+)`,
  ].join('|'),
  'y',
);

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const [all, aside, , tag, words] = match;
    if (aside !== undefined) tokens.push({ kind: 'aside', text: all });
    else if (tag !== undefined) tokens.push({ kind: tag.startsWith('</') ? 'close' : tag.endsWith('/>') ? 'empty' : 'open', text: all });
    else tokens.push({ kind: words === undefined || /[^ \t\r\n]/.test(words) ? 'text' : 'blank', text: all });
  }
  return tokens;
}

/** The `open` tokens whose children get lines of their own: by their place in `tokens`. */
function laidOut(tokens: readonly Token[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open: { readonly at: number; readonly preserve: boolean; children: boolean; text: boolean }[] = [];
  for (const [at, token] of tokens.entries()) {
    const parent = open.at(-1);
    if (parent !== undefined && token.kind === 'text') parent.text = true;
    if (parent !== undefined && (token.kind === 'open' || token.kind === 'empty' || token.kind === 'aside')) parent.children = true;
    if (token.kind === 'open') open.push({ at, preserve: /\sxml:space\s*=/.test(token.text), children: false, text: false });
    if (token.kind !== 'close') continue;
    const closed = open.pop();
    if (closed?.children === true && !closed.text && !closed.preserve) found.add(closed.at);
  }
  return found;
}

function write(tokens: readonly Token[], lines: ReadonlySet<number>, unit: string): string {
  let text = '';
  let depth = 0;
  /** How many elements are open inside of one that stays as it is, itself included. */
  let kept = 0;
  for (const [at, token] of tokens.entries()) {
    if (kept > 0) {
      text += token.text;
      if (token.kind === 'open') kept++;
      else if (token.kind === 'close') kept--;
      continue;
    }
    if (token.kind === 'blank') continue;
    if (token.kind === 'close') depth--;
    text += `${text === '' ? '' : '\n'}${unit.repeat(depth)}${token.text}`;
    if (token.kind !== 'open') continue;
    if (lines.has(at)) depth++;
    else kept = 1;
  }
  return text;
}
