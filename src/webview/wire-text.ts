// The text of one line of a message: its parts coloured, faulty parts underlined, secrets as dots.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Range } from '../core/text/range.ts';
import type { LineView } from '../protocol/exchange-view.ts';
import { valueTokens } from './colour.ts';
import { DOTS } from './prose.ts';

export function wireText(line: LineView, revealed: boolean): TemplateResult {
  switch (line.kind) {
    case 'request-line':
      return html`<span class="t-method">${line.method}</span> ${value(line.target, { line, masked: revealed ? [] : line.masked, tokens: false })} <span class="t-version">${line.version}</span>`;
    case 'status-line':
      return html`<span class="t-version">${line.version}</span> <span class="t-status">${line.status}</span>${line.reason === '' ? nothing : html` ${line.reason}`}`;
    case 'field':
      return html`<span class="t-name">${line.name}</span>: ${value(line.value, { line, masked: revealed ? [] : line.masked, tokens: !/^(?:date|expires|last-modified|if-modified-since|retry-after)$/i.test(line.name) })}`;
  }
}

/** The line as a screen reader says it. */
export function spokenLine(line: LineView, revealed: boolean): string {
  switch (line.kind) {
    case 'request-line':
      return `${line.method} ${dotted(line.target, revealed ? [] : line.masked)} ${line.version}`;
    case 'status-line':
      return `${line.version} ${line.status} ${line.reason}`.trim();
    case 'field':
      return `${line.name}: ${dotted(line.value, revealed ? [] : line.masked)}`;
  }
}

function dotted(text: string, masked: readonly Range[]): string {
  return masked.toReversed().reduce((all, one) => all.slice(0, one.start) + DOTS + all.slice(one.end), text);
}

interface How {
  readonly line: LineView;
  readonly masked: readonly Range[];
  readonly tokens: boolean;
}

interface Marked extends Range {
  readonly mark: string;
}

function value(text: string, { line, masked, tokens }: How): readonly TemplateResult[] {
  const marks: readonly Marked[] = [
    ...(tokens ? valueTokens(text).map(({ tone, ...range }) => ({ ...range, mark: `t-${tone}` })) : []),
    ...line.notes.flatMap((note) =>
      note.span !== undefined && (note.level === 'error' || note.level === 'warning') ? [{ ...note.span, mark: `u-${note.level}` }] : [],
    ),
    ...masked.map((range) => ({ ...range, mark: 'dots' })),
  ];
  const cuts = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.end])])]
    .filter((at) => at >= 0 && at <= text.length)
    .toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? text.length;
    const here = marks.filter((mark) => mark.start <= start && mark.end >= end).map((mark) => mark.mark);
    if (here.includes('dots')) {
      const first = masked.some((range) => range.start === start);
      return first ? html`<span class="dots" title="Hidden. Press R to show secrets">${DOTS}</span>` : html``;
    }
    const piece = visible(text.slice(start, end));
    return here.length === 0 ? html`${piece}` : html`<span class=${here.join(' ')}>${piece}</span>`;
  });
}

// Control characters and bidirectional overrides from a server must not change how the line reads.
const visible = (text: string): string =>
  text.replace(
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
