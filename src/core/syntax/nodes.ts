// The nodes that a large file has by the ten thousand, and the block that holds them. They are values like the rest of the tree,
// but they keep offsets and make a range when it is asked for: ranges kept as objects of 40 octets were half of a parse's memory.
// Nothing but the parser makes them; all others read them by the interfaces of `tree.ts`.
import { type Range, range } from '../text/range.ts';
import { exact } from './exact.ts';
import type {
  Block,
  Command,
  Comment,
  Definition,
  Directive,
  Field,
  Item,
  Name,
  Pair,
  PreScript,
  RecordedResponse,
  Reference,
  Request,
  RequestLine,
  Separator,
} from './tree.ts';

/** Stands for the offset of what is not there. */
const NONE = -1;

export class SeparatorNode implements Separator {
  readonly kind = 'separator';
  readonly start: number;
  readonly marksEnd: number;
  readonly titleStart: number;
  readonly end: number;

  /** Without a title `titleStart` is `end`. */
  constructor(start: number, marksEnd: number, titleStart: number, end: number) {
    this.start = start;
    this.marksEnd = marksEnd;
    this.titleStart = titleStart;
    this.end = end;
  }

  get range(): Range {
    return range(this.start, this.end);
  }

  get marks(): Range {
    return range(this.start, this.marksEnd);
  }

  get title(): Range | undefined {
    return this.titleStart < this.end ? range(this.titleStart, this.end) : undefined;
  }
}

export class CommentNode implements Comment {
  readonly kind = 'comment';
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;

  constructor(start: number, contentStart: number, contentEnd: number, end: number) {
    this.start = start;
    this.contentStart = contentStart;
    this.contentEnd = contentEnd;
    this.end = end;
  }

  get range(): Range {
    return range(this.start, this.end);
  }

  get content(): Range {
    return range(this.contentStart, this.contentEnd);
  }
}

export class DirectiveNode implements Directive {
  readonly kind = 'directive';
  readonly start: number;
  readonly tagStart: number;
  readonly tagEnd: number;
  readonly valueStart: number;
  readonly end: number;

  /** Without a value `valueStart` is `end`. */
  constructor(start: number, tagStart: number, tagEnd: number, valueStart: number, end: number) {
    this.start = start;
    this.tagStart = tagStart;
    this.tagEnd = tagEnd;
    this.valueStart = valueStart;
    this.end = end;
  }

  get range(): Range {
    return range(this.start, this.end);
  }

  get tag(): Range {
    return range(this.tagStart, this.tagEnd);
  }

  get value(): Range | undefined {
    return this.valueStart < this.end ? range(this.valueStart, this.end) : undefined;
  }
}

/** `start` is where the `@` stands; the name follows it. */
export class DefinitionNode implements Definition {
  readonly kind = 'definition';
  readonly start: number;
  readonly nameEnd: number;
  readonly operatorStart: number;
  readonly operatorEnd: number;
  readonly valueStart: number;
  readonly end: number;

  constructor(start: number, nameEnd: number, operatorStart: number, operatorEnd: number, valueStart: number, end: number) {
    this.start = start;
    this.nameEnd = nameEnd;
    this.operatorStart = operatorStart;
    this.operatorEnd = operatorEnd;
    this.valueStart = valueStart;
    this.end = end;
  }

  get range(): Range {
    return range(this.start, this.end);
  }

  get name(): Range {
    return range(this.start + 1, this.nameEnd);
  }

  get operator(): Range {
    return range(this.operatorStart, this.operatorEnd);
  }

  get value(): Range {
    return range(this.valueStart, this.end);
  }

  /** `:=` has one character more than `=`. */
  get lazy(): boolean {
    return this.operatorEnd > this.operatorStart + 1;
  }
}

/** The first piece of the target and the version as offsets; what few request lines have stays as it is. */
export class RequestLineNode implements RequestLine {
  readonly kind = 'request-line';
  readonly start: number;
  readonly methodEnd: number;
  readonly targetStart: number;
  readonly targetEnd: number;
  readonly versionStart: number;
  readonly versionEnd: number;
  readonly end: number;
  readonly further: readonly Range[];
  readonly priorKnowledge: Range | undefined;

  constructor({ range: { start, end }, method, target: [first, ...further], version, priorKnowledge }: Omit<RequestLine, 'kind'>) {
    this.start = start;
    this.methodEnd = method?.end ?? NONE;
    this.targetStart = first?.start ?? NONE;
    this.targetEnd = first?.end ?? NONE;
    this.versionStart = version?.start ?? NONE;
    this.versionEnd = version?.end ?? NONE;
    this.end = end;
    this.further = exact(further);
    this.priorKnowledge = priorKnowledge;
  }

  get range(): Range {
    return range(this.start, this.end);
  }

  /** It is what the line begins with. */
  get method(): Range | undefined {
    return this.methodEnd === NONE ? undefined : range(this.start, this.methodEnd);
  }

  get target(): readonly Range[] {
    return this.targetStart === NONE ? this.further : [range(this.targetStart, this.targetEnd), ...this.further];
  }

  get version(): Range | undefined {
    return this.versionStart === NONE ? undefined : range(this.versionStart, this.versionEnd);
  }
}

export class FieldNode implements Field {
  readonly kind = 'field';
  readonly start: number;
  readonly nameEnd: number;
  readonly colon: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly folds: readonly Range[];

  constructor(start: number, nameEnd: number, colon: number, value: Range, folds: readonly Range[] = NO_FOLDS) {
    this.start = start;
    this.nameEnd = nameEnd;
    this.colon = colon;
    this.valueStart = value.start;
    this.valueEnd = value.end;
    this.folds = folds;
  }

  folded(folds: readonly Range[]): FieldNode {
    return new FieldNode(this.start, this.nameEnd, this.colon, this.value, folds);
  }

  get range(): Range {
    return range(this.start, this.folds.at(-1)?.end ?? Math.max(this.valueEnd, this.colon + 1));
  }

  get name(): Range {
    return range(this.start, this.nameEnd);
  }

  get value(): Range {
    return range(this.valueStart, this.valueEnd);
  }
}

const NO_FOLDS: readonly Range[] = [];

export class PairNode implements Pair {
  readonly start: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly end: number;

  constructor(start: number, nameEnd: number, valueStart: number | undefined, end: number) {
    this.start = start;
    this.nameEnd = nameEnd;
    this.valueStart = valueStart ?? NONE;
    this.end = end;
  }

  get range(): Range {
    return range(this.start, this.end);
  }

  get name(): Range {
    return range(this.start, this.nameEnd);
  }

  get value(): Range | undefined {
    return this.valueStart === NONE ? undefined : range(this.valueStart, this.end);
  }
}

export class ReferenceNode implements Reference {
  readonly kind: Reference['kind'];
  readonly percent: boolean;
  readonly start: number;
  readonly expressionStart: number;
  readonly expressionEnd: number;
  readonly end: number;

  constructor(kind: Reference['kind'], percent: boolean, { start, end }: Range, expressionStart: number, expressionEnd: number) {
    this.kind = kind;
    this.percent = percent;
    this.start = start;
    this.expressionStart = expressionStart;
    this.expressionEnd = expressionEnd;
    this.end = end;
  }

  get range(): Range {
    return range(this.start, this.end);
  }

  get expression(): Range {
    return range(this.expressionStart, this.expressionEnd);
  }
}

/** What a block is made of; all else that it has is found among its items. */
export interface BlockParts {
  readonly text: string;
  readonly lineBreaks: number;
  readonly name: Range | undefined;
  readonly items: readonly Item[];
  readonly request: Request | undefined;
  readonly responses: readonly RecordedResponse[];
  readonly references: readonly Reference[];
}

export class BlockNode implements Block {
  readonly text: string;
  readonly lineBreaks: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly items: readonly Item[];
  readonly request: Request | undefined;
  readonly responses: readonly RecordedResponse[];
  readonly references: readonly Reference[];
  /** Set once by the parser, which looks at the block before it gives it away. */
  problems: Block['problems'] = exact([]);

  constructor({ text, lineBreaks, name, items, request, responses, references }: BlockParts) {
    this.text = text;
    this.lineBreaks = lineBreaks;
    this.nameStart = name?.start ?? NONE;
    this.nameEnd = name?.end ?? NONE;
    this.items = items;
    this.request = request;
    this.responses = responses;
    this.references = references;
  }

  get separator(): Separator | undefined {
    const first = this.items[0];
    return first?.kind === 'separator' ? first : undefined;
  }

  get name(): Name | undefined {
    if (this.nameStart === NONE) return undefined;
    const text = this.text.slice(this.nameStart, this.nameEnd);
    const from = this.nameStart < (this.separator?.range.end ?? 0) ? 'separator' : 'directive';
    return { text, range: range(this.nameStart, this.nameEnd), from };
  }

  get directives(): readonly Directive[] {
    return this.items.filter((item) => item.kind === 'directive');
  }

  get definitions(): readonly Definition[] {
    return this.items.filter((item) => item.kind === 'definition');
  }

  get preScripts(): readonly PreScript[] {
    return this.items.filter((item) => item.kind === 'pre-script');
  }

  get commands(): readonly Command[] {
    return this.items.filter((item): item is Command => item.kind === 'import' || item.kind === 'run');
  }
}
