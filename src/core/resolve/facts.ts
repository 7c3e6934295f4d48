// What the checks across blocks read of one block. As long as this stays the same, an edit of the block changes nothing that they
// find elsewhere.
import { type Block, type Request, targetOf, textOf } from '../syntax/tree.ts';

/** `names`: of requests. `variables`: their definitions and uses. `both`: what reads the ones and the others. */
export type FactGroup = 'names' | 'variables' | 'both';

/** Equal for two blocks that say the same of the group in the same order. */
export function factsOf(block: Block, group: FactGroup): string {
  const facts = allFacts(block).filter(([, of]) => of === 'both' || group === 'both' || of === group);
  return JSON.stringify(facts.sort((a, b) => a[0] - b[0]).map(([, , ...rest]) => rest));
}

type Fact = readonly [at: number, of: FactGroup, ...rest: readonly (string | boolean)[]];

function allFacts(block: Block): Fact[] {
  const { name, request, separator, definitions, references, directives, commands } = block;
  const facts: Fact[] = [];
  if (name && request) facts.push([name.range.start, 'names', 'name', name.text]);
  if (separator?.title) facts.push([separator.range.start, 'names', 'title', request !== undefined && looksMeant(block, request)]);
  if (request) facts.push([request.line.range.start, 'both', 'request', request.body !== undefined && isMarkdown(block, request)]);
  for (const { range, name: defined, lazy } of definitions)
    facts.push([range.start, 'variables', 'definition', textOf(block, defined), lazy], [range.end, 'variables', 'end']);
  for (const { range, kind, expression } of references) facts.push([range.start, 'variables', kind, textOf(block, expression)]);
  for (const { range, tag, value } of directives) {
    const text = value ? textOf(block, value) : '';
    const kind = textOf(block, tag);
    if (text.includes('{{') || kind === 'prompt') facts.push([range.start, 'variables', kind, text]);
    if (kind === 'disabled') facts.push([range.start, 'names', kind]);
    if (kind === 'ref' || kind === 'forceRef') facts.push([range.start, 'names', kind, text]);
  }
  for (const { range } of commands) facts.push([range.start, 'both', 'command', textOf(block, range)]);
  for (const { kind, range } of request?.after ?? [])
    if (kind === 'save') facts.push([range.start, 'variables', kind], [range.end, 'variables', 'end']);
  if (request?.body?.includes.some(({ mode }) => mode === 'text')) facts.push([request.body.range.start, 'variables', 'reads']);
  return facts;
}

/** Whether content follows in which a line of number signs is a heading. */
export const isMarkdown = (block: Block, { fields }: Request): boolean =>
  fields.some((f) => textOf(block, f.name).toLowerCase() === 'content-type' && /^text\/(?:x-)?markdown/i.test(textOf(block, f.value)));

/** Whether a request line is one, and not the text of a document. */
export const looksMeant = (block: Block, { line }: Request): boolean =>
  line.method !== undefined || /^(?:\w+:\/\/|\/|\{\{|localhost$|[\w.-]+(?::\d+|\/|\.\w+$))/.test(targetOf(block, line));
