// Finds the well-known field that a name misses by one slip: a letter wrong, missing, doubled or swapped, an underscore for a hyphen.
import { RULES, ruleFor } from '../index.ts';
import { registered } from '../registry.ts';

/** `undefined` for known names, short ones and `X-` ones: there a resemblance says little. */
export function nearestName(name: string): string | undefined {
  const wanted = name.toLowerCase();
  if (wanted.length < 6 || wanted.startsWith('x-') || ruleFor(wanted) !== undefined || registered(wanted) !== undefined) return undefined;
  return RULES.find((rule) => rule.name.length >= 6 && oneSlip(wanted, rule.name.toLowerCase()))?.name;
}

function oneSlip(a: string, b: string): boolean {
  if (a.replaceAll('_', '-') === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const tailA = a.slice(start);
  const tailB = b.slice(start);
  const swapped = tailA[0] === tailB[1] && tailA[1] === tailB[0] && tailA.slice(2) === tailB.slice(2);
  return swapped || tailA.slice(1) === tailB.slice(1) || tailA === tailB.slice(1) || tailA.slice(1) === tailB;
}
