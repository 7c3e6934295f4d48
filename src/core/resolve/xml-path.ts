// The paths of XML content (XPath 1.0): any expression, of which the string value is taken.
import { type Document, type Element, type Node, parseXmlDocument } from 'slimdom';
import { type Evaluated, parse } from 'xpath';
import { fail, ok, type Result } from '../text/result.ts';

declare module 'xpath' {
  interface Options {
    readonly node: object;
    readonly namespaces: (prefix: string) => string | undefined;
    readonly allowAnyNamespaceForNoPrefix?: boolean;
  }
  /** A string, a number, a truth value or a set of nodes. */
  export interface Evaluated {
    readonly stringValue: () => string;
    readonly toArray?: () => readonly object[];
  }
  export function parse(expression: string): { readonly evaluate: (options: Options) => Evaluated };
}

/** The string value of the expression; of the first node of a set (XPath 1.0 section 4.2). */
export function xmlPath(source: string, path: string): Result<string, string> {
  const document = readXml(source);
  if (!document) return fail('The content is no well-formed XML, so a path beginning with / leads nowhere.');
  const expression = readPath(path);
  if (!expression) return fail(`${path} can't be read as an XPath (version 1.0).`);
  const namespaces = prepare(document);
  const options = { node: document, namespaces: (prefix: string) => namespaces.get(prefix) };
  try {
    const strict = expression.evaluate(options);
    if (!isEmpty(strict)) return ok(strict.stringValue());
    // A name without a prefix has no namespace, which nobody remembers who reads a message with a default one.
    const lenient = expression.evaluate({ ...options, allowAnyNamespaceForNoPrefix: true });
    return isEmpty(lenient) ? fail(`Nothing is found at ${path}.`) : ok(lenient.stringValue());
  } catch (error) {
    return fail(`${path} can't be followed: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function readXml(source: string): Document | undefined {
  try {
    return parseXmlDocument(source.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

function readPath(path: string): ReturnType<typeof parse> | undefined {
  try {
    return parse(path);
  } catch {
    return undefined;
  }
}

const isEmpty = (found: Evaluated): boolean => found.toArray?.().length === 0;

/** Prefix → namespace, the first of each in the document; gives lists of attributes the `item` that `xpath` asks them for. */
function prepare(document: Document): ReadonlyMap<string, string> {
  const namespaces = new Map<string, string>();
  for (let node: Node | null = document; node !== null; node = following(node)) {
    if (!isElement(node)) continue;
    const { attributes } = node;
    Object.assign(attributes, { item: (i: number) => attributes[i] });
    for (const { prefix, localName, value } of attributes)
      if (prefix === 'xmlns' && !namespaces.has(localName)) namespaces.set(localName, value);
  }
  return namespaces;
}

const isElement = (node: Node): node is Element => node.nodeType === node.ELEMENT_NODE;

/** In document order; a walk without a stack, however deep the document is. */
function following(node: Node): Node | null {
  if (node.firstChild) return node.firstChild;
  for (let up: Node | null = node; up; up = up.parentNode) if (up.nextSibling) return up.nextSibling;
  return null;
}
