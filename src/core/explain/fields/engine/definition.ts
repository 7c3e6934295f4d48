// The sentence about a field that is true in every exchange: for hovers, completion and Learn.
import { join, type Prose, say } from '../../../text/prose.ts';
import type { Annotation, SpecReference } from '../../annotation.ts';
import { escaped } from '../../shown.ts';
import { rfc } from '../../spec.ts';
import { ruleFor } from '../index.ts';
import { registered } from '../registry.ts';
import type { Place, Scene, Standing } from './rule.ts';

export interface FieldDefinition {
  /** In the case in which it is registered. */
  readonly name: string;
  readonly summary: Prose;
  readonly specs: readonly SpecReference[];
  readonly standing: Standing;
  /** Empty when the registry does not say. */
  readonly where: readonly Place[];
  /** Values worth offering, each with a few words. */
  readonly values: Readonly<Record<string, string>>;
  readonly secret: boolean;
}

/** What is known of a field name, in any case; `undefined` for a name that is registered nowhere and not in common use. */
export function fieldDefinition(name: string): FieldDefinition | undefined {
  const rule = ruleFor(name);
  if (rule !== undefined) {
    const { standing = 'permanent', values = {}, secret = false, summary, specs, where } = rule;
    return { name: rule.name, summary, specs, standing, where, values, secret };
  }
  const entry = registered(name);
  return entry && { ...entry, where: [], values: {} };
}

/** The definition as an annotation, or that the field is not a registered one. */
export function definitionOf(scene: Scene, anchor: string): readonly Annotation[] {
  const known = fieldDefinition(scene.name);
  const base = { level: 'info', anchor, basis: 'rule', definition: true } as const;
  if (known === undefined)
    return [
      {
        ...base,
        id: 'field/unknown',
        title: say`${escaped(scene.name, 40)} is not registered: an application-specific field`,
        detail: say`A name outside of the IANA registry is allowed, and only the application that uses it says what it means. Recipients that do not know it ignore it and pass it on.`,
        specs: [rfc(9110, '5.1'), rfc(6648, '3')],
      },
    ];
  return [
    {
      ...base,
      id: `field/${known.name.toLowerCase()}/definition`,
      title: say`What ${known.name} is for`,
      detail: join([known.summary, standingWords(known.standing)]),
      specs: known.specs,
    },
  ];
}

function standingWords(standing: Standing): Prose {
  switch (standing) {
    case 'permanent':
      return [];
    case 'provisional':
      return say`Registered provisionally.`;
    case 'deprecated':
      return say`Deprecated: do not send it in new software.`;
    case 'obsolete':
      return say`Obsolete: kept only so that old messages can be understood.`;
    case 'common':
      return say`In common use, but not registered with IANA.`;
  }
}
