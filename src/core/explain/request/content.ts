// The content against the media type that names it: JSON, XML, urlencoded, multipart, or nothing said (RFC 9110 section 8.3).
import { readJson } from '../../body/json.ts';
import { firstOf, valuesOf } from '../../http/field.ts';
import { isJson, isXml, parseMediaType } from '../../http/media-type.ts';
import { say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { jsonReader } from '../content/plain-json.ts';
import { error, info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { document, rfc } from '../spec.ts';
import type { RequestFacts } from '../subject.ts';
import { multipartNotes } from './multipart.ts';
import { patchNotes } from './patch.ts';
import { urlencodedNotes } from './urlencoded.ts';
import { xmlFault } from './xml.ts';

/** Longer contents are not read as text here. */
const LIMIT = 1 << 20;

export function explainContent(request: RequestFacts): readonly Annotation[] {
  const { content, fields } = request;
  if (content === undefined || fields === undefined || content.length > LIMIT) return [];
  if (content.length === 0) return emptyJson(request);
  if (valuesOf(fields, 'Content-Encoding').some((value) => value.trim() !== '' && value.trim().toLowerCase() !== 'identity')) return [];
  const written = firstOf(fields, 'Content-Type');
  const words = new TextDecoder().decode(content);
  if (written === undefined) return [untyped(words)];
  const type = parseMediaType(written);
  if (type === undefined) return [];
  if (type.essence === 'multipart/form-data' || type.type === 'multipart') return multipartNotes(content, written, type.essence);
  if (type.essence === 'application/x-www-form-urlencoded') return urlencodedNotes(words);
  if (isJson(type)) return [...jsonNotes(words), ...patchNotes(type.essence, words)];
  if (isXml(type) && type.essence !== 'text/html') return xmlNotes(words);
  return [];
}

/** An empty text is no JSON (RFC 8259 section 2). */
function emptyJson({ method, fields }: RequestFacts): readonly Annotation[] {
  const type = parseMediaType(firstOf(fields ?? [], 'Content-Type') ?? '');
  if (type === undefined || !isJson(type) || !['POST', 'PUT', 'PATCH'].includes(method ?? '')) return [];
  return [
    info('request/content/empty-json', anchor.field('request', 'Content-Type'), {
      title: say`${'Content-Type'} says JSON, but the content is empty, which is no JSON`,
      detail: say`Servers that parse it answer ${'400'}. Send ${'{}'}, or leave ${'Content-Type'} out.`,
      specs: [rfc(8259, '2')],
      basis: 'computed',
    }),
  ];
}

/** What a content looks like, by its first characters. */
function lookOf(words: string): { readonly what: string; readonly type: string } | undefined {
  const start = words.trimStart();
  if (/^[{[]/.test(start) && readJson(words).problem === undefined) return { what: 'JSON', type: 'application/json' };
  if (/^<(?:\?xml|[A-Za-z_])/.test(start)) return { what: 'XML or HTML', type: 'application/xml' };
  if (/^--\S+\r?\n/.test(start)) return { what: 'multipart', type: 'multipart/form-data; boundary=…' };
  if (/^[\w.%+-]+=[^\s]*(?:&[\w.%+-]+=[^\s]*)*$/.test(start.trimEnd()))
    return { what: 'a form (urlencoded)', type: 'application/x-www-form-urlencoded' };
  return undefined;
}

function untyped(words: string): Annotation {
  const look = lookOf(words);
  if (look === undefined)
    return info('request/content/untyped', anchor.requestBody, {
      title: say`Content without ${'Content-Type'}: the server has to guess`,
      detail: say`A request with content should name its media type. Without one a server takes it for octets, or guesses.`,
      specs: [rfc(9110, '8.3')],
    });
  return warning('request/content/untyped', anchor.requestBody, {
    title: say`The content looks like ${text(look.what)}, but no ${'Content-Type'} says so`,
    detail: say`Frameworks choose their parser by that field: without it they leave the content unread or answer ${'415'}. Add ${`Content-Type: ${look.type}`}.`,
    specs: [rfc(9110, '8.3')],
  });
}

function jsonNotes(words: string): readonly Annotation[] {
  const { problem, duplicates } = jsonReader(words)().strict;
  if (problem !== undefined) {
    const look = lookOf(words);
    if (look !== undefined) return [otherFormat('JSON', look)];
    const before = words.slice(0, problem.range.start);
    const line = before.split(/\r\n|\r|\n/).length;
    const column = before.length - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
    return [
      error('request/content/json', anchor.requestBody, {
        title: say`The body is not valid JSON: line ${text(line)}, column ${text(column)}`,
        detail: say`${text(sentence(escaped(problem.message, 160)))}${/\{\{[^{}]+\}\}/.test(words) ? say` The braces ${'{{…}}'} are a variable without a value.` : []} A server that parses it answers ${'400'}.`,
        specs: [rfc(8259, '2')],
        basis: 'computed',
      }),
    ];
  }
  const twice = duplicates[0];
  if (twice === undefined) return [];
  return [
    warning('request/content/json-duplicate', anchor.requestBody, {
      title: say`The name ${escaped(twice.name, 30)} stands twice in one JSON object`,
      detail: say`Names within an object should be unique; parsers keep the last value, or the first, or refuse.`,
      specs: [rfc(8259, '4')],
    }),
  ];
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;

const otherFormat = (said: string, look: { readonly what: string; readonly type: string }): Annotation =>
  error('request/content/other-format', anchor.field('request', 'Content-Type'), {
    title: say`${'Content-Type'} says ${text(said)}, the content is ${text(look.what)}`,
    detail: say`The server chooses its parser by the field and will fail on the content, with ${'400'} or ${'415'}. Either write ${`Content-Type: ${look.type}`} or send ${text(said)}.`,
    specs: [rfc(9110, '8.3')],
    basis: 'computed',
  });

function xmlNotes(words: string): readonly Annotation[] {
  const look = lookOf(words);
  if (look !== undefined && look.what !== 'XML or HTML') return [otherFormat('XML', look)];
  const fault = xmlFault(words);
  if (fault === undefined) return [];
  return [
    error('request/content/xml', anchor.requestBody, {
      title: say`The body is not well-formed XML: ${text(escaped(fault.message, 50))}`,
      detail: say`Line ${text(fault.line)}: ${text(escaped(fault.message, 120))}. An XML parser stops there, and the server answers ${'400'}.`,
      specs: [document('XML 1.0', 'sec-well-formed', 'https://www.w3.org/TR/xml/#sec-well-formed')],
      basis: 'computed',
    }),
  ];
}
