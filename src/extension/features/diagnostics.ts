// Problems of the text, as it is typed; and their mends.
import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  Disposable,
  Location,
  languages,
  Position,
  type TextDocument,
  workspace,
} from 'vscode';
import { diagnose } from '../../core/language/diagnostics.ts';
import { inMarkdown } from '../../core/language/in-markdown.ts';
import { missingFiles } from '../../core/language/missing-files.ts';
import type { Problem, Severity } from '../../core/syntax/problem.ts';
import { editOf, toRange } from '../convert.ts';
import { type Documents, isHttp, isMarkdown, type Places } from '../documents.ts';
import type { Guard } from '../guard.ts';
import { lostIn } from '../lost-octets.ts';
import { FILES, uriOf } from '../ports.ts';
import type { Scopes } from '../scopes.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** How long after the last change: long enough to let a word be typed. */
const PAUSE = 120;

/** What is drawn dimmed rather than underlined. */
const DIMMED: ReadonlySet<string> = new Set([
  'comment-not-sent',
  'text-not-sent',
  'content-not-sent',
  'unused-definition',
  'fragment-not-sent',
]);

export class Diagnostics {
  readonly #documents: Documents;
  readonly #scopes: Scopes;
  readonly #guard: Guard;
  readonly #collection: DiagnosticCollection = languages.createDiagnosticCollection('postil');
  readonly #missing = new Map<string, readonly Problem[]>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: Disposable;

  constructor(documents: Documents, scopes: Scopes, guard: Guard) {
    this.#documents = documents;
    this.#scopes = scopes;
    this.#guard = guard;
    this.#subscriptions = Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, PAUSE)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      scopes.onDidChange(() => this.#all()),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('postil') && this.#all()),
    );
    this.#all();
  }

  /** Where the ranges of the problems stand in the document. */
  places(document: TextDocument): Places {
    return this.#documents.placesOf(document);
  }

  /** The problems of the document as it is now; what the code actions mend. */
  problems(document: TextDocument): readonly Problem[] {
    return fitting(document, diagnose(this.#documents.parseOf(document), this.#scopes.of(document)));
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  #all(): void {
    for (const document of workspace.textDocuments) this.#soon(document, 0);
  }

  #soon(document: TextDocument, pause: number): void {
    if (!isHttp(document) && !isMarkdown(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    const show = this.#guard.now('diagnostics', undefined, () => this.#show(document));
    this.#waiting.set(key, setTimeout(show, pause));
  }

  #show(document: TextDocument): void {
    this.#waiting.delete(document.uri.toString());
    if (document.isClosed) return;
    this.#publish(document, this.#missing.get(document.uri.toString()) ?? []);
    void this.#guard.wrap('files', undefined, () => this.#look(document))();
  }

  /** Which files are there, and what the file itself holds, takes time to learn: what was known is shown meanwhile. */
  async #look(document: TextDocument): Promise<void> {
    const { version } = document;
    const missing = [...(await lostIn(document)), ...(await this.#missingFiles(document))];
    const before = this.#missing.get(document.uri.toString()) ?? [];
    if (document.isClosed || document.version !== version) return;
    this.#missing.set(document.uri.toString(), missing);
    if (JSON.stringify(missing) !== JSON.stringify(before)) this.#publish(document, missing);
  }

  async #missingFiles(document: TextDocument): Promise<readonly Problem[]> {
    if (!workspace.isTrusted) return [];
    const tree = this.#documents.parseOf(document).document;
    const missing = await missingFiles(tree, this.#scopes.of(document), async (path) => (await FILES.size(path)) !== undefined);
    return fitting(document, missing);
  }

  #publish(document: TextDocument, missing: readonly Problem[]): void {
    const { length } = this.#documents.parseOf(document).document.source;
    const there = missing.filter(({ range }) => range.end <= length);
    const places = this.places(document);
    // What is lost is an error; that something may be is not said besides.
    const lossy = there.some(({ code }) => code === 'invalid-utf8');
    const own = this.problems(document).filter(({ code }) => !lossy || code !== 'invalid-utf8');
    this.#collection.set(
      document.uri,
      [...own, ...there].map((problem) => diagnosticOf(document, places, problem)),
    );
  }

  #forget(document: TextDocument): void {
    clearTimeout(this.#waiting.get(document.uri.toString()));
    this.#waiting.delete(document.uri.toString());
    this.#missing.delete(document.uri.toString());
    this.#collection.delete(document.uri);
  }
}

const fitting = (document: TextDocument, problems: readonly Problem[]): readonly Problem[] =>
  isMarkdown(document) ? problems.map(inMarkdown) : problems;

function diagnosticOf(document: TextDocument, { around }: Places, problem: Problem): Diagnostic {
  const diagnostic = new Diagnostic(toRange(document, around(problem.range)), problem.message, SEVERITIES[problem.severity]);
  diagnostic.source = 'postil';
  diagnostic.code = problem.subject === undefined ? problem.code : `${problem.code}:${problem.subject}`;
  if (problem.severity === 'hint' && DIMMED.has(problem.code)) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (problem.related !== undefined)
    diagnostic.relatedInformation = problem.related.map(
      ({ range, message, file }) =>
        new DiagnosticRelatedInformation(
          file === undefined
            ? new Location(document.uri, toRange(document, around(range)))
            : new Location(uriOf(file.path), new Position(file.line, file.character)),
          message,
        ),
    );
  return diagnostic;
}

export const fixProvider = (diagnostics: Diagnostics): CodeActionProvider => ({
  provideCodeActions: (document, asked) => {
    const places = diagnostics.places(document);
    return diagnostics
      .problems(document)
      .filter(({ fixes, range }) => fixes !== undefined && toRange(document, places.around(range)).intersection(asked) !== undefined)
      .flatMap((problem) => (problem.fixes ?? []).map((fix, i) => actionOf(document, places, problem, fix, i === 0)));
  },
});

function actionOf(
  document: TextDocument,
  places: Places,
  problem: Problem,
  fix: NonNullable<Problem['fixes']>[number],
  preferred: boolean,
): CodeAction {
  const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
  action.diagnostics = [diagnosticOf(document, places, problem)];
  action.isPreferred = preferred;
  action.edit = editOf(document, places, fix.edits);
  return action;
}
