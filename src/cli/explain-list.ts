// `postil explain --list`: every id that a note can carry, by area, with its levels, its words and its sections.
import { catalogue } from '../core/explain/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../core/explain/catalogue/entry.ts';
import { paint, type Style, wrap } from '../core/report/layout.ts';
import { specWords } from './explain-text.ts';

/** One JSON value: `{ notes: [{ id, area, levels, says, specs }] }`. */
export const listJson = (): object => ({
  notes: catalogue().map(({ id, area, levels, says, specs }) => ({ id, area, levels, says, specs })),
});

/** Lines joined with LF, without one at the end. */
export function listText(style: Style): string {
  const areas = Map.groupBy(catalogue(), (entry) => entry.area);
  const blocks = [...areas].map(([area, entries]) =>
    [paint(style, 'cyan', area), ...entries.flatMap((entry) => lines(entry, style))].join('\n'),
  );
  return blocks.join('\n\n');
}

function lines({ id, levels, says, specs }: CatalogueEntry, style: Style): readonly string[] {
  const sources = specs.slice(0, 3).map(specWords).join(', ');
  return [
    `  ${paint(style, 'bold', id)}  ${paint(style, 'dim', levels.join(', '))}`,
    ...wrap(says, style.columns - 6).map((line) => `      ${line}`),
    ...(sources === '' ? [] : [paint(style, 'dim', `      ${sources}`)]),
  ];
}
