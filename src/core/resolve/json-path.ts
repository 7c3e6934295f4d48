// The paths of JSON values (RFC 9535): names, indexes, slices, wildcards, descendants. Filters are not read yet, and that is said.
import { fail, ok, type Result } from '../text/result.ts';

/** The first value that the path selects, as text: a string as it is, anything else as JSON. */
export function jsonPath(value: unknown, path: string): Result<string, string> {
  const steps = stepsOf(path);
  if (!steps.ok) return steps;
  let nodes: readonly unknown[] = [value];
  for (const step of steps.value) nodes = nodes.flatMap((node) => select(step, node));
  if (nodes.length === 0) return fail(`Nothing is found at ${path}.`);
  const [first] = nodes;
  return ok(typeof first === 'string' ? first : JSON.stringify(first));
}

interface Step {
  readonly deep: boolean;
  readonly selectors: readonly Selector[];
}

type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly start: number | undefined; readonly end: number | undefined; readonly step: number }
  | { readonly kind: 'all' };

function stepsOf(path: string): Result<readonly Step[], string> {
  const steps: Step[] = [];
  let at = 1;
  while (at < path.length) {
    const m = /^(?:(\.\.?)(?:([\p{L}_][\p{L}\p{N}_-]*)|(\*))|(\.\.)?\[((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\]"'])*)\])/u.exec(
      path.slice(at),
    );
    if (!m) return fail(`${path} can't be read as a JSONPath from "${path.slice(at)}" on.`);
    const [all, dots, name, star, deepBracket, inside] = m;
    if (inside === undefined)
      steps.push({ deep: dots === '..', selectors: [star === undefined ? { kind: 'name', name: name ?? '' } : { kind: 'all' }] });
    else {
      const selectors = selectorsIn(inside);
      if (!selectors) return fail(`[${inside}] is not supported in a path: use names, indexes, slices or *.`);
      steps.push({ deep: deepBracket !== undefined, selectors });
    }
    at += all.length;
  }
  return ok(steps);
}

function selectorsIn(inside: string): readonly Selector[] | undefined {
  const words = inside.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^,]+/g) ?? [];
  const selectors: Selector[] = [];
  for (const word of words) {
    const selector = selectorOf(word.trim());
    if (!selector) return undefined;
    selectors.push(selector);
  }
  return selectors;
}

function selectorOf(word: string): Selector | undefined {
  if (word === '*') return { kind: 'all' };
  if (/^-?\d+$/.test(word)) return { kind: 'index', index: Number(word) };
  if (/^(["']).*\1$/s.test(word)) return { kind: 'name', name: word.slice(1, -1).replace(/\\(.)/g, '$1') };
  const m = /^(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?)?$/.exec(word);
  if (!m) return undefined;
  const number = (s: string | undefined): number | undefined => (s === undefined ? undefined : Number(s));
  return { kind: 'slice', start: number(m[1]), end: number(m[2]), step: number(m[3]) ?? 1 };
}

function select({ deep, selectors }: Step, node: unknown): readonly unknown[] {
  return (deep ? descendants(node) : [node]).flatMap((n) => selectors.flatMap((s) => pick(s, n)));
}

const isRecord = (node: unknown): node is Readonly<Record<string, unknown>> =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

const children = (node: unknown): readonly unknown[] => (Array.isArray(node) ? node : isRecord(node) ? Object.values(node) : []);

function descendants(node: unknown): readonly unknown[] {
  const found: unknown[] = [];
  const open: unknown[] = [node];
  while (open.length > 0) {
    const next = open.pop();
    found.push(next);
    open.push(...children(next).toReversed());
  }
  return found;
}

function pick(selector: Selector, node: unknown): readonly unknown[] {
  switch (selector.kind) {
    case 'name':
      return isRecord(node) && Object.hasOwn(node, selector.name) ? [node[selector.name]] : [];
    case 'all':
      return children(node);
    case 'index': {
      if (!Array.isArray(node)) return [];
      const i = selector.index < 0 ? node.length + selector.index : selector.index;
      return i in node ? [node[i]] : [];
    }
    case 'slice':
      return Array.isArray(node) ? slice(node, selector) : [];
  }
}

function slice(list: readonly unknown[], { start, end, step }: Extract<Selector, { kind: 'slice' }>): readonly unknown[] {
  const place = (n: number): number => (n < 0 ? list.length + n : n);
  const clamp = (n: number, low: number, high: number): number => Math.max(low, Math.min(n, high));
  const found: unknown[] = [];
  if (step > 0)
    for (let i = clamp(place(start ?? 0), 0, list.length); i < clamp(place(end ?? list.length), 0, list.length); i += step)
      found.push(list[i]);
  if (step < 0) {
    const stop = end === undefined ? -1 : clamp(place(end), -1, list.length - 1);
    for (let i = clamp(place(start ?? list.length - 1), -1, list.length - 1); i > stop; i += step) found.push(list[i]);
  }
  return found;
}
