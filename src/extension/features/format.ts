// Formatting of a document or a part of it.
import {
  type DocumentFormattingEditProvider,
  type DocumentRangeFormattingEditProvider,
  type FormattingOptions,
  type Range,
  type TextDocument,
  TextEdit,
} from 'vscode';
import { format } from '../../core/language/format/format.ts';
import { toRange } from '../convert.ts';
import type { Documents } from '../documents.ts';

export function formatProvider(documents: Documents): DocumentFormattingEditProvider & DocumentRangeFormattingEditProvider {
  const edits = (document: TextDocument, { insertSpaces, tabSize }: FormattingOptions, range?: Range): TextEdit[] => {
    const within = range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const unit = insertSpaces ? ' '.repeat(tabSize) : '\t';
    return format(documents.parseOf(document).document, unit, within).map((edit) => new TextEdit(toRange(document, edit.range), edit.text));
  };
  return {
    provideDocumentFormattingEdits: (document, options) => edits(document, options),
    provideDocumentRangeFormattingEdits: (document, range, options) => edits(document, options, range),
  };
}
