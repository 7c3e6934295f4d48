// What the command line knows of its terminal.
import type { Style } from '../core/report/layout.ts';

/** Colour only on a terminal, never with `NO_COLOR`; 100 columns where nobody says how many there are. */
export function styleOf(stream: NodeJS.WriteStream): Style {
  const columns = stream.isTTY ? stream.columns : Number(process.env['COLUMNS'] ?? 100);
  const colour = (process.env['NO_COLOR'] ?? '') === '' && (stream.isTTY || (process.env['FORCE_COLOR'] ?? '0') !== '0');
  return { columns: Math.max(40, Math.min(160, Number.isFinite(columns) ? columns : 100)), colour };
}
