// A note: one line in the margin, and the whole explanation in place. The level is always icon and word, the basis always said.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Basis, Level, NoteView } from '../protocol/annotation-view.ts';
import type { Density } from '../protocol/contract.ts';
import { icons } from './icons.ts';
import { densityOf, type Stage, toggled } from './model.ts';
import { type Hiding, plain, prose, specLink } from './prose.ts';

/** Those that stand in the margin at a density; the rest is one click away. */
export function marginNotes(notes: readonly NoteView[], density: Density): readonly NoteView[] {
  switch (density) {
    case 'quiet':
      return notes.filter((note) => isFinding(note));
    case 'notes':
      return notes.filter((note) => !note.definition && !note.aside && note.level !== 'good');
    case 'learn':
      return notes;
  }
}

export const isFinding = ({ level, definition }: NoteView): boolean => (level === 'error' || level === 'warning') && !definition;

/** One line: icon and word for what needs attention, the words alone for the rest. `more` notes wait behind it. */
export function marginNote(note: NoteView, hiding: Hiding, density: Density, more = 0): TemplateResult {
  const { level, definition } = note;
  if (definition) return html`<div class="note definition"><p class="detail">${prose(note.detail, hiding)}</p></div>`;
  const loud = level === 'error' || level === 'warning';
  return html`<div class="note ${level}" title=${density === 'learn' || note.detail.length === 0 ? nothing : plain(note.detail, hiding)}>
    ${loud ? html`<span class="level">${icons[level]}<span class=${density === 'quiet' ? 'unseen' : ''}>${level}</span></span>` : nothing}
    ${level === 'good' ? html`<span class="level">${icons.good}<span class="unseen">right: </span></span>` : nothing}
    <span class=${density === 'quiet' ? 'unseen' : 'title'}>${prose(note.title, hiding)}</span>
    ${more > 0 ? html`<span class="more">+${more}</span>` : nothing}
    ${density === 'learn' ? html`<p class="detail">${prose(note.detail, hiding)}</p>` : nothing}
  </div>`;
}

export const BASIS: Readonly<Record<Basis, string>> = {
  rule: 'a specification says so',
  computed: 'computed from these octets',
  hypothesis: 'a guess, not seen in the octets',
  browser: 'true in browsers, not enforced here',
};

const WORDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'note', good: 'right' };

/** The whole explanation of one note. */
export function card(note: NoteView, stage: Stage, hiding: Hiding): TemplateResult {
  const { level, basis } = note;
  if (note.definition) return definition(note, hiding);
  return html`<article class="card ${level}" aria-label="${WORDS[level]}: ${plain(note.title, hiding)}">
    <header>
      <h3><span class="level">${icons[level]}<span>${WORDS[level]}</span></span>${prose(note.title, hiding)}</h3>
      <span class="badge" title=${BASIS[basis]}>${basis}<span class="unseen">: ${BASIS[basis]}</span></span>
    </header>
    ${note.detail.length === 0 ? nothing : html`<p>${prose(note.detail, hiding)}</p>`}
    <footer>
      ${specLinks(note)}
      <span class="actions">
        <button class="link" @click=${() => stage.host.tell('mute', { id: note.id, where: 'here' })} title="Hide ${note.id} in this panel">Mute here</button>
        <button class="link" @click=${() => stage.host.tell('mute', { id: note.id, where: 'everywhere' })} title="Hide ${note.id} everywhere">Mute everywhere</button>
      </span>
    </footer>
  </article>`;
}

/** A note without a line of its own: its title, and the whole of it when opened. All of Learn is open. */
export function noteRow(note: NoteView, place: string, stage: Stage, hiding: Hiding): TemplateResult {
  const key = `note ${place} ${note.id}`;
  const open = (densityOf(stage) === 'learn') !== stage.model.open.has(key);
  return html`<div class="noterow ${note.level}">
    <button class="section" aria-expanded=${open ? 'true' : 'false'} @click=${() => stage.change({ open: toggled(stage.model.open, key) })}>
      ${open ? icons.opened : icons.closed}${note.level === 'info' ? nothing : html`<span class="level">${icons[note.level]}<span class=${note.level === 'good' ? 'unseen' : ''}>${WORDS[note.level]}</span></span>`}<span>${prose(note.title, hiding)}</span>
    </button>
    ${open ? html`<p class="detail">${prose(note.detail, hiding)} ${specLinks(note)} <span class="badge" title=${BASIS[note.basis]}>${note.basis}</span></p>` : nothing}
  </div>`;
}

/** What reads the same for every exchange: smaller, and never muted. */
const definition = (note: NoteView, hiding: Hiding): TemplateResult =>
  html`<p class="definition-card">${prose(note.detail, hiding)} ${specLinks(note)}</p>`;

/** `RFC 9110, section 15.5.5` as links; a section that is a fragment of an address goes unsaid. */
export const specLinks = ({ specs }: NoteView): readonly unknown[] =>
  specs.map(({ spec, section, url }) => specLink(/^(?:\d|[A-Z]$)/.test(section) ? `${spec}, section ${section}` : spec, url));

/** The notes that are not muted. */
export const unmuted = (notes: readonly NoteView[], stage: Stage): readonly NoteView[] => {
  const muted = stage.model.run?.muted ?? [];
  return muted.length === 0 ? notes : notes.filter((note) => !muted.includes(note.id));
};
