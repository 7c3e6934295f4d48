// Keeps a title within its 90 characters, whatever the wire brought: the longest piece of code gives way.
import type { Prose } from '../../../text/prose.ts';
import { short } from '../../shown.ts';

export const TITLE = 90;

/** The same title while it fits. */
export function fitted(title: Prose, max = TITLE): Prose {
  const length = (parts: Prose): number => parts.reduce((sum, part) => sum + part.text.length, 0);
  const over = length(title) - max;
  if (over <= 0) return title;
  const longest = title.reduce((best, part, i) => (part.text.length > (title[best]?.text.length ?? 0) ? i : best), 0);
  return title.map((part, i) => (i === longest ? { ...part, text: short(part.text, Math.max(1, part.text.length - over)) } : part));
}
