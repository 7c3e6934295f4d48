// Just enough of XML to say which root element a document has, and whether its tags are balanced. No entities, no DTD.

export interface XmlRoot {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  /** Names of the elements directly within, in order. */
  readonly children: readonly string[];
}

export interface Xml {
  readonly root?: XmlRoot;
  readonly problem?: string;
}

/** Comments, CDATA, instructions, a DOCTYPE, or a tag with its slash before, name, attributes and slash after. */
const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<(\/?)([^\s<>/]+)((?:\s+[^\s=<>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;

export function xmlRoot(source: string): Xml {
  const open: string[] = [];
  let root: { name: string; attributes: readonly (readonly [string, string])[]; children: string[] } | undefined;
  for (const [, closing, name, attributes = '', empty] of source.matchAll(MARKUP)) {
    if (name === undefined) continue;
    if (closing === '/') {
      const expected = open.pop();
      if (expected !== name) return { ...(root && { root }), problem: `</${name}> stands where </${expected ?? '…'}> was expected` };
      continue;
    }
    if (root === undefined) root = { name, attributes: attributesOf(attributes), children: [] };
    else if (open.length === 0) return { root, problem: `<${name}> is a second root element` };
    else if (open.length === 1) root.children.push(name);
    if (empty !== '/') open.push(name);
  }
  if (root === undefined) return { problem: 'no element was found' };
  const missing = open.at(-1);
  if (missing !== undefined) return { root, problem: `<${missing}> is never closed` };
  return source.replaceAll(MARKUP, '').includes('<') ? { root, problem: 'a < stands where no tag is' } : { root };
}

const attributesOf = (source: string): (readonly [string, string])[] =>
  Array.from(source.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g), (m) => [m[1] ?? '', m[2] ?? m[3] ?? ''] as const);
