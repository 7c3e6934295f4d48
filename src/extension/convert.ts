// Values of the core as VS Code wants them. Text from a file or a server is only ever text: it is escaped, never markup.
import { MarkdownString, Range, type TextDocument, Uri, WorkspaceEdit } from 'vscode';
import type { Section } from '../core/language/hover/section.ts';
import type { Prose, ProsePart } from '../core/text/prose.ts';
import type { Range as Span } from '../core/text/range.ts';
import type { Places } from './documents.ts';

export const toRange = (document: TextDocument, span: Span): Range =>
  new Range(document.positionAt(span.start), document.positionAt(span.end));

/** Edits of what was read, in the document that it stands in. */
export function editOf(
  document: TextDocument,
  places: Places,
  edits: readonly { readonly range: Span; readonly text: string }[],
): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { range, text } of edits.map(places.edit)) edit.replace(document.uri, toRange(document, range), text);
  return edit;
}

export function proseMarkdown(prose: Prose): MarkdownString {
  const markdown = new MarkdownString();
  appendProse(markdown, prose);
  return markdown;
}

export function sectionsMarkdown(sections: readonly Section[]): MarkdownString {
  const markdown = new MarkdownString();
  for (const section of sections) appendSection(markdown, section);
  return markdown;
}

function appendSection(markdown: MarkdownString, section: Section): void {
  switch (section.kind) {
    case 'prose':
      appendProse(markdown, section.prose);
      break;
    case 'code':
      markdown.appendCodeblock(section.text, section.language);
      break;
    case 'list':
      for (const item of section.items) {
        markdown.appendMarkdown('- ');
        appendProse(markdown, item);
        markdown.appendMarkdown('\n');
      }
      break;
    case 'table':
      markdown.appendMarkdown('| | |\n|:--|:--|\n');
      for (const [name, value] of section.rows) markdown.appendMarkdown(`| ${cell(name)} | ${cell(value)} |\n`);
      break;
    case 'specs':
      markdown.appendMarkdown(
        section.specs
          .map(
            ({ spec, section: at, url }) => `[${escapeMarkdown(at === '' ? spec : `${spec} § ${at}`)}](${Uri.parse(url).toString(true)})`,
          )
          .join(' · '),
      );
      break;
  }
  markdown.appendMarkdown('\n\n');
}

function appendProse(markdown: MarkdownString, prose: Prose): void {
  for (const part of prose) markdown.appendMarkdown(partMarkdown(part));
}

function partMarkdown(part: ProsePart): string {
  switch (part.kind) {
    case 'text':
      return escapeMarkdown(part.text);
    case 'code':
      return inlineCode(part.text);
    case 'link':
      return `[${escapeMarkdown(part.text)}](${encodeURI(part.url)})`;
  }
}

/** Backquotes around, more of them than the text has in a row. */
export function inlineCode(text: string): string {
  if (text === '') return '';
  const one = text.replace(/[\r\n]+/g, ' ');
  const longest = Math.max(0, ...[...one.matchAll(/`+/g)].map((m) => m[0].length));
  const ticks = '`'.repeat(longest + 1);
  const space = longest > 0 || one.startsWith(' ') ? ' ' : '';
  return `${ticks}${space}${one}${space}${ticks}`;
}

/** A bar would end the cell, inside of code as well. */
const cell = (text: string): string => (text === '' ? '' : inlineCode(text).replaceAll('|', '\\|'));

export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, '\\$&').replace(/\r?\n/g, ' ');
