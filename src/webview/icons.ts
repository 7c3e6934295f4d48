// Small drawings in the colour of their text; never the only carrier of a meaning.
import { html, svg, type TemplateResult } from 'lit/html.js';

const drawn = (body: TemplateResult): TemplateResult => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${body}</svg>`;
const line = (d: string): TemplateResult =>
  svg`<path d=${d} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`;

export const icons = {
  error: drawn(
    svg`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5"/>${line('M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4')}`,
  ),
  warning: drawn(svg`${line('M8 2.2 14.4 13.4H1.6Z')}${line('M8 6.6v3.2M8 11.6v.1')}`),
  good: drawn(line('M3 8.6l3.4 3.4L13 4.8')),
  info: drawn(svg`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5"/>${line('M8 7.4v3.6M8 5v.1')}`),
  closed: drawn(line('M6 3.8 10.2 8 6 12.2')),
  opened: drawn(line('M3.8 6 8 10.2 12.2 6')),
  eye: drawn(
    svg`${line('M1.6 8C3.6 4.9 5.7 3.6 8 3.6S12.4 4.9 14.4 8c-2 3.1-4.1 4.4-6.4 4.4S3.6 11.1 1.6 8Z')}<circle cx="8" cy="8" r="1.9" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  ),
  copy: drawn(
    svg`<rect x="5.4" y="5.4" width="8" height="8.6" rx="1.2" fill="none" stroke="currentColor" stroke-width="1.4"/>${line('M10.6 5V3.2c0-.7-.5-1.2-1.2-1.2H3.8c-.7 0-1.2.5-1.2 1.2v6.4c0 .7.5 1.2 1.2 1.2H5')}`,
  ),
  pin: drawn(line('M9.6 2.2 13.8 6.4 10.6 8 9.4 11.4 4.6 6.6 8 5.4ZM6.8 9.2 2.4 13.6')),
  text: drawn(line('M3 3.6h10M3 6.6h7M3 9.6h10M3 12.6h5')),
  jump: drawn(line('M6.4 3.6H3.2v9.2h9.2V9.6M9 3.2h3.8V7M12.4 3.6 7.4 8.6')),
  save: drawn(line('M8 2.4v7M5 6.8 8 9.8l3-3M2.8 12.8h10.4')),
  out: drawn(line('M8 13V3.4M4.4 7 8 3.4 11.6 7')),
  in: drawn(line('M8 3v9.6M4.4 9 8 12.6 11.6 9')),
  both: drawn(line('M2.6 8h10.8M5.4 5.2 2.6 8l2.8 2.8M10.6 5.2 13.4 8l-2.8 2.8')),
} as const;
