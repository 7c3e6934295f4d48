// A raw HTTP request, as a log, a proxy or the tools of a browser show it. HTTP/2 pseudo-fields (RFC 9113 section 8.3.1) are read too.
import { fieldNamed, type RequestDraft } from './draft.ts';
import { withoutMarks } from './reference-mark.ts';

/** `undefined` when the text is no request with its version or its pseudo-fields. */
export function readMessage(text: string): readonly RequestDraft[] | undefined {
  const [head = '', ...rest] = withoutMarks(text.replace(/\r\n?/g, '\n')).replace(/^\n+/, '').split('\n\n');
  const lines = head.trimEnd().split('\n');
  const [, method, target, version] = /^([A-Z][A-Z-]*) (\S+) (HTTP\/\d(?:\.\d)?)$/.exec(lines[0]?.trim() ?? '') ?? [];
  const fields = fieldsIn(method === undefined ? lines : lines.slice(1));
  if (fields === undefined) return undefined;
  const pseudo = (name: string): string | undefined => fieldNamed({ fields }, `:${name}`);
  const asked = { method: method ?? pseudo('method'), target: target ?? pseudo('path') };
  if (asked.method === undefined || asked.target === undefined) return undefined;
  const host = pseudo('authority') ?? fieldNamed({ fields }, 'host');
  const content = rest.join('\n\n');
  const notes: string[] = [];
  const url = addressOf(asked.target, host, pseudo('scheme'), fields, notes);
  if (url === undefined) return undefined;
  return [
    {
      notes,
      directives: [],
      method: asked.method,
      url,
      // HTTP/1.1 is what is sent when nothing else is said.
      ...(version !== undefined && version !== 'HTTP/1.1' && { version }),
      fields: fields.filter(([name]) => !isLeftOut(name, url)),
      ...(content !== '' && { content: { kind: 'text', text: content } }),
    },
  ];
}

/** Names with a colon before them are pseudo-fields; the tools of some browsers put a value on a line of its own. */
function fieldsIn(lines: readonly string[]): readonly (readonly [string, string])[] | undefined {
  const fields: (readonly [string, string])[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '').trimEnd();
    const [, name, value = ''] = /^(:?[!#$%&'*+\-.^_`|~\w]+):(?:[ \t]+(.*)|)$/.exec(line) ?? [];
    if (name === undefined) return undefined;
    fields.push([name, value.trim()]);
  }
  return fields;
}

/** The content is counted again, and the host stands in the address. */
const isLeftOut = (name: string, url: string): boolean =>
  name.startsWith(':') || /^content-length$/i.test(name) || (/^host$/i.test(name) && /^https?:/i.test(url));

function addressOf(
  target: string,
  host: string | undefined,
  scheme: string | undefined,
  fields: RequestDraft['fields'],
  notes: string[],
): string | undefined {
  if (/^https?:\/\//i.test(target)) return target;
  if (host === undefined || !target.startsWith('/')) return undefined;
  const seen = scheme ?? schemeOf(host, fields);
  if (seen === undefined) notes.push('The message does not say whether it went over TLS: http is assumed.');
  return `${seen ?? 'http'}://${host}${target}`;
}

/** What the other fields tell: browsers send some of them to secure hosts alone. */
function schemeOf(host: string, fields: RequestDraft['fields']): string | undefined {
  if (/:(?:443|8443)$/.test(host)) return 'https';
  if (fields.some(([name]) => /^(?:sec-fetch-site|sec-ch-ua|upgrade-insecure-requests)$/i.test(name) && !/^upgrade/i.test(name)))
    return isLocal(host) ? undefined : 'https';
  for (const name of ['origin', 'referer']) {
    const [, scheme, from] = /^(https?):\/\/([^/]+)/i.exec(fieldNamed({ fields }, name) ?? '') ?? [];
    if (scheme !== undefined && from === host) return scheme.toLowerCase();
  }
  return undefined;
}

const isLocal = (host: string): boolean => /^(?:localhost|127\.|\[::1\])/.test(host);
