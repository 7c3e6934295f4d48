// The character encoding: what was declared, what the octets bear out (RFC 9110 section 8.3.2, RFC 3629).
import { charsetOf, isJson, isXml } from '../../http/media-type.ts';
import { say } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { html, rfc } from '../spec.ts';
import { nameIn, type View } from '../view.ts';
import type { Body } from './read.ts';

export function explainCharset(x: View, body: Body): readonly Annotation[] {
  const { type, text: read } = body;
  if (type === undefined || read === undefined || body.decoded.octets.length === 0) return [];
  const anchor = at.field('response', nameIn(x.got, 'Content-Type'));
  const invalid = read.faults.find((fault) => fault.kind === 'invalid');
  if (invalid !== undefined && read.charset === 'utf-8') return badUtf8(body, invalid.at, anchor);
  const mark = read.faults.find((fault) => fault.kind === 'contradiction');
  if (mark !== undefined) return [marked(mark.label, mark.used, anchor)];
  if (read.decidedBy === 'guess') return [guessed(body, anchor)];
  const declared = charsetOf(type);
  if (declared !== undefined) return contradicted(body, declared, anchor);
  if (type.subtype === 'html' && !/<meta[^>]+charset/i.test(read.text.slice(0, 1024))) return undeclared(body, anchor);
  return type.type === 'text' && !isXml(type) && !/event-stream|html/.test(type.subtype) && !isJson(type) ? undeclared(body, anchor) : [];
}

/** A cut at the end of the capture may fall into a character; that is no fault of the server. */
function badUtf8(body: Body, wrong: number, anchor: string): readonly Annotation[] {
  const octets = body.decoded.octets;
  if (!body.whole && wrong >= octets.length - 3) return [];
  const said = body.text?.decidedBy === 'content-type' ? say`The charset is said to be ${'utf-8'}` : say`The text is read as ${'utf-8'}`;
  const { hex, latin } = octetAt(octets, wrong);
  return [
    warning('content/bad-utf-8', anchor, {
      title: say`Not valid UTF-8: octet ${String(wrong)} is ${hex}, in ISO-8859-1 it would be ${latin}`,
      detail: say`${said}, but the octets at ${String(wrong)} are no UTF-8 sequence, so a reader shows ${'\ufffd'} there. ${hex} alone is ${latin} in ISO-8859-1 (Latin-1) and windows-1252: the server reads a file or database in that encoding and labels it otherwise.`,
      specs: [rfc(3629, '3'), rfc(9110, '8.3.2')],
      basis: 'computed',
    }),
  ];
}

function octetAt(octets: Uint8Array, index: number): { readonly hex: string; readonly latin: string } {
  const hex = `0x${(octets[index] ?? 0).toString(16).padStart(2, '0').toUpperCase()}`;
  return { hex, latin: escaped(new TextDecoder('windows-1252').decode(octets.subarray(index, index + 1)), 4) };
}

function guessed(body: Body, anchor: string): Annotation {
  const octets = body.decoded.octets;
  const first = octets.findIndex((octet) => octet >= 0x80);
  const { hex, latin } = octetAt(octets, first);
  return warning('content/charset-guessed', anchor, {
    title: say`No ${'charset'}, and the text is not UTF-8: ${hex} is taken for ${latin}`,
    detail: say`Nothing says in which encoding the text is, and its octets are no valid UTF-8. It is shown as windows-1252, which is a guess; other clients guess otherwise. Let the server send UTF-8 and say ${'charset=utf-8'}.`,
    specs: [rfc(9110, '8.3.2')],
    basis: 'hypothesis',
  });
}

function marked(declared: string, used: string, anchor: string): Annotation {
  return warning('content/bom-contradicts', anchor, {
    title: say`${'charset'} says ${escaped(declared, 16)}, but the byte order mark says ${used}`,
    detail: say`The content begins with the mark of ${used}, and browsers let the mark win over ${'Content-Type'}. Other clients go by the field and show garbage. Make them say the same.`,
    specs: [rfc(9110, '8.3.2'), html('parsing.html#determining-the-character-encoding')],
    basis: 'computed',
  });
}

function undeclared(body: Body, anchor: string): readonly Annotation[] {
  if (body.decoded.octets.every((octet) => octet < 0x80)) return [];
  return [
    info('content/no-charset', anchor, {
      title: say`No ${'charset'}, and the text is not pure ASCII: readers have to guess`,
      detail: say`HTTP has no default charset for text any more. A client assumes one: UTF-8, as here, or what is usual in its country. ${'charset=utf-8'} in ${'Content-Type'} settles it.`,
      specs: [rfc(9110, '8.3.2'), rfc(6657, '3')],
    }),
  ];
}

function contradicted(body: Body, declared: string, anchor: string): readonly Annotation[] {
  const words = body.text?.text.slice(0, 1024) ?? '';
  const inside =
    /<meta[^>]*\scharset\s*=\s*["']?\s*([\w-]+)/i.exec(words)?.[1] ?? /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/.exec(words)?.[1];
  if (inside === undefined || alias(inside) === alias(declared)) return [];
  return [
    warning('content/charset-contradicted', anchor, {
      title: say`${'Content-Type'} says ${escaped(declared, 16)}, the content itself says ${escaped(inside, 16)}`,
      detail: say`The field takes precedence over the declaration inside, so the text is read as ${escaped(declared, 16)}. If that is wrong, letters beyond ASCII come out broken; make both say the same, ${'utf-8'} best.`,
      specs: [html('parsing.html#determining-the-character-encoding'), rfc(9110, '8.3.2')],
      basis: 'computed',
    }),
  ];
}

function alias(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // An unknown name is only equal to itself.
    return label.toLowerCase();
  }
}
