// The frames of HTTP/2 for a terminal: one line in Notes, all of them in Learn.
import type { Exchange } from '../http/exchange.ts';
import type { H2Frame } from '../http/http2.ts';
import { frameWords, recordWords } from './http2-words.ts';
import { paint, type Style } from './layout.ts';

/** Rows that are printed at most. */
const MOST = 60;

export function frameLines({ http2 }: Exchange, density: 'quiet' | 'notes' | 'learn', style: Style): readonly string[] {
  if (http2 === undefined || density === 'quiet') return [];
  const line = paint(style, 'dim', recordWords(http2));
  if (density === 'notes') return [line];
  const left = http2.frames.length - MOST;
  return [
    paint(style, 'bold', 'Frames'),
    ...http2.frames.slice(0, MOST).map((frame, i) => row(frame, i, style)),
    ...(left > 0 ? [paint(style, 'dim', `  … ${left} more`)] : []),
    line,
    '',
  ];
}

function row(frame: H2Frame, index: number, style: Style): string {
  const arrow = frame.direction === 'out' ? paint(style, 'blue', '↑') : paint(style, 'green', '↓');
  const where = frame.type < 0 ? '' : frame.stream === 0 ? 'connection' : `stream ${frame.stream}`;
  const name = `${frame.name}${frame.flagNames.length === 0 ? '' : ` ${frame.flagNames.join(' ')}`}`;
  const words = `  ${String(index + 1).padStart(3)} ${arrow} ${`${frame.at.toFixed(1)} ms`.padStart(10)}  ${where.padEnd(10)}  ${name.padEnd(30)}  ${frameWords(frame)}`;
  // The arrow's colour takes no column.
  const room = style.columns + words.length - words.replace(/\u001b\[\d+m/g, '').length;
  return words.length > room ? `${words.slice(0, room - 1)}…` : words.trimEnd();
}
