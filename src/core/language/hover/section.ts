// What a hover says, as data: whoever shows it decides how.
import type { SpecReference } from '../../explain/annotation.ts';
import { type Prose, plain } from '../../text/prose.ts';
import type { Range } from '../../text/range.ts';

export type Section =
  | { readonly kind: 'prose'; readonly prose: Prose }
  /** `language` as VS Code knows it; `http` for what goes over the wire. */
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Prose[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly [string, string])[] }
  | { readonly kind: 'specs'; readonly specs: readonly SpecReference[] };

export interface Hover {
  readonly range: Range;
  readonly sections: readonly Section[];
}

export const prose = (words: Prose): Section => ({ kind: 'prose', prose: words });

export const codeBlock = (text: string, language = 'http'): Section => ({ kind: 'code', language, text });

/** Nothing for an empty list. */
export const specsOf = (specs: readonly SpecReference[]): readonly Section[] => (specs.length === 0 ? [] : [{ kind: 'specs', specs }]);

/** What a test or a screen reader gets: a line for each sentence, item and row. */
export const plainSections = (sections: readonly Section[]): string => sections.map(plainSection).join('\n');

function plainSection(section: Section): string {
  switch (section.kind) {
    case 'prose':
      return plain(section.prose);
    case 'code':
      return section.text
        .split('\n')
        .map((line) => `    ${line}`)
        .join('\n');
    case 'list':
      return section.items.map((item) => `- ${plain(item)}`).join('\n');
    case 'table':
      return section.rows.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'specs':
      return section.specs.map(({ spec, section: at }) => `${spec}${at === '' ? '' : ` section ${at}`}`).join(', ');
  }
}
