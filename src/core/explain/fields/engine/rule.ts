// What a field rule is: one field, its definition, how its value is read, what that means here, and what can be wrong with it.
import type { Fields } from '../../../http/field.ts';
import type { Prose } from '../../../text/prose.ts';
import type { Range } from '../../../text/range.ts';
import type { Basis, Level, SpecReference } from '../../annotation.ts';
import type { Subject } from '../../subject.ts';

export type Place = 'request' | 'response' | 'trailer';

/** `single`: one value, never repeated; `list`: members may stand on several lines; the structured shapes are those of RFC 9651. */
export type Shape = 'single' | 'list' | 'item' | 'structured-list' | 'dictionary';

/** `common`: in wide use, registered nowhere. */
export type Standing = 'permanent' | 'provisional' | 'deprecated' | 'obsolete' | 'common';

/** One field line in its message. */
export interface Scene {
  readonly subject: Subject;
  readonly place: Place;
  /** As on the wire. */
  readonly name: string;
  readonly value: string;
  /** All fields of the section that it stands in. */
  readonly fields: Fields;
  /** Which of the lines of that name, from 0. */
  readonly occurrence: number;
  /** Milliseconds since 1970: the context's clock, else the response's Date. */
  readonly now: number | undefined;
}

/** What the value means in this exchange. */
export interface Told {
  /** At most 90 characters. */
  readonly title: Prose;
  readonly detail?: Prose;
  readonly level?: 'good' | 'info';
  /** `true` when it says more than the line itself does, so that it deserves a place in the margin; else it waits in the hover. */
  readonly margin?: true;
  readonly basis?: Basis;
  readonly span?: Range;
  readonly specs?: readonly SpecReference[];
}

/** Something to be said about the value beyond its meaning; `id` is the last part: `not-a-number`. */
export interface Remark<Id extends string = string> {
  readonly id: Id;
  readonly level: Level;
  readonly title: Prose;
  readonly detail: Prose;
  readonly basis?: Basis;
  /** `true` when it changes nothing for anybody: it waits in the hover. */
  readonly aside?: boolean;
  readonly span?: Range | undefined;
  readonly specs?: readonly SpecReference[];
}

/** `parsed` is `undefined` when nothing can be made of the value. */
export interface Reading<T, Id extends string> {
  readonly parsed?: T | undefined;
  readonly remarks?: readonly Remark<Id>[];
}

export interface Definition {
  /** In the case in which it is registered. */
  readonly name: string;
  readonly specs: readonly SpecReference[];
  /** Where it may occur. */
  readonly where: readonly Place[];
  readonly shape: Shape;
  /** One sentence that is true in every exchange. */
  readonly summary: Prose;
  /** `permanent` unless told. */
  readonly standing?: Standing;
  /** Values worth offering, each with a few words. */
  readonly values?: Readonly<Record<string, string>>;
  /** The value is a credential: it is named, never shown. */
  readonly secret?: boolean;
}

export interface FieldSpec<T, Id extends string> extends Definition {
  /** The ids of all remarks that `read` and `check` can make. */
  readonly remarks?: readonly Id[];
  /** Total: any value gives a reading. */
  readonly read: (value: string, scene: Scene) => Reading<T, Id>;
  readonly tell?: (parsed: T, scene: Scene) => Told | readonly Told[] | undefined;
  readonly check?: (parsed: T, scene: Scene) => readonly Remark<Id>[];
}

export interface FieldRule extends Definition {
  readonly remarks: readonly string[];
  readonly explain: (scene: Scene) => { readonly told: readonly Told[]; readonly remarks: readonly Remark[] };
}

/** Makes a rule of its description; what was parsed stays inside. */
export function field<T, const Id extends string = never>(spec: FieldSpec<T, Id>): FieldRule {
  const { read, tell, check, remarks = [], ...definition } = spec;
  return {
    ...definition,
    remarks,
    explain: (scene) => {
      const reading = read(scene.value, scene);
      const { parsed } = reading;
      if (parsed === undefined) return { told: [], remarks: reading.remarks ?? [] };
      const told = tell?.(parsed, scene) ?? [];
      return {
        told: 'title' in told ? [told] : told,
        remarks: [...(reading.remarks ?? []), ...(check?.(parsed, scene) ?? [])],
      };
    },
  };
}

/** The remark, where the condition holds. */
export const when = <const Id extends string>(condition: boolean, remark: Remark<Id>): readonly Remark<Id>[] => (condition ? [remark] : []);
