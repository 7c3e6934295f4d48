// A list that draws only the rows in sight. All rows have one height; the list scrolls in its own box.
import { html, render, type TemplateResult } from 'lit/html.js';

export interface Rows {
  readonly count: number;
  /** In CSS pixels. */
  readonly height: number;
  readonly row: (index: number) => TemplateResult;
  /** Stay at the end when it was in sight and rows are added. */
  readonly follow?: boolean;
  /** Keep this row in sight; scrolled to when it changes. */
  readonly focus?: number | undefined;
}

/** Rows beyond the visible ones, so that fast scrolling meets no gaps. */
const MARGIN = 12;
/** Browsers draw no taller element; what is beyond is left out. */
const TALLEST = 12_000_000;

export class RowList extends HTMLElement {
  #rows: Rows = { count: 0, height: 20, row: () => html`` };
  #frame = 0;
  #focus: number | undefined;
  #atEnd = true;
  readonly #sizes = new ResizeObserver(() => this.#later());

  set rows(rows: Rows) {
    this.#rows = rows;
    this.#draw();
    if (rows.follow === true && this.#atEnd) this.scrollTop = this.scrollHeight;
    if (rows.focus !== this.#focus) {
      this.#focus = rows.focus;
      if (rows.focus !== undefined) this.show(rows.focus);
    }
  }

  connectedCallback(): void {
    this.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#sizes.observe(this);
  }

  disconnectedCallback(): void {
    this.removeEventListener('scroll', this.#scrolled);
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** Scrolls as little as needed. */
  show(index: number): void {
    const top = index * this.#rows.height;
    if (top < this.scrollTop) this.scrollTop = top;
    else if (top + this.#rows.height > this.scrollTop + this.clientHeight) this.scrollTop = top + this.#rows.height - this.clientHeight;
    this.#draw();
  }

  readonly #scrolled = (): void => {
    this.#atEnd = this.scrollTop + this.clientHeight >= this.scrollHeight - this.#rows.height;
    this.#later();
  };

  #later(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const { count, height, row } = this.#rows;
    const from = Math.max(0, Math.floor(this.scrollTop / height) - MARGIN);
    const to = Math.min(count, Math.ceil((this.scrollTop + Math.max(this.clientHeight, 200)) / height) + MARGIN);
    const shown: TemplateResult[] = [];
    for (let i = from; i < to; i++) shown.push(row(i));
    const total = Math.min(count * height, TALLEST);
    render(
      html`<div class="extent" role="presentation" .style=${`height: ${total}px`}>
        <div class="window" role="presentation" .style=${`transform: translateY(${from * height}px)`}>${shown}</div>
      </div>`,
      this,
    );
  }
}

customElements.define('postil-rows', RowList);
