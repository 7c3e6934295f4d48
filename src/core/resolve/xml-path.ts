// The paths of XML content (a part of XPath 1.0): `/a/b[2]/@c`, `//name`, `text()`. What is not read is said.
import { fail, ok, type Result } from '../text/result.ts';

/** The text of the first node that the path selects. */
export function xmlPath(source: string, path: string): Result<string, string> {
  const steps = stepsOf(path);
  if (!steps.ok) return steps;
  const root = readXml(source);
  if (root === undefined) return fail('The content is no well-formed XML, so a path beginning with / leads nowhere.');
  let nodes: readonly Element[] = [root];
  for (const step of steps.value) {
    if (step.name === 'text()') return textOf(nodes[0], path);
    if (step.name.startsWith('@')) return attributeOf(nodes, step.name.slice(1), path);
    nodes = nodes.flatMap((node) => select(step, node));
  }
  return textOf(nodes[0], path);
}

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

interface Step {
  readonly name: string;
  readonly deep: boolean;
  /** From 1. */
  readonly position: number | undefined;
}

function stepsOf(path: string): Result<readonly Step[], string> {
  const steps: Step[] = [];
  let rest = path;
  while (rest !== '') {
    const m = /^(\/\/?)(@?[\p{L}_][\p{L}\p{N}_.:-]*(?:\(\))?|\*)(?:\[(\d+)\])?/u.exec(rest);
    if (!m || (m[2]?.endsWith('()') && m[2] !== 'text()'))
      return fail(`${path} can't be read as an XPath from "${rest}" on: use names, positions, @attributes and text().`);
    steps.push({ name: m[2] ?? '', deep: m[1] === '//', position: m[3] === undefined ? undefined : Number(m[3]) });
    rest = rest.slice(m[0].length);
  }
  return ok(steps);
}

function select({ name, deep, position }: Step, node: Element): readonly Element[] {
  const candidates = deep ? descendants(node) : elementsOf(node);
  const named = candidates.filter((e) => name === '*' || e.name === name || (!name.includes(':') && e.name.endsWith(`:${name}`)));
  return position === undefined ? named : named.slice(position - 1, position);
}

const elementsOf = (node: Element): readonly Element[] => node.children.filter((c) => typeof c !== 'string');

const descendants = (node: Element): readonly Element[] => elementsOf(node).flatMap((e) => [e, ...descendants(e)]);

const textIn = (node: Element): string => node.children.map((c) => (typeof c === 'string' ? c : textIn(c))).join('');

const textOf = (node: Element | undefined, path: string): Result<string, string> =>
  node ? ok(textIn(node)) : fail(`Nothing is found at ${path}.`);

function attributeOf(nodes: readonly Element[], name: string, path: string): Result<string, string> {
  for (const node of nodes) {
    const value = node.attributes.get(name);
    if (value !== undefined) return ok(value);
  }
  return fail(`Nothing is found at ${path}.`);
}

const MARKUP =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?\s*>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;

/** `undefined` where the text is not well formed. The element given back stands above the document's own. */
function readXml(source: string): Element | undefined {
  const top: Element = { name: '', attributes: new Map(), children: [] };
  const open: Element[] = [top];
  let end = 0;
  for (const m of source.matchAll(MARKUP)) {
    if (m.index !== end) return undefined;
    end += m[0].length;
    const parent = open.at(-1);
    if (!parent) return undefined;
    const [, cdata, closing, opening, attributes = '', empty, words] = m;
    if (words !== undefined) parent.children.push(decodeEntities(words));
    else if (cdata !== undefined) parent.children.push(cdata);
    else if (closing !== undefined) {
      if (open.length < 2 || open.pop()?.name !== closing) return undefined;
    } else if (opening !== undefined) {
      const element: Element = { name: opening, attributes: attributesIn(attributes), children: [] };
      parent.children.push(element);
      if (empty === '') open.push(element);
    }
  }
  return end === source.length && open.length === 1 ? top : undefined;
}

const attributesIn = (text: string): ReadonlyMap<string, string> =>
  new Map(Array.from(text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g), (m) => [m[1] ?? '', decodeEntities(m[2] ?? m[3] ?? '')]));

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/g, (typed, hex?: string, decimal?: string, name?: string) => {
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (name !== undefined) return ENTITIES[name] ?? typed;
    return point <= 0x10ffff ? String.fromCodePoint(point) : typed;
  });
