// Checks over directives: unknown ones, those of other clients, values that can't be read.
import { nearest } from '../text/nearest.ts';
import { faultOf } from './directive-value.ts';
import { DIRECTIVES, isForeign } from './known-directives.ts';
import { withLineBreak } from './lines.ts';
import type { Problem } from './problem.ts';
import { type Block, type Directive, textOf } from './tree.ts';

export function inspectDirectives(block: Block, problems: Problem[]): void {
  for (const directive of block.directives) {
    const found = inspectDirective(block, directive);
    if (found) problems.push(found);
  }
}

function inspectDirective(block: Block, directive: Directive): Problem | undefined {
  const tag = textOf(block, directive.tag);
  const kind = DIRECTIVES.get(tag);
  const range = { start: directive.tag.start - 1, end: directive.tag.end };
  if (tag === 'import') return importDirective(block, directive, range);
  if (kind === undefined) return unknownTag(tag, directive, range);
  const value = directive.value && textOf(block, directive.value);
  // One with a reference is read once the value is in.
  if (value?.includes('{{') === true) return undefined;
  const expected = faultOf(kind, value);
  return expected === undefined ? undefined : badDirective(tag, expected, directive.value ?? range);
}

export const badDirective = (tag: string, expected: string, range: Problem['range']): Problem => ({
  code: 'bad-directive',
  severity: 'warning',
  range,
  message: `@${tag} expects ${expected}; this one has no effect.`,
});

function unknownTag(tag: string, { tag: at }: Directive, range: Problem['range']): Problem {
  if (isForeign(tag))
    return {
      code: 'directive-not-run',
      severity: 'information',
      range,
      message: `@${tag} is a directive of another client. Postil does nothing for it.`,
    };
  const near = nearest(tag, DIRECTIVES.keys());
  const message = `@${tag} is no directive that Postil knows; nothing is done for it.`;
  if (near === undefined) return { code: 'unknown-directive', severity: 'information', range, message, subject: tag };
  const fixes = [{ title: `Change it to @${near}`, edits: [{ range: at, text: near }] }];
  return { code: 'unknown-directive', severity: 'information', range, message: `${message} Did you mean @${near}?`, subject: tag, fixes };
}

/** httpYac's. It means what an `import` line means, which stands before a request line. */
function importDirective(block: Block, { value, range: whole }: Directive, range: Problem['range']): Problem {
  const words = `import ${value ? textOf(block, value) : './file.http'}`;
  const found = {
    code: 'directive-not-run',
    severity: 'information',
    range,
    message: `@import is a directive of httpYac, which Postil does not follow. Write ${words} on a line of its own, before the request line.`,
  } as const;
  if (!value) return found;
  const before = block.request?.line.range.start ?? whole.end;
  const edits =
    whole.start < before
      ? [{ range: whole, text: words }]
      : [
          { range: { start: before, end: before }, text: `${words}\n` },
          { range: withLineBreak(block.text, whole), text: '' },
        ];
  return { ...found, fixes: [{ title: `Write ${words}`, edits }] };
}
