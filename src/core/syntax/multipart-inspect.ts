// What can be wrong in multipart content (RFC 2046 section 5.1.1, RFC 7578 section 4.2).
import type { Range } from '../text/range.ts';
import { sameName } from './compare.ts';
import type { ContentKind } from './content-kind.ts';
import type { Lines } from './lines.ts';
import type { Problem } from './problem.ts';
import type { MultipartBody, Part } from './tree.ts';

export interface Oddities {
  readonly lost: readonly Range[];
  readonly noBlankLine: readonly Range[];
  /** Lines of content that are a delimiter but for their dashes. */
  readonly near: readonly Range[];
}

export function inspectMultipart(lines: Lines, body: MultipartBody, kind: ContentKind, odd: Oddities, problems: Problem[]): void {
  const { text } = lines;
  if (body.delimiters.length === 0) {
    // A boundary that a variable names is looked for when its value is known.
    if (kind.boundaryText?.includes('{{') !== true) problems.push(noDelimiter(lines, body, kind));
    return;
  }
  inspectBoundary(text, body, kind, problems);
  for (const range of odd.noBlankLine) problems.push(noBlankLine(range));
  for (const range of odd.near) problems.push(nearDelimiter(text, range, body));
  for (const range of odd.lost)
    problems.push({
      code: 'content-not-sent',
      severity: 'warning',
      range,
      message: 'This text stands outside of the parts and is not sent. A part begins after a --boundary line and ends before the next.',
    });
  for (const part of body.parts) inspectPart(text, part, body, kind, problems);
  const last = body.delimiters.at(-1);
  if (last && !last.closing) problems.push(noClosing(text, body, last.boundary));
}

const noBlankLine = (range: Range): Problem => ({
  code: 'part-blank-line-missing',
  severity: 'error',
  range,
  message: "A part's fields end with a blank line. Expected a field or a blank line here: put a blank line before the part's content.",
  fixes: [{ title: 'Insert a blank line before it', edits: [{ range: { start: range.start, end: range.start }, text: '\n' }] }],
});

/** The delimiters around it are right, so it is content, and hardly meant to be. */
function nearDelimiter(text: string, range: Range, { delimiters }: MultipartBody): Problem {
  const first = delimiters[0]?.boundary ?? range;
  const delimiter = `--${text.slice(first.start, first.end)}`;
  const seen = text.slice(range.start, range.end);
  const meant = seen.endsWith('-') && !delimiter.endsWith('-') ? `${delimiter}--` : delimiter;
  return {
    code: 'boundary-mismatch',
    severity: 'warning',
    range,
    message: `This line is no delimiter, so it is sent as text of the part: found ${seen}, which differs from ${meant} in its dashes.`,
    related: [{ range: first, message: 'The first delimiter is here.' }],
    fixes: [{ title: `Change it to ${meant}`, edits: [{ range, text: meant }] }],
  };
}

function noClosing(text: string, body: MultipartBody, boundary: Range): Problem {
  const end = body.range.end;
  const closing = `--${text.slice(boundary.start, boundary.end)}--`;
  const range = { start: Math.max(body.range.start, end - 1), end };
  const message = `The closing delimiter is missing: ${closing} is added when the request is sent. Write it as the last line.`;
  return {
    code: 'closing-boundary-added',
    severity: 'information',
    range,
    message,
    fixes: [{ title: `Add ${closing}`, edits: [{ range: { start: end, end }, text: `\n${closing}` }] }],
  };
}

function inspectBoundary(text: string, body: MultipartBody, kind: ContentKind, problems: Problem[]): void {
  const first = body.delimiters[0];
  if (!first) return;
  const value = text.slice(first.boundary.start, first.boundary.end);
  if (kind.boundaryText === undefined) {
    const message = `Content-Type names no boundary. The first delimiter line says that it is "${value}", so boundary=${value} is added to the field.`;
    problems.push({ code: 'boundary-inferred', severity: 'information', range: first.range, message });
  }
  const range = body.boundary ?? first.boundary;
  if (value.includes('{{')) return;
  if (value.length > 70)
    problems.push({
      code: 'boundary-illegal',
      severity: 'warning',
      range,
      message: `A boundary has at most 70 characters, this one has ${value.length} (RFC 2046 section 5.1.1).`,
    });
  const bad = /[^0-9A-Za-z'()+_,\-./:=? ]/.exec(value);
  if (bad)
    problems.push({
      code: 'boundary-illegal',
      severity: 'warning',
      range,
      message: `"${bad[0]}" may not stand in a boundary: letters, digits and '()+_,-./:=? are allowed (RFC 2046 section 5.1.1).`,
    });
}

function noDelimiter({ text, starts, ends }: Lines, body: MultipartBody, kind: ContentKind): Problem {
  const wanted = kind.boundaryText;
  const line = starts.findIndex((start) => start >= body.range.start && text.startsWith('--', start));
  const found = line === -1 ? undefined : { start: starts[line] ?? 0, end: ends[line] ?? 0 };
  const related = body.boundary && [{ range: body.boundary, message: 'The boundary is named here.' }];
  const base = { code: 'boundary-mismatch', severity: 'error', range: found ?? body.range, ...(related && { related }) } as const;
  if (wanted === undefined)
    return { ...base, message: 'Multipart content has no delimiter line. Begin each part with a line of two dashes and the boundary.' };
  const next = `Expected --${wanted} (two dashes, then the boundary).`;
  if (!found) return { ...base, message: `Multipart content has no delimiter line. ${next}` };
  const seen = text.slice(found.start, found.end).trimEnd();
  const by = dashesApart(seen, wanted);
  const fixes = [
    { title: `Change it to --${wanted}`, edits: [{ range: { start: found.start, end: found.start + seen.length }, text: `--${wanted}` }] },
  ];
  return { ...base, message: `This line is no delimiter: found ${seen}${by}. ${next}`, fixes };
}

/** How the line differs from the delimiter when it differs in dashes only. */
function dashesApart(seen: string, boundary: string): string {
  const dashes = (s: string): number => /^-*/.exec(s)?.[0].length ?? 0;
  if (seen.slice(dashes(seen)).replace(/-+$/, '') !== boundary.slice(dashes(boundary)).replace(/-+$/, '')) return '';
  const by = dashes(boundary) + 2 - dashes(seen);
  const count = `${Math.abs(by)} ${Math.abs(by) === 1 ? 'dash' : 'dashes'}`;
  return by === 0 ? '' : by > 0 ? `, which has ${count} too few` : `, which has ${count} too many`;
}

function inspectPart(text: string, part: Part, body: MultipartBody, kind: ContentKind, problems: Problem[]): void {
  if (kind.mediaType !== 'multipart/form-data') return;
  const disposition = part.fields.find((f) => sameName(text, f.name, 'content-disposition'));
  const range = disposition?.range ?? part.fields[0]?.range ?? { start: part.range.start, end: part.range.start };
  const value = disposition ? text.slice(disposition.value.start, disposition.range.end) : '';
  if (!disposition || (!/;\s*name\s*=/i.test(value) && !value.includes('{{')))
    problems.push({
      code: 'part-name-missing',
      severity: 'warning',
      range,
      message: 'Each part of multipart/form-data needs a name: Content-Disposition: form-data; name="…" (RFC 7578 section 4.2).',
    });
  const file =
    part.content && body.includes.find((i) => part.content && i.range.start >= part.content.start && i.range.end <= part.content.end);
  if (disposition && file && !/;\s*filename\*?\s*=/i.test(value))
    problems.push({
      code: 'part-filename-missing',
      severity: 'hint',
      range,
      message: 'This part is a file without a file name: servers often treat it as a plain value. Add ; filename="…".',
    });
}
