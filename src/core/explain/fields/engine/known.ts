// All field names that are known, with what completion needs of each: where it may stand, what it is, common values.
import { RULES } from '../index.ts';
import { registeredNames } from '../registry.ts';
import { type FieldDefinition, fieldDefinition } from './definition.ts';

/** Those with a rule first, then the other registered ones; names in the case in which they are registered. */
export function knownFields(): readonly FieldDefinition[] {
  const names = new Set([...RULES.map((rule) => rule.name), ...registeredNames()]);
  return [...names].map(fieldDefinition).filter((definition) => definition !== undefined);
}
