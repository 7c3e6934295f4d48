// Multipart content against its boundary (RFC 2046 section 5.1, RFC 7578 section 4).
import { type Multipart, type MultipartFault, type Part, parseMultipart } from '../../body/multipart.ts';
import { firstOf } from '../../http/field.ts';
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as anchor from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error, good, warning } from '../note.ts';
import { counted, escaped, octetCount } from '../shown.ts';
import { rfc } from '../spec.ts';

const FIELD = anchor.field('request', 'Content-Type');

export function multipartNotes(content: Uint8Array, contentType: string, essence: string): readonly Annotation[] {
  const multipart = parseMultipart(content, contentType);
  const serious: Annotation[] = multipart.faults.flatMap((fault) => faultNote(fault, multipart, content));
  const shape = [...boundaryShape(multipart.boundary), ...boundaryInside(multipart, content)];
  if (serious.length === 0 && essence === 'multipart/form-data') serious.push(...dispositions(multipart));
  if (serious.length > 0) return [...serious, ...shape];
  return [...shape, well(multipart, essence)];
}

function faultNote(fault: MultipartFault, { boundary, faults }: Multipart, content: Uint8Array): readonly Annotation[] {
  switch (fault.kind) {
    case 'no-boundary':
      return [noBoundary(content)];
    case 'other-boundary':
      return [otherBoundary(boundary, fault.detail ?? '')];
    case 'no-delimiter':
      return [noDelimiter(boundary)];
    case 'no-closing':
      return [noClosing(boundary)];
    case 'no-blank-line':
      return [noBlankLine()];
    case 'bad-field':
      return faults.some((one) => one.kind === 'no-blank-line') ? [] : [badLine(fault, content)];
    case 'bare-lf':
      return [bareLf()];
    case 'no-name':
      return faults.some((one) => one.kind === 'no-blank-line') ? [] : [noName()];
  }
}

/** RFC 7578 section 4.2: each part is form-data, and names its file without the star form. */
function dispositions({ parts }: Multipart): readonly Annotation[] {
  const values = parts.map((part) => firstOf(part.fields, 'Content-Disposition') ?? '');
  const other = values.map((value) => value.split(';')[0]?.trim() ?? '').find((type) => type !== '' && !/^form-data$/i.test(type));
  const star = values.some((value) => /;\s*filename\*\s*=/i.test(value));
  return [
    ...(other === undefined
      ? []
      : [
          error('request/multipart/disposition', anchor.requestBody, {
            title: say`A part is ${escaped(other, 24)}, but the parts of a form are ${'form-data'}`,
            detail: say`Each part of ${'multipart/form-data'} begins with ${'Content-Disposition: form-data; name="…"'}. Servers drop a part of another disposition, or refuse the form.`,
            specs: [rfc(7578, '4.2')],
          }),
        ]),
    ...(star
      ? [
          warning('request/multipart/filename-star', anchor.requestBody, {
            title: say`${'filename*'} must not be used in forms; write ${'filename="…"'} in UTF-8`,
            detail: say`The form with a star is for ${'Content-Disposition'} of responses. In ${'multipart/form-data'} a name outside ASCII stands in ${'filename'} as UTF-8; servers ignore ${'filename*'}, and take the part for a plain field.`,
            specs: [rfc(7578, '4.2')],
          }),
        ]
      : []),
  ];
}

const latin1 = (octets: Uint8Array): string => new TextDecoder('latin1').decode(octets);

function noBoundary(content: Uint8Array): Annotation {
  const used = /^--([^\r\n]{1,70}?)(?:--)?\r?\n/.exec(latin1(content.subarray(0, 200)))?.[1];
  return error('request/multipart/no-boundary', FIELD, {
    title: say`${'Content-Type'} has no ${'boundary'}: the parts cannot be told apart`,
    detail: join([
      say`The parameter ${'boundary'} is required; it names the line that separates the parts.`,
      used === undefined ? [] : say`The content begins with ${`--${escaped(used, 70)}`}, so ${`boundary=${escaped(used, 70)}`} is missing.`,
      say`When a library builds the form, let it set the whole field.`,
    ]),
    specs: [rfc(7578, '4.1'), rfc(2046, '5.1.1')],
  });
}

function otherBoundary(boundary: string, used: string): Annotation {
  return error('request/multipart/other-boundary', FIELD, {
    title: say`The boundaries differ: ${'Content-Type'} says ${escaped(boundary, 24)}, the content ${escaped(used, 24)}`,
    detail: join([
      say`Each part begins with a line of two dashes and the boundary: ${`--${escaped(boundary, 70)}`}. The content has ${`--${escaped(used, 70)}`} instead, so a server finds no part at all. They must match, dashes included.`,
      dashes(boundary, used),
    ]),
    specs: [rfc(2046, '5.1.1')],
  });
}

function dashes(boundary: string, used: string): Prose {
  const strip = (name: string): string => name.replace(/^-+/, '');
  if (strip(boundary) !== strip(used)) return [];
  const difference = boundary.length - used.length;
  return say`Only the number of dashes differs: the content needs ${text(Math.abs(difference))} ${text(difference > 0 ? 'more' : 'fewer')}, since two are added before the boundary of the field.`;
}

const noDelimiter = (boundary: string): Annotation =>
  error('request/multipart/no-delimiter', anchor.requestBody, {
    title: say`No line of the content is ${`--${escaped(boundary, 40)}`}: there are no parts`,
    detail: say`The boundary of ${'Content-Type'} never occurs at the beginning of a line with two dashes before it. The server finds no part.`,
    specs: [rfc(2046, '5.1.1')],
  });

const noClosing = (boundary: string): Annotation =>
  error('request/multipart/no-closing', anchor.requestBody, {
    title: say`The closing delimiter ${`--${escaped(boundary, 40)}--`} is missing`,
    detail: say`After the last part stands the boundary with two dashes on both sides. Without that final line a server takes the content for cut off: it waits, answers ${'400'}, or loses the last part.`,
    specs: [rfc(2046, '5.1.1')],
  });

const noBlankLine = (): Annotation =>
  error('request/multipart/no-blank-line', anchor.requestBody, {
    title: say`A part has no blank line between its headers and its content`,
    detail: say`The headers of a part (${'Content-Disposition'}, ${'Content-Type'}) end with an empty line, and the value follows it. Here the value is read as a header, and the part has no content.`,
    specs: [rfc(2046, '5.1'), rfc(7578, '4.2')],
  });

function badLine(fault: MultipartFault, content: Uint8Array): Annotation {
  const line = latin1(content.subarray(fault.range.start, fault.range.end)).trim();
  return error('request/multipart/bad-line', anchor.requestBody, {
    title: say`A header line of a part has no colon: ${escaped(line, 40)}`,
    detail: say`Between the delimiter and the empty line stand fields like ${'Content-Disposition: form-data; name="a"'}. Perhaps the blank line before the value is missing.`,
    specs: [rfc(2046, '5.1')],
  });
}

const bareLf = (): Annotation =>
  warning('request/multipart/bare-lf', anchor.requestBody, {
    title: say`The delimiter lines end with LF alone; multipart lines end with CR LF`,
    detail: say`Many servers take it, strict ones find no part. In a ${'.http'} file Postil writes CR LF; a file that is sent as it is has to bring them.`,
    specs: [rfc(2046, '5.1.1')],
  });

const noName = (): Annotation =>
  error('request/multipart/no-name', anchor.requestBody, {
    title: say`A part's ${'Content-Disposition'} has no ${'name'}`,
    detail: say`In form data each part must say which field it is: ${'Content-Disposition: form-data; name="file"'}. The name is required; a server drops a part without one.`,
    specs: [rfc(7578, '4.2')],
  });

/** RFC 2046 section 5.1.1: 1 to 70 characters of a small set, not ending in a space. */
function boundaryShape(boundary: string): readonly Annotation[] {
  if (boundary === '' || (boundary.length <= 70 && /^[0-9A-Za-z'()+_,\-./:=? ]*[0-9A-Za-z'()+_,\-./:=?]$/.test(boundary))) return [];
  return [
    warning('request/multipart/boundary-shape', FIELD, {
      title:
        boundary.length > 70
          ? say`The boundary has ${text(boundary.length)} characters; at most ${text(70)} are allowed`
          : say`The boundary has a character that is not allowed`,
      detail: say`A boundary has 1 to 70 characters: letters, digits, ${"'()+_,-./:=?"} and spaces inside.`,
      specs: [rfc(2046, '5.1.1')],
    }),
  ];
}

/** The delimiter inside a line of a part is harmless, at the beginning of one it cuts the part. */
function boundaryInside({ boundary, epilogue }: Multipart, content: Uint8Array): readonly Annotation[] {
  const rest = latin1(content.subarray(epilogue.start, epilogue.end));
  if (boundary === '' || !rest.includes(`--${boundary}`)) return [];
  return [
    warning('request/multipart/after-closing', anchor.requestBody, {
      title: say`Parts after the closing delimiter are ignored`,
      detail: say`The delimiter with two dashes at its end, ${`--${escaped(boundary, 40)}--`}, ends the content; it stands before the last part here.`,
      specs: [rfc(2046, '5.1.1')],
    }),
  ];
}

function well({ parts, boundary }: Multipart, essence: string): Annotation {
  const files = parts.filter((part) => part.filename !== undefined);
  const only = parts.length === 1 ? parts[0] : undefined;
  return good('request/multipart/parts', anchor.requestBody, {
    title: say`${text(counted(parts.length, 'part'))}${files.length === 0 ? text('') : text(files.length === 1 ? ', a file: ' : `, ${files.length} of them files: `)}${text(
      files
        .map((part) => escaped(part.filename ?? '', 24))
        .slice(0, 2)
        .join(', '),
    )}`,
    detail: join([
      say`The delimiter ${`--${escaped(boundary, 40)}`} separates the ${text(only === undefined ? 'parts' : 'part')}, and ${`--${escaped(boundary, 40)}--`} closes the content.`,
      ...parts.slice(0, 20).map((part, i) => partWords(part, i)),
      essence === 'multipart/form-data' ? [] : say`The media type is ${essence}.`,
    ]),
    specs: [rfc(7578, '4'), rfc(2046, '5.1')],
    basis: 'computed',
  });
}

function partWords(part: Part, index: number): Prose {
  const type = firstOf(part.fields, 'Content-Type');
  const what = part.filename === undefined ? text('a field') : text('an uploaded file');
  return say`Part ${text(index + 1)}: ${escaped(part.name ?? 'without a name', 40)}, ${what}${part.filename === undefined ? [] : say` ${escaped(part.filename, 60)}`}${type === undefined ? [] : say` of type ${escaped(type, 60)}`}, ${text(octetCount(part.content.length))}.`;
}
