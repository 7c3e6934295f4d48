// Applies the field rules to every field line of an exchange. What is true of all fields stands here; what is true of one, in its rule.

import { parseDate } from '../../../http/date.ts';
import { type Fields, firstOf } from '../../../http/field.ts';
import * as anchors from '../../anchor.ts';
import type { Annotation } from '../../annotation.ts';
import type { Subject } from '../../subject.ts';
import { ruleFor } from '../index.ts';
import { definitionOf } from './definition.ts';
import { lineRemarks } from './line.ts';
import type { FieldRule, Place, Remark, Scene, Told } from './rule.ts';

/** All that single fields say: definitions, meanings and remarks, in the order of the lines. */
export function explainFields(subject: Subject): readonly Annotation[] {
  const { request, response, webSocket } = subject;
  const opened = request === undefined && response === undefined ? webSocket?.handshake : undefined;
  return opened === undefined ? sections(subject) : handshake({ ...subject, ...opened });
}

function sections(subject: Subject): readonly Annotation[] {
  const now = subject.context.now ?? parseDate(firstOf(subject.response?.fields ?? [], 'Date') ?? '')?.time;
  const of = (place: Place, fields: Fields | undefined): readonly Annotation[] => section({ subject, place, fields: fields ?? [], now });
  return [
    ...of('request', subject.request?.fields),
    ...of('response', subject.response?.fields),
    ...of('trailer', subject.response?.trailers),
  ];
}

/** The fields of a handshake that opened: what they are and mean. What is wrong with them is told in websocket/. */
const handshake = (subject: Subject): readonly Annotation[] =>
  sections(subject)
    .filter(({ id }) => /\/(?:definition|unknown|meaning)$/.test(id))
    .map((note) => ({ ...note, anchor: `${anchors.handshake}.${note.anchor}` }));

type Section = Pick<Scene, 'subject' | 'place' | 'fields' | 'now'>;

function section(given: Section): readonly Annotation[] {
  const seen = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const [name] of given.fields) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  return given.fields.flatMap(([name, value]) => {
    const key = name.toLowerCase();
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return (counts.get(key) ?? 0) > 1 ? line({ ...given, name, value, occurrence }, true) : single(given, name, value);
  });
}

const kept = new Map<string, readonly Annotation[]>();
const MOST = 500;
const LONGEST = 1000;

/** What was said without a look at the exchange around depends on the line alone: wherever it stands again, it is the same. */
function single(given: Section, name: string, value: string): readonly Annotation[] {
  const key = `${given.place} ${name}:${value}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  const scene = new WatchedScene(given, name, value);
  const notes = line(scene, false);
  if (scene.looked || key.length > LONGEST || ruleFor(name)?.secret === true) return notes;
  if (kept.size >= MOST) kept.clear();
  kept.set(key, notes);
  return notes;
}

/** Knows whether somebody looked at more than the line. A class: getters of its own would give every object a shape of its own. */
class WatchedScene implements Scene {
  readonly name: string;
  readonly value: string;
  readonly occurrence = 0;
  looked = false;
  readonly #given: Section;

  constructor(given: Section, name: string, value: string) {
    this.name = name;
    this.value = value;
    this.#given = given;
  }

  get place(): Place {
    return this.#given.place;
  }

  get subject(): Subject {
    this.looked = true;
    return this.#given.subject;
  }

  get fields(): Fields {
    this.looked = true;
    return this.#given.fields;
  }

  get now(): number | undefined {
    this.looked = true;
    return this.#given.now;
  }
}

function line(scene: Scene, repeated: boolean): readonly Annotation[] {
  const rule = ruleFor(scene.name);
  const place = { anchor: anchorOf(scene), ...(repeated && { occurrence: scene.occurrence }) };
  const misplaced = rule === undefined || !rule.where.includes(scene.place);
  const { told, remarks } = misplaced ? { told: [], remarks: [] } : rule.explain(scene);
  const base = `field/${scene.name.toLowerCase()}`;
  return [
    ...(scene.occurrence === 0 ? defined(scene, place.anchor) : []),
    ...lineRemarks(scene, rule).map((r) => remarked('field', r, rule, place)),
    ...told.map((t) => meaning(base, t, rule, place)),
    ...remarks.map((r) => remarked(base, r, rule, place)),
  ];
}

const definitions = new Map<string, readonly Annotation[]>();

/** What a field is for depends on its name and place alone. */
function defined(scene: Scene, anchor: string): readonly Annotation[] {
  const key = `${anchor} ${scene.name}`;
  const before = definitions.get(key);
  if (before !== undefined) return before;
  const fresh = definitionOf(scene, anchor);
  if (definitions.size >= MOST) definitions.clear();
  if (key.length <= LONGEST) definitions.set(key, fresh);
  return fresh;
}

const anchorOf = ({ place, name }: Scene): string => (place === 'trailer' ? anchors.trailer(name) : anchors.field(place, name));

interface Placed {
  readonly anchor: string;
  readonly occurrence?: number;
}

const meaning = (base: string, told: Told, rule: FieldRule | undefined, placed: Placed): Annotation => ({
  id: `${base}/meaning`,
  level: told.level ?? 'info',
  ...placed,
  ...(told.span && { span: told.span }),
  title: told.title,
  detail: told.detail ?? [],
  basis: told.basis ?? 'computed',
  specs: told.specs ?? rule?.specs ?? [],
  ...(told.margin !== true && { aside: true }),
});

const remarked = (base: string, remark: Remark, rule: FieldRule | undefined, placed: Placed): Annotation => ({
  id: `${base}/${remark.id}`,
  level: remark.level,
  ...placed,
  ...(remark.span && { span: remark.span }),
  title: remark.title,
  detail: remark.detail,
  basis: remark.basis ?? 'rule',
  specs: remark.specs ?? rule?.specs ?? [],
  ...(remark.aside === true && { aside: true }),
});
