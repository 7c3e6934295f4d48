// Everything that can be said about one exchange: each area in turn, then one sentence over all of it.
import type { Annotation, Explanation } from './annotation.ts';
import { AREAS } from './areas.ts';
import { fitted } from './fit.ts';
import { audible } from './mute.ts';
import { oneVoice } from './one-voice.ts';
import type { Subject } from './subject.ts';
import { summarise } from './summary/summary.ts';
import { view } from './view.ts';

export interface Options {
  /** Ids that are not wanted, `caching/*` for all below. */
  readonly muted?: readonly string[];
}

/** Total: any subject is explained, an empty one with few words. */
export function explain(subject: Subject, { muted = [] }: Options = {}): Explanation {
  const { told, at } = settle(sound(subject));
  const x = view(told);
  const all = withoutEcho(oneVoice(AREAS.flatMap((area) => area.explain(told, x)))).map(fitted);
  const annotations = audible(all, muted);
  return {
    // Why there was no answer is said in any case.
    summary: summarise(told, told.error === undefined ? annotations : all, x),
    annotations: at === undefined ? annotations : annotations.map((note) => moved(note, at)),
  };
}

/**
 * Where an area says what a field means for this exchange, the plain meaning of its value moves behind it: into hovers and
 * Learn. A line has one voice in its margin.
 */
function withoutEcho(annotations: readonly Annotation[]): readonly Annotation[] {
  const spoken = new Set<string>();
  for (const note of annotations) if (note.definition !== true && note.aside !== true && !isPlain(note)) spoken.add(note.anchor);
  return annotations.map((note) => (isPlain(note) && spoken.has(note.anchor) ? { ...note, definition: true } : note));
}

/** `field/age/meaning`. */
const isPlain = ({ id }: Annotation): boolean => id.endsWith('/meaning') && id.startsWith('field/') && id.indexOf('/', 6) === id.length - 8;

/** A clock or a duration that is no number counts as not known. */
function sound(subject: Subject): Subject {
  const { now, ...context } = subject.context;
  const timing =
    subject.timing &&
    Object.fromEntries(Object.entries(subject.timing).filter(([, v]) => typeof v !== 'number' || (Number.isFinite(v) && v >= 0)));
  return { ...subject, context: { ...context, ...(now !== undefined && Number.isFinite(now) && { now }) }, ...(timing && { timing }) };
}

/** A description may hold the last exchange only as the last link of its chain: then that is the one to explain, at its place there. */
function settle(subject: Subject): { readonly told: Subject; readonly at: number | undefined } {
  const chain = subject.chain ?? [];
  const last = chain.at(-1);
  if (subject.response !== undefined || subject.error !== undefined || last?.response === undefined)
    return { told: subject, at: undefined };
  const { request = subject.request, response, cookies } = last;
  return {
    told: { ...subject, ...(request && { request }), response, ...(cookies && { cookies }), chain: chain.slice(0, -1) },
    at: chain.length - 1,
  };
}

const moved = (note: Annotation, at: number): Annotation =>
  /^(?:request|response)\b/.test(note.anchor) ? { ...note, anchor: `chain[${at}].${note.anchor}` } : note;
