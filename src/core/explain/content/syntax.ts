// Does the content follow the grammar of its type? JSON (RFC 8259) and XML; where not, with line and column.
import { isJson, isXml } from '../../http/media-type.ts';
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, good, info, warning } from '../note.ts';
import { counted, escaped } from '../shown.ts';
import { document, html, rfc } from '../spec.ts';
import { safeReference, type View } from '../view.ts';
import { octets } from '../words.ts';
import { type Body, placeIn } from './read.ts';
import { readXml } from './xml.ts';

export function explainSyntax(x: View, body: Body): readonly Annotation[] {
  const { type, text: read } = body;
  if (type === undefined || read === undefined || !body.whole) return [];
  if (isJson(type)) return json(body, read.text);
  if (isXml(type) && type.subtype !== 'xhtml+xml') return xml(read.text);
  if (type.essence === 'text/html') return refresh(x, read.text);
  return [];
}

function json(body: Body, words: string): readonly Annotation[] {
  const bom = body.text?.decidedBy === 'bom' ? [withBom()] : [];
  const { plain: clean, strict } = body.json();
  const { problem, duplicates, imprecise } = strict;
  if (problem === undefined)
    return [
      ...bom,
      good('content/json', at.responseBody, {
        title: say`Valid JSON: ${text(clean === undefined ? outline(words) : outlineOf(clean.value))}, ${text(octets(body.decoded.octets.length))}`,
        detail: say`All of the content follows the grammar of JSON.`,
        specs: [rfc(8259, '2')],
        basis: 'computed',
      }),
      ...repeated(words, duplicates[0]),
      ...rounded(words, imprecise[0]),
    ];
  if (problem.code === 'empty') return bom;
  const page = /^\s*<(?:!doctype|html)/i.test(words);
  const place = text(placeIn(words, problem.range.start));
  return [
    ...bom,
    error('content/bad-json', at.responseBody, {
      title: page
        ? say`Labelled JSON, but it is an HTML page: not valid JSON at ${place}`
        : say`Not valid JSON at ${place}: ${escaped(problem.message, 46)}`,
      detail: page
        ? say`The content begins with ${escaped(words.trimStart(), 20)}: an error or login page, probably made by a proxy or framework that kept the ${'Content-Type'} of the API. A JSON parser fails at ${place}.`
        : say`A parser stops at ${place} (offset ${String(problem.range.start)}): ${escaped(problem.message, 120)}. Near it stands ${near(words, problem.range.start)}. JSON has no comments, no commas at the end and no single quotes.`,
      specs: [rfc(8259, '2')],
      basis: 'computed',
    }),
  ];
}

/** A few characters around the place, values of credentials left out. */
const near = (words: string, offset: number): string =>
  escaped(words.slice(Math.max(0, offset - 8), offset + 8).replace(/[\w-]{4,}/g, '…'), 30);

function withBom(): Annotation {
  return warning('content/json-bom', at.responseBody, {
    title: say`The JSON begins with a byte order mark, which it must not have`,
    detail: say`A sender must not put the mark (EF BB BF) before JSON text. Some parsers ignore it, others fail at the first character.`,
    specs: [rfc(8259, '8.1')],
  });
}

function repeated(
  words: string,
  first: { readonly name: string; readonly range: { readonly start: number } } | undefined,
): readonly Annotation[] {
  if (first === undefined) return [];
  return [
    warning('content/json-duplicate', at.responseBody, {
      title: say`The name ${escaped(first.name, 30)} occurs twice in one object (${text(placeIn(words, first.range.start))})`,
      detail: say`Names within an object should be unique. Most parsers keep the last value, some the first, some fail: two readers may see different data.`,
      specs: [rfc(8259, '4')],
      basis: 'computed',
    }),
  ];
}

function rounded(words: string, first: { readonly start: number; readonly end: number } | undefined): readonly Annotation[] {
  if (first === undefined) return [];
  const number = words.slice(first.start, first.end);
  return [
    info('content/json-precision', at.responseBody, {
      title: say`${escaped(number, 24)} is too long for a double: JavaScript reads ${escaped(String(Number(number)), 24)}`,
      detail: say`The number at ${text(placeIn(words, first.start))} has more digits than most parsers keep: a double is exact for whole numbers up to 2^53, ${'9007199254740992'}. Long ids are safe only as strings.`,
      specs: [rfc(8259, '6')],
      basis: 'computed',
    }),
  ];
}

function outline(words: string): string {
  try {
    return outlineOf(JSON.parse(words));
  } catch {
    // The strict reader found nothing wrong; a value that JSON.parse refuses (nested too deep) is still JSON.
    return 'deeply nested';
  }
}

function outlineOf(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return `an object with ${counted(Object.keys(value).length, 'member')}`;
  return value === null ? 'null' : `a ${typeof value}`;
}

function xml(words: string): readonly Annotation[] {
  const problem = readXml(words);
  if (problem === undefined) return [];
  const place = text(placeIn(words, problem.at));
  return [
    error('content/bad-xml', at.responseBody, {
      title: say`Not well-formed XML at ${place}: ${escaped(problem.message, 46)}`,
      detail: say`An XML parser must stop at the first error, here ${place}: ${escaped(problem.message, 120)}. Nothing after it is read.`,
      specs: [document('XML', 'sec-well-formed', 'https://www.w3.org/TR/xml/#sec-well-formed')],
      basis: 'computed',
    }),
  ];
}

/** A redirect that only browsers follow. */
function refresh(x: View, words: string): readonly Annotation[] {
  const found = /<meta[^>]*http-equiv\s*=\s*["']?refresh["']?[^>]*content\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(
    words.slice(0, 10_000),
  );
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  if (value === undefined || (x.status ?? 0) < 200) return [];
  const seconds = /^\s*(\d+)/.exec(value)?.[1] ?? '0';
  const target = /url\s*=\s*['"]?([^'"\s]+)/i.exec(value)?.[1];
  return [
    info('content/meta-refresh', at.responseBody, {
      title: say`The page sends browsers on after ${text(`${seconds} s`)}${target === undefined ? [] : say` to ${escaped(safeReference(target), 40)}`}; Postil stays`,
      detail: say`A ${'meta'} element with ${'http-equiv=refresh'} is a feature of browsers, no redirect of HTTP: programs do not follow it.`,
      specs: [html('semantics.html#attr-meta-http-equiv-refresh')],
      basis: 'browser',
    }),
  ];
}
