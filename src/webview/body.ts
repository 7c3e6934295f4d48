// The content of a message: laid out, as it came, as octets, or as the image that it is.
import { until } from 'lit/directives/until.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ContentForm, ContentView } from '../protocol/content-view.ts';
import type { HopView } from '../protocol/exchange-view.ts';
import { count, octets, plural } from '../protocol/measure.ts';
import { coloured, drawn } from './colour.ts';
import { hexRow, ROW } from './hex.ts';
import { icons } from './icons.ts';
import { contentText, foldButton, foldKey } from './inline-content.ts';
import type { Stage } from './model.ts';
import './row-list.ts';

/** Pictures and sounds above this are only saved, not shown. */
const MOST_MEDIA = 30_000_000;
const LINE = 20;

export function bodyTab(hop: HopView, stage: Stage): TemplateResult {
  const both = [hop.request.content, hop.response?.content].filter((content) => content !== undefined);
  const content = both.find((one) => one.which.side === stage.model.bodySide) ?? both.at(-1);
  if (content === undefined) return html`<p class="none">Neither message has content.</p>`;
  const form = formOf(content, stage);
  return html`<div class="body">
    <div class="bodybar">
      ${both.length > 1 ? choice('Message', ['request', 'response'], content.which.side, (side) => stage.change({ bodySide: side, form: undefined })) : nothing}
      ${choice('Form', [...(content.media === undefined ? [] : (['media'] as const)), ...content.forms], form, (chosen) => stage.change({ form: chosen }), { media: content.media ?? '' })}
      <span class="facts">${factsOf(content)}</span>
      <span class="actions">
        ${content.inFile === true ? fileButtons(content, stage) : nothing}
        <button class="secondary" @click=${() => stage.attempt(stage.host.ask('saveContent', content.which), (name) => (name === undefined ? undefined : `Saved as ${name}`))}>${icons.save} Save to file</button>
      </span>
    </div>
    ${content.remark === undefined ? nothing : html`<p class="remark ${content.inFile === true ? 'info' : ''}">${content.inFile === true ? icons.info : icons.warning} ${content.remark}</p>`}
    ${form === 'media' ? media(content, stage) : form === 'hex' ? hexList(content, stage) : lineList(content, form, stage)}
  </div>`;
}

const fileButtons = ({ which }: ContentView, stage: Stage): readonly TemplateResult[] =>
  (['open', 'reveal'] as const).map(
    (how) =>
      html`<button class="secondary" @click=${() => stage.attempt(stage.host.ask('showContentFile', { which, how }))}>${how === 'open' ? html`${icons.text} Open the file` : html`${icons.jump} Reveal it`}</button>`,
  );

function formOf(content: ContentView, stage: Stage): ContentForm | 'media' {
  const { form } = stage.model;
  if (form === 'media') return content.media === undefined ? (content.forms[0] ?? 'hex') : 'media';
  if (form !== undefined && content.forms.includes(form)) return form;
  return content.media === undefined ? (content.forms[0] ?? 'hex') : 'media';
}

function factsOf({ mediaType, charset, wireLength, decodedLength, codings }: ContentView): string {
  const size =
    codings.length === 0
      ? octets(wireLength)
      : `${octets(wireLength)} on the wire, ${octets(decodedLength)} decoded (${codings.join(', ')})`;
  return [mediaType || 'no media type', charset ?? '', size].filter((part) => part !== '').join(' · ');
}

/** A row of exclusive choices, by arrow keys as radio buttons are. */
export function choice<T extends string>(
  label: string,
  all: readonly T[],
  chosen: T,
  choose: (one: T) => void,
  words: Partial<Record<T, string>> = {},
): TemplateResult {
  const key = (event: KeyboardEvent): void => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = all[(all.indexOf(chosen) + step + all.length) % all.length];
    if (next === undefined) return;
    const group = event.currentTarget;
    choose(next);
    requestAnimationFrame(() => group instanceof HTMLElement && group.querySelector<HTMLElement>('[aria-checked="true"]')?.focus());
  };
  return html`<div class="choice" role="radiogroup" aria-label=${label} @keydown=${key}>${all.map(
    (one) =>
      html`<button role="radio" aria-checked=${one === chosen ? 'true' : 'false'} tabindex=${one === chosen ? '0' : '-1'} @click=${() => choose(one)}>${words[one] ?? one[0]?.toUpperCase() + one.slice(1)}</button>`,
  )}</div>`;
}

function lineList(content: ContentView, form: ContentForm, stage: Stage): TemplateResult {
  const total = stage.contents.total(content.which, form);
  const fault = stage.contents.fault(content.which, form);
  if (fault !== undefined) return html`<p class="remark">${icons.error} ${fault}</p>`;
  if (total === undefined) return html`<p class="none" role="status">Reading…</p>`;
  const visible = visibleLines(content, form, total, stage);
  const row = (index: number): TemplateResult => {
    const at = visible.lineAt(index);
    const line = stage.contents.line(content.which, form, at);
    const key = foldKey(content, form, at);
    const folded = stage.model.closed.has(key);
    return html`<div class="crow"><span class="no" aria-hidden="true">${at + 1}</span><span class="wire content">${
      line === undefined
        ? html`<span class="faint">…</span>`
        : html`${foldButton(line, key, folded, stage)}${form === 'pretty' ? contentText(line, content, folded) : drawn(coloured(line.text, content.language))}`
    }</span></div>`;
  };
  return html`<postil-rows class="text" tabindex="0" role="region" aria-label="Content, ${plural(total, 'line')}" .rows=${{ count: visible.count, height: LINE, row }}></postil-rows>`;
}

interface Visible {
  readonly count: number;
  readonly lineAt: (row: number) => number;
}

/** Rows to lines, with folded lines left out. Only what was drawn can have been folded, so its slice is at hand. */
function visibleLines(content: ContentView, form: ContentForm, total: number, stage: Stage): Visible {
  const prefix = foldKey(content, form, 0).slice(0, -1);
  const folded = [...stage.model.closed]
    .filter((key) => key.startsWith(prefix))
    .map((key) => Number(key.slice(prefix.length)))
    .toSorted((a, b) => a - b);
  const gaps: { readonly at: number; readonly skip: number }[] = [];
  let end = -1;
  for (const at of folded) {
    const fold = stage.contents.line(content.which, form, at)?.fold;
    if (fold === undefined || at <= end) continue;
    gaps.push({ at, skip: fold.end - at });
    end = fold.end;
  }
  const lineAt = (row: number): number => {
    let line = row;
    for (const gap of gaps) if (gap.at < line) line += gap.skip;
    return line;
  };
  return { count: total - gaps.reduce((sum, gap) => sum + gap.skip, 0), lineAt };
}

function hexList(content: ContentView, stage: Stage): TemplateResult {
  const row = (index: number): TemplateResult => hexRow(index * ROW, stage.contents.octets(content.which, index * ROW, ROW));
  return html`<postil-rows class="hex" tabindex="0" role="region" aria-label="Octets of the content, ${count(content.decodedLength)}" .rows=${{ count: Math.ceil(content.decodedLength / ROW), height: LINE, row }}></postil-rows>`;
}

function media(content: ContentView, stage: Stage): TemplateResult {
  if (content.decodedLength > MOST_MEDIA)
    return html`<p class="none">${octets(content.decodedLength)} are too much to show here. Save it to a file.</p>`;
  return html`<figure class="media">${until(shown(content, stage), html`<p class="none" role="status">Reading…</p>`)}</figure>`;
}

const addresses = new WeakMap<ContentView, Promise<TemplateResult>>();

function shown(content: ContentView, stage: Stage): Promise<TemplateResult> {
  const known = addresses.get(content);
  if (known !== undefined) return known;
  const made = stage.contents.all(content.which, MOST_MEDIA).then(
    (all) => element(content, URL.createObjectURL(new Blob([all], { type: content.mediaType }))),
    (error: unknown) => html`<p class="remark">${icons.error} ${error instanceof Error ? error.message : String(error)}</p>`,
  );
  addresses.set(content, made);
  return made;
}

function element(content: ContentView, url: string): TemplateResult {
  const { media: kind } = content;
  switch (kind) {
    case 'image':
      return html`<img src=${url} alt="The image that the content is" />`;
    case 'audio':
      return html`<audio controls src=${url}></audio>`;
    case 'video':
      return html`<video controls src=${url}></video>`;
    default:
      return html``;
  }
}
