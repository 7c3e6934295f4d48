// Keys of the whole panel, and the arrows through the lines of a message: one stop for Tab, the rest by arrow.
import { DENSITIES } from './header.ts';
import { densityOf, type Stage, toggled } from './model.ts';

export function pressed(event: KeyboardEvent, stage: Stage): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.target instanceof HTMLElement && event.target.dataset['stop'] !== undefined && onLine(event, event.target, stage)) {
    event.preventDefault();
    return;
  }
  if (event.key === 'd' || event.key === 'D') cycleDensity(stage);
  else if (event.key === 'r' || event.key === 'R') stage.change({ revealed: !stage.model.revealed });
}

export function cycleDensity(stage: Stage): void {
  const next = DENSITIES[(DENSITIES.indexOf(densityOf(stage)) + 1) % DENSITIES.length];
  if (next !== undefined) stage.setDensity(next);
}

/** Lets Tab reach the first line that opens, or the one that had the focus last. */
export function keepOneStop(root: ParentNode): void {
  for (const lines of root.querySelectorAll('[data-lines]')) {
    const stops = [...lines.querySelectorAll<HTMLElement>('[data-stop]')];
    if (stops.length > 0 && !stops.some((stop) => stop.tabIndex === 0)) {
      const [first] = stops;
      if (first !== undefined) first.tabIndex = 0;
    }
  }
}

function onLine(event: KeyboardEvent, line: HTMLElement, stage: Stage): boolean {
  const key = line.dataset['toggle'] ?? '';
  const open = stage.model.open.has(key);
  switch (event.key) {
    case 'Enter':
    case ' ':
      stage.change({ open: toggled(stage.model.open, key) });
      return true;
    case 'ArrowRight':
      if (!open) stage.change({ open: toggled(stage.model.open, key) });
      return true;
    case 'ArrowLeft':
    case 'Escape':
      if (open) stage.change({ open: toggled(stage.model.open, key) });
      return open || event.key === 'ArrowLeft';
    case 'ArrowDown':
      return move(line, 1);
    case 'ArrowUp':
      return move(line, -1);
    case 'Home':
      return move(line, Number.NEGATIVE_INFINITY);
    case 'End':
      return move(line, Number.POSITIVE_INFINITY);
    default:
      return false;
  }
}

function move(from: HTMLElement, by: number): boolean {
  const all = [...document.querySelectorAll<HTMLElement>('[data-stop]')];
  const to = all[Math.max(0, Math.min(all.length - 1, all.indexOf(from) + by))];
  if (to === undefined) return false;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
  return true;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
