// Colours for one line of text. A line is coloured by itself, so a slice from the middle of a large body can be drawn.
import { html, type TemplateResult } from 'lit/html.js';
import type { ContentLanguage } from '../protocol/content-view.ts';

/** A run of text in one colour; the classes are those of the style sheet. */
export interface Piece {
  readonly text: string;
  readonly tone: '' | 'name' | 'string' | 'number' | 'word' | 'mark';
}

const JSON_TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;
const MARKUP_TOKENS = /(<!--.*?(?:-->|$)|<[!?][^>]*>?)|(<\/?[\w:.-]+|\/?>)|([\w:.-]+)(?==)|("[^"]*"|'[^']*')/g;
const PAIR = /^([^:]*): (.*)$/;
const EVENT = /^([^:]*)(:)(.*)$/;
/** Longer lines stay as they are: a colour for each token of a minified file helps nobody. */
const LONGEST = 4000;

export function coloured(text: string, language: ContentLanguage): readonly Piece[] {
  if (text.length > LONGEST) return [{ text, tone: '' }];
  switch (language) {
    case 'json':
      return pieces(text, JSON_TOKENS, ([, string, colon, number]) =>
        string === undefined ? (number === undefined ? 'word' : 'number') : colon === undefined ? 'string' : 'name',
      );
    case 'xml':
    case 'html':
      return pieces(text, MARKUP_TOKENS, ([, comment, tag, attribute]) =>
        comment !== undefined ? 'mark' : tag !== undefined ? 'name' : attribute !== undefined ? 'word' : 'string',
      );
    case 'form':
      return inTwo(text, PAIR);
    case 'events':
      return inTwo(text, EVENT);
    case 'text':
    case 'none':
      return [{ text, tone: '' }];
  }
}

export const drawn = (all: readonly Piece[]): readonly TemplateResult[] =>
  all.map(({ text, tone }) => (tone === '' ? html`${text}` : html`<span class="t-${tone}">${text}</span>`));

function pieces(text: string, pattern: RegExp, toneOf: (m: RegExpExecArray) => Piece['tone']): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const m of text.matchAll(pattern)) {
    if (m.index > at) found.push({ text: text.slice(at, m.index), tone: '' });
    const name = m[2] !== undefined && m[1] !== undefined && pattern === JSON_TOKENS ? m[1] : m[0];
    found.push({ text: name, tone: toneOf(m) });
    if (name !== m[0]) found.push({ text: m[0].slice(name.length), tone: '' });
    at = m.index + m[0].length;
  }
  if (at < text.length) found.push({ text: text.slice(at), tone: '' });
  return found;
}

function inTwo(text: string, pattern: RegExp): readonly Piece[] {
  const m = pattern.exec(text);
  if (m === null) return [{ text, tone: '' }];
  const [, name = ''] = m;
  return [
    { text: name, tone: 'name' },
    { text: text.slice(name.length), tone: '' },
  ];
}

/** Numbers and quoted strings of a field's value, with their ranges in code units. */
export function valueTokens(
  value: string,
): readonly { readonly start: number; readonly end: number; readonly tone: 'string' | 'number' }[] {
  return [...value.matchAll(/((?:W\/)?"(?:[^"\\]|\\.)*")|(?<![\w.:/+-])(\d+(?:\.\d+)?)(?![\w.:/+-])/g)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    tone: m[1] === undefined ? 'number' : 'string',
  }));
}
