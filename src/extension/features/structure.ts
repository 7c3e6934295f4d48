// Outline, folding, selection and links: adapters of one screen.
import {
  DocumentLink,
  type DocumentLinkProvider,
  DocumentSymbol,
  type DocumentSymbolProvider,
  FoldingRange,
  FoldingRangeKind,
  type FoldingRangeProvider,
  SelectionRange,
  type SelectionRangeProvider,
  SymbolKind,
  type TextDocument,
} from 'vscode';
import { folds } from '../../core/language/folding.ts';
import { fileLinks } from '../../core/language/links.ts';
import { selections } from '../../core/language/selection.ts';
import { type OutlineEntry, symbols } from '../../core/language/symbols.ts';
import { toRange } from '../convert.ts';
import type { Documents } from '../documents.ts';
import { fileAt } from '../file-at.ts';

const KINDS: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  request: SymbolKind.Method,
  websocket: SymbolKind.Interface,
  response: SymbolKind.Event,
  variable: SymbolKind.Variable,
  section: SymbolKind.Namespace,
};

export const symbolProvider = (documents: Documents): DocumentSymbolProvider => ({
  provideDocumentSymbols: (document) => symbols(documents.parseOf(document).document).map((entry) => symbolOf(document, entry)),
});

function symbolOf(document: TextDocument, { kind, name, detail, range, selection, children }: OutlineEntry): DocumentSymbol {
  const whole = toRange(document, range);
  const symbol = new DocumentSymbol(name, detail, KINDS[kind], whole, whole.intersection(toRange(document, selection)) ?? whole);
  symbol.children = children.map((child) => symbolOf(document, child));
  return symbol;
}

export const foldingProvider = (documents: Documents): FoldingRangeProvider => ({
  provideFoldingRanges: (document) =>
    folds(documents.parseOf(document).document).map(({ range, kind }) => {
      const { start, end } = toRange(document, range);
      return new FoldingRange(start.line, end.line, kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region);
    }),
});

export const selectionProvider = (documents: Documents): SelectionRangeProvider => ({
  provideSelectionRanges: (document, positions) =>
    positions.map((position) => {
      const ranges = selections(documents.parseOf(document).document, document.offsetAt(position)).map((r) => toRange(document, r));
      const chain = ranges.reduceRight<SelectionRange | undefined>((parent, range) => new SelectionRange(range, parent), undefined);
      return chain ?? new SelectionRange(toRange(document, { start: document.offsetAt(position), end: document.offsetAt(position) }));
    }),
});

export const linkProvider = (documents: Documents): DocumentLinkProvider => ({
  provideDocumentLinks: async (document) => {
    const { around } = documents.placesOf(document);
    const links = fileLinks(documents.parseOf(document).document).map(async ({ range, path }) => {
      const target = await fileAt(document, path);
      return target === undefined ? undefined : new DocumentLink(toRange(document, around(range)), target);
    });
    return (await Promise.all(links)).filter((link) => link !== undefined);
  },
});
