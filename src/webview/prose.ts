// Prose to nodes: words, code and links. Secret values are dots unless shown.
import { html, type nothing, type TemplateResult } from 'lit/html.js';
import type { Prose, ProsePart } from '../core/text/prose.ts';

export const DOTS = '•••••';

/** What may be read of the prose's words. */
export interface Hiding {
  readonly secrets: readonly string[];
  readonly revealed: boolean;
}

export const OPENLY: Hiding = { secrets: [], revealed: true };

export const prose = (words: Prose, hiding: Hiding = OPENLY): readonly TemplateResult[] =>
  words.map((part) => drawn(part, hidden(part.text, hiding)));

function drawn(part: ProsePart, text: string): TemplateResult {
  switch (part.kind) {
    case 'text':
      return html`${text}`;
    case 'code':
      return html`<code>${text}</code>`;
    case 'link':
      return isWeb(part.url) ? html`<a href=${part.url}>${text}</a>` : html`${text}`;
  }
}

export const plain = (words: Prose, hiding: Hiding = OPENLY): string => hidden(words.map((part) => part.text).join(''), hiding);

/** Whole values only where they are long enough to be told from chance. */
export function hidden(text: string, { secrets, revealed }: Hiding): string {
  if (revealed) return text;
  let masked = text;
  for (const secret of secrets) if (secret.length >= 4) masked = masked.replaceAll(secret, DOTS);
  return masked;
}

/** A link only for what a browser may open. */
export function specLink(words: string, url: string): TemplateResult | typeof nothing {
  if (!isWeb(url)) return html`${words}`;
  return html`<a class="spec" href=${url} title=${url}>${words}</a>`;
}

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);
