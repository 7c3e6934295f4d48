// Checks over content: is it what its Content-Type says, and does the request want any?
import { sameName } from './compare.ts';
import { isLinesType, mediaTypeOf } from './content-kind.ts';
import { definitionsAfter } from './inspect-definitions.ts';
import { type ScanFault, scanJson } from './json-scan.ts';
import { normalMethod, UNSUPPORTED } from './method.ts';
import { newRequestAt, type Problem, type ProblemCode } from './problem.ts';
import { readRequestLine } from './request-line.ts';
import { type Block, type Body, fieldValue, type Request, targetOf, textOf } from './tree.ts';
import { scanXml } from './xml-scan.ts';

export function inspectBody(block: Block, request: Request, problems: Problem[]): void {
  const { body, line } = request;
  if (!body || (line.method && UNSUPPORTED.has(normalMethod(textOf(block, line.method))))) return;
  const contentType = request.fields.find((f) => sameName(block.text, f.name, 'content-type'));
  const mediaType = contentType ? mediaTypeOf(fieldValue(block, contentType)) : '';
  const definition = definitionsAfter(block, body);
  if (definition) problems.push(definition);
  if (definition?.range.start !== body.range.start) inspectMethod(block, request, body, problems);
  dropped(body, problems);
  if (mediaType.includes('{{')) return;
  const mismatch = mismatchOf(block, body, mediaType);
  if (mismatch && contentType)
    problems.push({
      code: 'content-type-mismatch',
      severity: 'warning',
      range: contentType.value,
      message: mismatch,
      related: [{ range: firstLine(block, body), message: 'The content begins here.' }],
    });
  else if (!definition) inspectSyntax(block, body, mediaType, problems);
  if (!contentType && body.type === 'json') problems.push(untyped(block, request, body));
}

/** RFC 9110 section 9.3.1: content in a GET has no meaning of its own. */
function inspectMethod(block: Block, { line }: Request, body: Body, problems: Problem[]): void {
  // `{{url}}` alone may bring a method, or a WebSocket.
  if (!line.method && targetOf(block, line).startsWith('{{')) return;
  const method = line.method ? normalMethod(textOf(block, line.method)) : 'GET';
  if ((method !== 'GET' && method !== 'HEAD') || body.type === 'messages' || body.type === 'graphql') return;
  const range = firstLine(block, body);
  const section = method === 'GET' ? 1 : 2;
  const meaning = `Content in a ${method} request has no defined meaning, and some servers refuse it (RFC 9110 section 9.3.${section}). It is sent;`;
  const isRequest = readRequestLine(block.text, range.start, range.end).method !== undefined;
  problems.push({
    code: 'content-on-get',
    severity: 'information',
    range,
    message: `${meaning} ${isRequest ? 'if this is another request, put ### before it' : 'use QUERY or POST if a server should read it'}.`,
    ...(isRequest && { fixes: [newRequestAt(range.start)] }),
  });
}

/** Those of messages were told of when they were read. */
function dropped(body: Body, problems: Problem[]): void {
  if (body.type === 'messages') return;
  for (const { range } of body.comments)
    problems.push({ code: 'comment-not-sent', severity: 'hint', range, message: 'A comment line: it is not sent.' });
}

const looksLike = { json: /^\s*[{[](?!\{)/, xml: /^\s*<[?!\p{L}_]/u, form: /^\s*[\w.[\]%-]+=[^\s<>{}]*(?:&|\s*$)/ };

function mismatchOf(block: Block, body: Body, mediaType: string): string | undefined {
  const start = block.text.slice(body.range.start, Math.min(body.range.end, body.range.start + 200));
  if (body.includes.some((i) => i.range.start === body.range.start) || mediaType === '') return undefined;
  const found = looksLike.json.test(start) ? 'JSON' : looksLike.xml.test(start) ? 'XML' : looksLike.form.test(start) ? 'a form' : undefined;
  const said = body.type === 'json' ? 'JSON' : body.type === 'xml' ? 'XML' : body.type === 'form' ? 'a form' : undefined;
  if (said === undefined || found === undefined || said === found) return undefined;
  if (said === 'a form' && found === 'XML') return undefined;
  const type = { JSON: 'application/json', XML: 'application/xml', 'a form': 'application/x-www-form-urlencoded' }[found];
  return `Content-Type says ${mediaType}, and the content looks like ${found}. Change one of the two; for ${found} it is ${type}.`;
}

/** The first line of the content, without its line break. */
function firstLine({ text }: Block, { range }: Body): Problem['range'] {
  let end = range.start;
  while (end < range.end && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  return { start: range.start, end };
}

function inspectSyntax({ text }: Block, body: Body, mediaType: string, problems: Problem[]): void {
  if (body.includes.length > 0 || /\/json5$|json-seq$/.test(mediaType)) return;
  const { start, end } = body.range;
  if (body.type === 'json')
    add(problems, 'json-syntax', scanJson(text, start, end, { skip: body.comments.map((c) => c.range), many: isLinesType(mediaType) }));
  else if (body.type === 'xml') add(problems, 'xml-syntax', scanXml(text, start, end));
  else if (body.type === 'multipart') return;
}

function add(problems: Problem[], code: ProblemCode, fault: ScanFault | undefined): void {
  if (!fault) return;
  const { range, message, related, fix } = fault;
  problems.push({
    code,
    severity: 'warning',
    range,
    message,
    ...(related && { related: [related] }),
    ...(fix && { fixes: [{ title: fix.title, edits: [{ range: fix.range, text: fix.text }] }] }),
  });
}

function untyped(block: Block, { line, fields }: Request, body: Body): Problem {
  const at = fields.at(-1)?.range.end ?? line.range.end;
  const fixes = [
    { title: 'Add Content-Type: application/json', edits: [{ range: { start: at, end: at }, text: '\nContent-Type: application/json' }] },
  ];
  const message = 'The content looks like JSON, and no Content-Type says so: none is sent, and many servers will not read it.';
  return { code: 'content-type-missing', severity: 'information', range: firstLine(block, body), message, fixes };
}
