// Octets as rows of sixteen, in hex and as text.
import { html, type TemplateResult } from 'lit/html.js';

/** Octets in a row. */
export const ROW = 16;

interface Run {
  readonly start: number;
  readonly end: number;
}

/** A row; `undefined` octets are on their way. Octets in `marked` are set apart, dots stand for those in `veiled` (absolute, half-open). */
export function hexRow(at: number, octets: Uint8Array | undefined, marked?: Run, veiled: readonly Run[] = []): TemplateResult {
  const address = at.toString(16).padStart(8, '0');
  if (octets === undefined) return html`<div class="hrow"><span class="no">${address}</span><span class="faint">…</span></div>`;
  const { before, inside, after } = parted(at, octets, marked);
  const shows = (offset: number): boolean => !veiled.some(({ start, end }) => start <= offset && offset < end);
  const part = (some: Uint8Array, show: (octet: number) => string, between: string): string => {
    const from = at + some.byteOffset - octets.byteOffset;
    return Array.from(some, (octet, i) => (shows(from + i) ? show(octet) : show === hexOf ? '••' : '•')).join(between);
  };
  const gap = (a: Uint8Array, b: Uint8Array): string => (a.length > 0 && b.length > 0 ? ' ' : '');
  return html`<div class="hrow"><span class="no">${address}</span><span class="octets">${part(before, hexOf, ' ')}${gap(before, inside)}${inside.length === 0 ? '' : html`<mark>${part(inside, hexOf, ' ')}</mark>`}${before.length + inside.length > 0 && after.length > 0 ? ' ' : ''}${part(after, hexOf, ' ')}</span><span class="ascii" aria-hidden="true">${part(before, textOf, '')}${inside.length === 0 ? '' : html`<mark>${part(inside, textOf, '')}</mark>`}${part(after, textOf, '')}</span></div>`;
}

function parted(at: number, octets: Uint8Array, marked: Run | undefined): Record<'before' | 'inside' | 'after', Uint8Array> {
  const clamp = (offset: number): number => Math.max(0, Math.min(octets.length, offset - at));
  const start = marked === undefined ? octets.length : clamp(marked.start);
  const end = marked === undefined ? octets.length : clamp(marked.end);
  return { before: octets.subarray(0, start), inside: octets.subarray(start, end), after: octets.subarray(end) };
}

const hexOf = (octet: number): string => octet.toString(16).padStart(2, '0');
const textOf = (octet: number): string => (octet >= 32 && octet < 127 ? String.fromCharCode(octet) : '·');
