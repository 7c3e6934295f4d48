// The beginning of a content under its message, laid out and folded; the whole of it is in the Body tab.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ContentForm, ContentLine, ContentView } from '../protocol/content-view.ts';
import { plural } from '../protocol/measure.ts';
import { coloured, drawn } from './colour.ts';
import { icons } from './icons.ts';
import { type Stage, toggled } from './model.ts';

/** Lines drawn under the message; more are a click away. */
const MOST = 40;

export function inlineContent(content: ContentView, firstNumber: number, stage: Stage): TemplateResult {
  const form = content.forms[0] ?? 'raw';
  if (form === 'hex') return summaryOf(content, stage);
  const total = stage.contents.total(content.which, form);
  const fault = stage.contents.fault(content.which, form);
  if (fault !== undefined)
    return html`<div class="line bare" role="listitem"><div class="row"><span class="no"></span><span class="wire faint">${fault}</span></div></div>`;
  if (total === undefined)
    return html`<div class="line bare" role="listitem"><div class="row"><span class="no"></span><span class="wire faint">…</span></div></div>`;
  const lines: TemplateResult[] = [];
  let index = 0;
  for (; index < total && lines.length < MOST; index++) {
    const line = stage.contents.line(content.which, form, index);
    if (line === undefined) break;
    const key = foldKey(content, form, index);
    const folded = line.fold !== undefined && stage.model.closed.has(key);
    const number = index;
    lines.push(html`<div class="line bare" role="listitem"><div class="row">
      <span class="no" aria-hidden="true">${firstNumber + number}</span>
      <span class="wire content">${foldButton(line, key, folded, stage)}${contentText(line, content, folded)}</span>
      <span class="margin"></span>
    </div></div>`);
    if (folded && line.fold !== undefined) index = line.fold.end;
  }
  const left = total - index;
  return html`${lines}${
    left > 0
      ? html`<div class="line bare" role="listitem"><div class="row"><span class="no"></span>
          <span class="wire"><button class="link" @click=${() => showBody(content, stage)}>${plural(left, 'more line')}</button></span></div></div>`
      : nothing
  }`;
}

/** The text of a line, with what a folded bracket holds said in one word. */
export function contentText(line: ContentLine, content: ContentView, folded: boolean): unknown {
  const text = drawn(coloured(line.text, content.language));
  if (!folded || line.fold === undefined) return text;
  const close = line.text.trimEnd().endsWith('[') ? ']' : '}';
  return html`${text} <span class="faint">${plural(line.fold.members, 'member')}</span> ${close}`;
}

export function foldButton(line: ContentLine, key: string, folded: boolean, stage: Stage): TemplateResult | typeof nothing {
  if (line.fold === undefined) return nothing;
  return html`<button class="fold" aria-expanded=${folded ? 'false' : 'true'} aria-label=${folded ? 'Unfold' : 'Fold'} @click=${() => stage.change({ closed: toggled(stage.model.closed, key) })}>${folded ? icons.closed : icons.opened}</button>`;
}

export const foldKey = (content: ContentView, form: ContentForm, index: number): string =>
  `fold ${content.which.hop} ${content.which.side} ${form} ${index}`;

function summaryOf(content: ContentView, stage: Stage): TemplateResult {
  const what = content.media === undefined ? content.mediaType || 'octets without a media type' : content.mediaType;
  return html`<div class="line bare" role="listitem"><div class="row"><span class="no"></span>
    <span class="wire"><button class="link" @click=${() => showBody(content, stage)}>${what}, ${plural(content.decodedLength, 'octet')}</button></span><span class="margin"></span></div></div>`;
}

export function showBody(content: ContentView, stage: Stage): void {
  stage.change({ tab: 'body', bodySide: content.which.side, hop: content.which.hop, form: undefined });
}
