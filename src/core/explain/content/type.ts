// Content-Type against what the octets look like (RFC 9110 section 8.3).
import { isJson, isXml, type MediaType } from '../../http/media-type.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { nameIn, notAnswered, type View } from '../view.ts';
import { octets } from '../words.ts';
import type { Body } from './read.ts';

export function explainType(x: View, body: Body): readonly Annotation[] {
  const found = looksLike(body);
  if (body.decoded.octets.length === 0) return empty(x, body);
  if (body.type === undefined) return notAnswered(x, 'Content-Type') ? [missing(body, found)] : [];
  if (found === undefined || fits(found, body.type)) return [];
  const anchor = at.field('response', nameIn(x.got, 'Content-Type'));
  const said = escaped(body.type.essence, 32);
  const plain = body.type.essence === 'text/plain' || body.type.essence === 'application/octet-stream';
  return [
    (plain ? info : warning)('content/type-differs', anchor, {
      title: say`Labelled ${said}, but the content looks like ${text(found.name)}`,
      detail: say`${found.why} A client goes by ${'Content-Type'} (${said}) and ${plain ? text('does nothing special with it') : text('reads it wrongly')}; ${
        found.type === 'text/html' ? text('often an error or login page stands in place of the data.') : say`${found.type} would fit.`
      }`,
      specs: [rfc(9110, '8.3')],
      basis: 'hypothesis',
    }),
  ];
}

function empty(x: View, body: Body): readonly Annotation[] {
  const status = x.status ?? 0;
  if (body.type === undefined || !isJson(body.type) || status < 200 || status >= 300 || status === 202) return [];
  return [
    warning('content/empty-json', at.responseBody, {
      title: say`Labelled JSON, but the content is empty: a JSON parser will fail`,
      detail: say`An empty text is no JSON value. Send ${'{}'} or ${'null'}, or ${'204'} without ${'Content-Type'} where there is nothing to say.`,
      specs: [rfc(8259, '2'), rfc(9110, '15.3.5')],
    }),
  ];
}

function missing(body: Body, found: Found | undefined): Annotation {
  const size = text(octets(body.decoded.octets.length));
  return info('content/no-type', at.response, {
    title:
      found === undefined
        ? say`${size} without ${'Content-Type'}: the client has to guess what they are`
        : say`No ${'Content-Type'}: looks like ${text(found.name)}, but that is a guess`,
    detail: say`A sender should say in ${'Content-Type'} what its content is. Without it a recipient may take it for ${'application/octet-stream'} or look at the octets, and clients differ in what they find.`,
    specs: [rfc(9110, '8.3')],
  });
}

interface Found {
  readonly name: string;
  readonly type: string;
  /** A sentence: what gave it away. */
  readonly why: string;
}

const MAGIC: readonly (readonly [mark: readonly number[], name: string, type: string])[] = [
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], 'a PNG picture', 'image/png'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture', 'image/jpeg'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture', 'image/gif'],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF document', 'application/pdf'],
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive', 'application/zip'],
  [[0x1f, 0x8b, 0x08], 'gzip data', 'application/gzip'],
];

function looksLike(body: Body): Found | undefined {
  const start = body.decoded.octets;
  for (const [mark, name, type] of MAGIC)
    if (mark.every((octet, i) => start[i] === octet))
      return { name, type, why: `It begins with the octets ${mark.map((o) => o.toString(16).padStart(2, '0')).join(' ')}.` };
  if (start[0] === 0x52 && start[8] === 0x57 && start[9] === 0x45 && start[10] === 0x42)
    return { name: 'a WebP picture', type: 'image/webp', why: 'It begins with RIFF and WEBP.' };
  const words = body.text?.text.slice(0, 4096).trimStart() ?? '';
  if (/^<!doctype html|^<html[\s>]|^<head[\s>]|^<body[\s>]/i.test(words))
    return { name: 'HTML', type: 'text/html', why: 'It begins like an HTML page.' };
  if (/^<\?xml[\s?]/.test(words)) return { name: 'XML', type: 'application/xml', why: 'It begins with an XML declaration.' };
  if (/^[[{]/.test(words) && body.text !== undefined && body.whole && body.json().strict.problem === undefined)
    return { name: 'JSON', type: 'application/json', why: 'All of it is valid JSON.' };
  return undefined;
}

/** Archives and documents hold others inside: a .docx is a ZIP; JSON is valid JavaScript, and what is XML may be SVG. */
function fits(found: Found, type: MediaType): boolean {
  switch (found.type) {
    case 'application/json':
      return isJson(type) || /javascript|json|yaml|graphql|event-stream|geo|manifest/.test(type.essence) || type.suffix !== undefined;
    case 'application/xml':
      return isXml(type) || /xml|svg|html|rss|atom|soap|xslt|wsdl/.test(type.essence);
    case 'text/html':
      // What claims to be JSON or XML and is a page is said by the syntax rules, with the place.
      return /html/.test(type.essence) || isJson(type) || type.type === 'multipart' || type.type === 'message';
    case 'application/zip':
      return /zip|vnd\.|java-archive|epub|octet-stream|apk|x-/.test(type.essence);
    case 'application/gzip':
      // With a type of text the coding rules say that the label is missing.
      return /gzip|tar|tgz|octet-stream|x-|^text\/|json|xml|javascript|urlencoded/.test(type.essence);
    default:
      return (
        type.essence === found.type ||
        type.type === 'multipart' ||
        (found.type === 'image/jpeg' && /jpe?g|jfif/.test(type.essence)) ||
        /x-png|apng|pdf|octet-stream/.test(type.essence)
      );
  }
}
