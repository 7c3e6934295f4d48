// The octets of the socket beside what they are: start line, fields, chunks, content. A selection on one side shows on the other.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Region, WireStructure } from '../protocol/content-view.ts';
import type { HopView } from '../protocol/exchange-view.ts';
import { count, plural } from '../protocol/measure.ts';
import { choice } from './body.ts';
import { h2Frames } from './h2-frames.ts';
import { hexRow, ROW } from './hex.ts';
import { icons } from './icons.ts';
import type { Stage } from './model.ts';
import { type Hiding, hidden } from './prose.ts';
import './row-list.ts';

const LINE = 20;

export function bytesTab(view: HopView, hop: number, stage: Stage): TemplateResult {
  if (view.http2 !== undefined) return h2Frames(view, view.http2, hop, stage);
  const hiding = { secrets: view.secrets, revealed: stage.model.revealed };
  const direction = stage.model.wireDirection;
  const structure = stage.contents.structure(hop, direction);
  const regions = structure?.regions ?? [];
  const selected = regions.find((region) => region.start === stage.model.region);
  return html`<div class="bytes">
    <div class="bodybar">
      ${choice('Direction', ['out', 'in'] as const, direction, (way) => stage.change({ wireDirection: way, region: undefined }), { out: 'Sent', in: 'Received' })}
      <span class="facts">${structure === undefined ? '' : plural(structure.total, 'octet')}</span>
      ${selected?.line === undefined ? nothing : html`<span class="actions"><button class="link" @click=${() => stage.reveal(hop, selected.line ?? '')}>${icons.jump} Show the line</button></span>`}
    </div>
    ${structure?.remark === undefined ? nothing : html`<p class="remark">${icons.info} ${structure.remark}</p>`}
    ${structure === undefined ? html`<p class="none" role="status">Reading…</p>` : html`<div class="split">${tree(regions, selected, hiding, stage)}${octetList(structure, hop, direction, selected, stage)}</div>`}
  </div>`;
}

function tree(regions: readonly Region[], selected: Region | undefined, hiding: Hiding, stage: Stage): TemplateResult {
  const row = (index: number): TemplateResult => {
    const region = regions[index];
    if (region === undefined) return html``;
    const on = region === selected;
    return html`<div class="region ${region.kind} ${on ? 'selected' : ''}" id="region-${region.start}" role="option" aria-selected=${on ? 'true' : 'false'} @click=${() => stage.change({ region: region.start })}>
      <span class="what">${hidden(region.label, hiding)}</span><span class="faint">${count(region.end - region.start)}</span>
    </div>`;
  };
  const key = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = selected === undefined ? -1 : regions.indexOf(selected);
    const next = regions[Math.max(0, Math.min(regions.length - 1, at + step))];
    if (next !== undefined) stage.change({ region: next.start });
  };
  const focus = selected === undefined ? undefined : regions.indexOf(selected);
  return html`<postil-rows class="regions" tabindex="0" role="listbox" aria-label="Structure" aria-activedescendant=${selected === undefined ? nothing : `region-${selected.start}`} @keydown=${key} .rows=${{ count: regions.length, height: LINE, row, focus }}></postil-rows>`;
}

function octetList(
  { total, secrets }: WireStructure,
  hop: number,
  direction: 'out' | 'in',
  selected: Region | undefined,
  stage: Stage,
): TemplateResult {
  const veiled = stage.model.revealed ? [] : secrets;
  const row = (index: number): TemplateResult =>
    hexRow(index * ROW, stage.contents.wire(hop, direction, index * ROW, ROW), selected, veiled);
  const focus = selected === undefined ? undefined : Math.floor(selected.start / ROW);
  return html`<postil-rows class="hex" tabindex="0" role="region" aria-label="Octets" .rows=${{ count: Math.ceil(total / ROW), height: LINE, row, focus }}></postil-rows>`;
}
