// Is a text well-formed XML? Tags that nest, one root, no bare ampersands: enough to point at what a parser would refuse. Not a validator.

export interface XmlFault {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE(?:[^<>[]|\[[^\]]*\])*>|<\/?[^<>]*>|<|&(?:[A-Za-z][\w.-]*;|#\d+;|#x[0-9a-fA-F]+;)?|[^<&]+/g;
const TAG = /^<(\/?)([A-Za-z_:][\w:.\-\u00b7-\uffff]*)((?:\s+[^\s=/<>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/;

/** The first fault, or `undefined`. */
export function xmlFault(source: string): XmlFault | undefined {
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  const fault = (message: string): XmlFault => ({ line: source.slice(0, at).split('\n').length, message });
  for (const match of source.matchAll(TOKEN)) {
    at = match.index;
    const token = match[0];
    if (token === '&') return fault('& must be written &amp;');
    if (token === '<') return fault('< must be written &lt;');
    if (/^<\?xml\s/.test(token) && source.slice(0, at).replace(/^\ufeff/, '') !== '')
      return fault('the declaration <?xml …?> must stand at the very beginning');
    if (/^<[!?]/.test(token) && !/^<!(?!--|\[CDATA\[|DOCTYPE)/.test(token)) continue;
    if (token.startsWith('<')) {
      const tag = TAG.exec(token);
      if (tag === null) return fault(`${token.slice(0, 40)} is no well-formed tag`);
      const [, slash = '', name = '', , empty = ''] = tag;
      if (slash === '/') {
        const expected = open.pop();
        if (expected !== name)
          return fault(expected === undefined ? `</${name}> closes nothing` : `</${name}> stands where </${expected}> is expected`);
      } else {
        if (open.length === 0) roots++;
        if (roots > 1) return fault(`<${name}> is a second root element`);
        if (empty === '') open.push(name);
      }
    } else if (open.length === 0 && token.trim().replace(/^\ufeff/, '') !== '') return fault('text outside of the root element');
  }
  at = source.length;
  if (open.length > 0) return fault(`<${open.at(-1)}> is never closed`);
  return roots === 0 ? fault('there is no element') : undefined;
}
