// An explanation without its exchange, as text for a terminal: the summary, the notes in wire order or by weight, by density.
import type { Annotation, Explanation, SpecReference } from '../core/explain/annotation.ts';
import { type Colour, escaped, paint, type Style, wrap } from '../core/report/layout.ts';
import type { Density } from '../core/report/terminal.ts';
import { type Prose, plain } from '../core/text/prose.ts';

const LEVELS: Readonly<Record<Annotation['level'], { readonly mark: string; readonly colour: Colour; readonly rank: number }>> = {
  error: { mark: '✕ error', colour: 'red', rank: 0 },
  warning: { mark: '! warning', colour: 'yellow', rank: 1 },
  info: { mark: '· info', colour: 'blue', rank: 2 },
  good: { mark: '✓ good', colour: 'green', rank: 3 },
};

/** Lines joined with LF, without one at the end. */
export function explanationText(explanation: Explanation, density: Density, style: Style): string {
  const shown = explanation.annotations
    .filter((note) => isShown(note, density))
    .sort((a, b) => LEVELS[a.level].rank - LEVELS[b.level].rank);
  const good = explanation.annotations.filter((note) => note.level === 'good').length;
  return [
    ...wrap(escaped(plain(explanation.summary)), style.columns).map((line) => paint(style, 'bold', line)),
    ...shown.flatMap((note) => ['', ...noteLines(note, density, style)]),
    ...(density === 'notes' && good > 0 ? ['', paint(style, 'green', `✓ ${good} ${good === 1 ? 'thing is' : 'things are'} right`)] : []),
  ].join('\n');
}

/** Quiet has what is wrong, Notes what this exchange says, Learn everything. */
function isShown(note: Annotation, density: Density): boolean {
  if (note.level === 'error' || note.level === 'warning' || density === 'learn') return true;
  return density === 'notes' && note.level === 'info' && note.definition !== true && note.aside !== true;
}

function noteLines(note: Annotation, density: Density, style: Style): readonly string[] {
  const { mark, colour } = LEVELS[note.level];
  const title = `${paint(style, colour, mark)}  ${paint(style, 'bold', escaped(plain(note.title)))}  ${paint(style, 'dim', escaped(note.anchor))}`;
  if (density !== 'learn' && note.level === 'info') return [title];
  return [title, ...entryLines(note.detail, [note.basis, ...note.specs.map(specWords), note.id], style)];
}

/** A paragraph and a dim line of sources, both indented. */
export function entryLines(detail: Prose, sources: readonly string[], style: Style): readonly string[] {
  const words = wrap(escaped(plain(detail)), style.columns - 4).map((line) => `    ${line}`);
  return [...words, paint(style, 'dim', `    ${sources.filter((source) => source !== '').join(' · ')}`)];
}

export const specWords = ({ spec, section }: SpecReference): string => (section === '' ? spec : `${spec} section ${section}`);
