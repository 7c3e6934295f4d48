// `application/x-www-form-urlencoded` content (FORMAT.md C15): pairs joined with `&`, and only that encoded which has to be.
import type { FormBody, Pair } from '../syntax/tree.ts';
import { textOf } from '../syntax/tree.ts';
import { type Evaluation, report } from './evaluation.ts';
import { decodeFormEscapes, encodeAround, encodeForm } from './percent.ts';
import { includePieces, type Piece } from './pieces.ts';
import { substitute } from './substitute.ts';

export interface FormOptions {
  readonly encodeForm: boolean;
  readonly formEscapes: boolean;
}

export async function formText(to: Evaluation, body: FormBody, spec: FormOptions): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  let text = '';
  let before: (typeof nodes)[number] | undefined;
  const nodes = [...body.pairs, ...body.includes].sort((a, b) => a.range.start - b.range.start);
  for (const node of nodes) {
    if (before) text += spec.encodeForm ? '&' : between(to, before.range.end, node.range.start);
    before = node;
    if (!('kind' in node)) {
      text += pairText(to, node, spec);
      continue;
    }
    if (text !== '') pieces.push({ kind: 'text', text });
    text = '';
    pieces.push(...(await includePieces(to, node)));
  }
  return text === '' ? pieces : [...pieces, { kind: 'text', text }];
}

/** What separates two nodes where it goes as typed: a line break, with any `&` around it, is one `&`. */
function between({ placed: { block } }: Evaluation, start: number, end: number): string {
  const typed = block.text.slice(start, end);
  return /[\r\n]/.test(typed) ? '&' : typed;
}

function pairText(to: Evaluation, pair: Pair, spec: FormOptions): string {
  if (!spec.encodeForm) return substitute(to, to.placed, pair.range);
  const name = side(to, pair.name, spec);
  return pair.value ? `${name}=${side(to, pair.value, spec)}` : name;
}

function side(to: Evaluation, range: Pair['range'], { formEscapes }: FormOptions): string {
  const value = substitute(to, to.placed, range);
  const typed = textOf(to.placed.block, range);
  if (value !== typed && /[&=+%]/.test(value.replace(/%[0-9A-Fa-f]{2}/g, '')) && !/[&=+%]/.test(typed.replace(/\{\{.*?\}\}/g, '')))
    report(
      to,
      'form-value-unescaped',
      'warning',
      range,
      'A value brings one of & = + % into the form, where they have a meaning. Write {{%name}} to have it percent-encoded.',
    );
  return encodeAround(value, to.left, (text) => encodeForm(formEscapes ? decodeFormEscapes(text) : text));
}
