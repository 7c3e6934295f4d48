// Finds the well-known field that a name misses by one slip: a letter wrong, missing, doubled or swapped, an underscore for a hyphen.
import { RULES, ruleFor } from '../index.ts';
import { registered } from '../registry.ts';
import { oneSlip } from './slip.ts';

/** Names of rules by their length, in lower case: only those of nearly the same length can be one slip away. */
const BY_LENGTH: ReadonlyMap<number, readonly string[]> = Map.groupBy(
  RULES.map(({ name }) => name.toLowerCase()).filter((name) => name.length >= 6),
  (name) => name.length,
);

/** `undefined` for known names, short ones and `X-` ones: there a resemblance says little. */
export function nearestName(name: string): string | undefined {
  const wanted = name.toLowerCase();
  if (wanted.length < 6 || wanted.startsWith('x-') || ruleFor(wanted) !== undefined || registered(wanted) !== undefined) return undefined;
  const hyphened = wanted.replaceAll('_', '-');
  for (const length of [wanted.length, wanted.length - 1, wanted.length + 1]) {
    const found = BY_LENGTH.get(length)?.find((known) => hyphened === known || oneSlip(wanted, known));
    if (found !== undefined) return ruleFor(found)?.name;
  }
  return undefined;
}
