// Rules for fields whose value is one of a few words: the meaning of each, and what becomes of any other.
import { type Prose, say, text } from '../../../text/prose.ts';
import { type Definition, type FieldRule, field, type Told } from './rule.ts';
import { shown } from './shapes.ts';

interface Choice extends Omit<Definition, 'values'> {
  /** Value → what it means: a title, and sentences beyond it. Keys in lower case unless `exact`. */
  readonly choices: Readonly<Record<string, Omit<Told, 'span'>>>;
  /** Letters' case counts. */
  readonly exact?: boolean;
  /** Of a list, made where lines or servers were joined, the first member counts. */
  readonly first?: boolean;
  /** Parameters after a semicolon are cut off. */
  readonly parameters?: boolean;
  /** What happens to any other value, as a sentence. */
  readonly otherwise: Prose;
  readonly level?: 'info' | 'warning' | 'error';
  /** The meanings say more than the words themselves. */
  readonly margin?: true;
}

export function choice(spec: Choice): FieldRule {
  const { choices, exact = false, parameters = false, first = false, otherwise, level = 'warning', margin, ...definition } = spec;
  const names = Object.keys(choices);
  const plainly = otherwise.map((part) => part.text).join('');
  const told = names.every((name) => plainly.toLowerCase().includes(name));
  const words = told ? '' : ` Known: ${names.slice(0, 6).join(', ')}${names.length > 6 ? '…' : '.'}`;
  return field({
    ...definition,
    values: Object.fromEntries(names.map((name) => [name, (choices[name]?.title ?? []).map((p) => p.text).join('')])),
    remarks: ['unknown-value'],
    read: (value) => {
      const head = (parameters || first ? (value.split(first ? ',' : ';')[0] ?? '') : value).trim();
      const key = exact ? head : head.toLowerCase();
      const chosen = Object.hasOwn(choices, key) ? choices[key] : undefined;
      if (chosen !== undefined) return { parsed: chosen };
      return {
        remarks: [
          {
            id: 'unknown-value',
            level,
            title: say`${shown(head, 24)} is not a value of ${definition.name}`,
            detail: say`${otherwise}${text(words)}`,
          },
        ],
      };
    },
    tell: (chosen): Told => ({ basis: 'rule', ...(margin && { margin }), ...chosen }),
  });
}
