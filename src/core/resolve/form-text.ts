// `application/x-www-form-urlencoded` content (FORMAT.md C15): pairs joined with `&`, and only that encoded which has to be.
import type { FormBody, Pair } from '../syntax/tree.ts';
import { textOf } from '../syntax/tree.ts';
import { type Evaluation, report } from './evaluation.ts';
import { decodeFormEscapes, encodeForm } from './percent.ts';
import { includePieces, type Piece } from './pieces.ts';
import { substitute } from './substitute.ts';

export interface FormOptions {
  readonly encodeForm: boolean;
  readonly formEscapes: boolean;
}

export async function formText(to: Evaluation, body: FormBody, spec: FormOptions): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  let text = '';
  let started = false;
  const nodes = [...body.pairs, ...body.includes].sort((a, b) => a.range.start - b.range.start);
  for (const node of nodes) {
    if (started) text += '&';
    started = true;
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
  return encodeForm(formEscapes ? decodeFormEscapes(value) : value);
}
