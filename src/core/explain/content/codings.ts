// Content-Encoding against the octets (RFC 9110 section 8.4): is it what the label says, and what did it save?

import { sniff } from '../../body/codings.ts';
import type { CodingStep } from '../../body/decode.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, info, warning } from '../note.ts';
import { escaped, hexOf } from '../shown.ts';
import { rfc } from '../spec.ts';
import { asked, nameIn, type View } from '../view.ts';
import { octets } from '../words.ts';
import type { Body } from './read.ts';

export function explainCodings(x: View, body: Body): readonly Annotation[] {
  const { decoded } = body;
  if (decoded.steps.length === 0) return [...unlabelled(body), ...uncompressed(x, body)];
  const anchor = at.field('response', nameIn(x.got, 'Content-Encoding'));
  const faults = decoded.steps.flatMap((step) => faultOf(step, body, anchor));
  if (decoded.steps.some(({ fault }) => fault !== undefined)) return faults;
  return [...rawDeflate(body, anchor), saving(body, anchor)];
}

/** RFC 9110 section 8.4.1.2: `deflate` is the zlib format around a deflate stream; some servers leave the wrapper out. */
function rawDeflate(body: Body, anchor: string): readonly Annotation[] {
  if (!body.decoded.steps.some((step) => step.coding.toLowerCase() === 'deflate' && step.format === 'raw')) return [];
  return [
    warning('content/raw-deflate', anchor, {
      title: say`Raw deflate: the zlib header that ${'deflate'} stands for is missing`,
      detail: say`${'Content-Encoding: deflate'} means a deflate stream in the zlib format, with a header of two octets and a checksum at the end. This one comes without the wrapper; most clients guess it, strict ones fail. ${'gzip'} has no such doubt.`,
      specs: [rfc(9110, '8.4.1.2')],
      basis: 'computed',
    }),
  ];
}

const NAMES: Readonly<Record<string, string>> = { gzip: 'gzip', zlib: 'deflate', raw: 'raw deflate', brotli: 'Brotli', zstd: 'Zstandard' };

/** What the first octets of each format have to be, where there is such a mark. */
const MARKS: Readonly<Record<string, string>> = { gzip: '1f 8b', 'x-gzip': '1f 8b', zstd: '28 b5 2f fd', deflate: '78 01, 78 9c or 78 da' };

function faultOf(step: CodingStep, body: Body, anchor: string): readonly Annotation[] {
  const { fault } = step;
  const name = escaped(step.coding, 16);
  const size = text(octets(step.from));
  if (fault === undefined) return [];
  const specs = [rfc(9110, '8.4'), rfc(9110, '8.4.1')];
  switch (fault.kind) {
    case 'mislabelled': {
      const mark = step === body.decoded.steps[0] ? MARKS[step.coding.toLowerCase()] : undefined;
      const really =
        fault.found === 'plain' || fault.found === undefined
          ? text('not compressed at all')
          : text((NAMES[fault.found] ?? '') || fault.found);
      return [
        error('content/mislabelled', anchor, {
          title: say`Labelled ${name}, but the ${size} are ${really}`,
          detail: say`${'Content-Encoding'} says ${name}, and the content cannot be decoded so${
            mark === undefined ? [] : say`: it begins with ${hexOf(body.octets, 4)} instead of ${mark}`
          }. Clients that trust the label fail, or show an empty content (0 octets) without any error. The server sets the field without compressing, or a proxy decompressed and left the field in place.`,
          specs,
          basis: 'computed',
        }),
      ];
    }
    case 'truncated':
      if (step.to === 0 && step === body.decoded.steps[0] && looksPlain(body.octets)) return [plainAfterAll(step, anchor)];
      return [
        error('content/coding-truncated', at.responseBody, {
          title: say`The ${name} stream breaks off: ${size} came, its end is missing`,
          detail: say`The ${text(octets(step.from))} decode to ${text(octets(step.to))}, and then the compressed stream ends before its end mark. What is shown is only the beginning; many clients throw all of it away, some show the part without a word.`,
          specs,
          basis: 'computed',
        }),
      ];
    case 'corrupt':
      return [
        error('content/coding-corrupt', at.responseBody, {
          title: say`The ${name} stream is broken${fault.at === undefined ? [] : say` after octet ${text(String(fault.at))}`} and cannot be decoded`,
          detail: say`${text(octets(step.to))} could be decoded. The octets were changed on the way, converted as if they were text for example, or put together wrongly.`,
          specs,
          basis: 'computed',
        }),
      ];
    case 'surplus':
      return [
        warning('content/coding-surplus', at.responseBody, {
          title: say`Octets follow after the end of the ${name} stream`,
          detail: say`${fault.message}. Decoders ignore them or fail; the server appends something after compressing.`,
          specs,
          basis: 'computed',
        }),
      ];
    case 'limit':
      return [
        info('content/coding-limit', anchor, {
          title: say`${size} of ${name} unpack to more than is looked into here`,
          detail: say`A small compressed content can hold a very large one. Explanations read the beginning only.`,
          specs: [rfc(9110, '8.4')],
          basis: 'computed',
        }),
      ];
    case 'unknown':
      return [];
  }
}

/** Brotli has no mark, and short text may look like the beginning of such a stream: nothing comes out of it. */
const looksPlain = (content: Uint8Array): boolean =>
  content.subarray(0, 200).every((octet) => (octet >= 32 && octet < 127) || octet === 9 || octet === 10 || octet === 13);

function plainAfterAll(step: CodingStep, anchor: string): Annotation {
  return error('content/mislabelled', anchor, {
    title: say`Labelled ${escaped(step.coding, 16)}, but the ${text(octets(step.from))} look like plain text`,
    detail: say`Decoded as ${escaped(step.coding, 16)} nothing comes out of them (0 octets), and they are printable as they are. Clients that trust the label fail, or show an empty content without any error. The server sets ${'Content-Encoding'} without compressing, or a proxy decompressed and left the field in place.`,
    specs: [rfc(9110, '8.4'), rfc(9110, '8.4.1')],
    basis: 'hypothesis',
  });
}

function saving(body: Body, anchor: string): Annotation {
  const [wire, plain] = [body.octets.length, body.decoded.octets.length];
  const percent = plain === 0 ? 0 : Math.round((1 - wire / plain) * 100);
  const codings = body.decoded.steps.map((step) => step.coding).join(', ');
  if (percent <= 0)
    return info('content/coding-grows', anchor, {
      title: say`${text(octets(plain))} became ${text(octets(wire))}: ${escaped(codings, 20)} made it larger`,
      detail: say`Short or already compressed content grows by compression. Servers leave it alone below about 1 kB.`,
      specs: [rfc(9110, '8.4')],
      basis: 'computed',
    });
  return info('content/saving', anchor, {
    title: say`${text(octets(wire))} on the wire, ${text(octets(plain))} decoded: ${text(`${percent} %`)} smaller`,
    detail: say`${escaped(codings, 30)} saved ${text(octets(plain - wire))}. ${'Content-Length'} counts the octets on the wire, before decoding.${stacked(body)}`,
    specs: [rfc(9110, '8.4'), rfc(9110, '8.6')],
    basis: 'computed',
  });
}

/** Several codings are listed in the order in which they were applied. */
function stacked({ decoded: { steps } }: Body): Prose {
  if (steps.length < 2) return [];
  const twice = steps.every((step) => step.coding === steps[0]?.coding);
  return say` ${text(String(steps.length))} codings lie over each other and are taken off in reverse order${text(twice ? '; the same one twice gains nothing and is usually a server and a proxy that both compress' : '')}.`;
}

/** Compressed octets of a type that is not an archive, without a label: nobody will unpack them. */
function unlabelled(body: Body): readonly Annotation[] {
  const found = sniff(body.octets);
  const type = body.type?.essence ?? '';
  if (found === undefined || found === 'zlib' || !/^text\/|json|xml|javascript|urlencoded/.test(type)) return [];
  return [
    error('content/unlabelled', at.responseBody, {
      title: say`The content is ${text(NAMES[found] ?? found)}, but ${'Content-Encoding'} is missing`,
      detail: say`It begins with ${hexOf(body.octets, 4)}, the mark of ${text(NAMES[found] ?? found)}, while the fields promise plain ${escaped(type, 40)}. Clients do not unpack it and see garbage. The server, or a proxy, dropped the field, or compressed twice.`,
      specs: [rfc(9110, '8.4')],
      basis: 'computed',
    }),
  ];
}

function uncompressed(x: View, body: Body): readonly Annotation[] {
  const accepts = /\b(?:gzip|br|zstd|deflate)\b/i.test(asked(x, 'Accept-Encoding') ?? '');
  if (!accepts || body.text === undefined || body.octets.length < 20_000 || x.status === 206) return [];
  return [
    info('content/uncompressed', at.responseBody, {
      title: say`${text(octets(body.octets.length))} of text came uncompressed, though the request accepts it`,
      detail: say`${'Accept-Encoding'} offers codings, and the server used none. Text usually shrinks to a third or less with gzip.`,
      specs: [rfc(9110, '12.5.3')],
    }),
  ];
}
