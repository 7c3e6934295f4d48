// Requests in the fenced code blocks of a Markdown text: ```` ```http ```` and ```` ```rest ```` (CommonMark 0.31 section 4.5). All of
// them together are read as one `.http` text, so that a variable of one fence holds in those after it.

/** A `.http` text and where it stands in the Markdown text around it. */
export interface Fenced {
  /** Each fence's content without the indentation of the fence, a line `###` between two. Empty without a fence. */
  readonly text: string;
  /** From an offset of `text` to the one of the Markdown text. */
  readonly outside: (offset: number) => number;
  /** From an offset of the Markdown text; `undefined` outside of all fences. */
  readonly inside: (offset: number) => number | undefined;
}

export function fences(markdown: string): Fenced {
  const lines = linesIn(markdown);
  const own = lines.filter((line) => line.own);
  return {
    text: lines.map(({ text }) => text).join(''),
    outside: (offset) => {
      const line = lineAt(lines, offset, 'at');
      return line === undefined ? 0 : line.from + Math.min(offset - line.at, line.own ? line.text.length : 0);
    },
    inside: (offset) => {
      const line = lineAt(own, offset, 'start');
      return line === undefined || offset > line.end ? undefined : line.at + Math.max(0, Math.min(offset - line.from, line.text.length));
    },
  };
}

/** A line of the `.http` text. */
interface Line {
  readonly text: string;
  /** Where it begins in the `.http` text. */
  readonly at: number;
  /** Where its text begins in the Markdown text, and where the whole line begins and ends. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  /** Not the `###` between two fences, which stands nowhere. */
  readonly own: boolean;
}

interface Open {
  readonly mark: string;
  readonly indent: number;
  readonly http: boolean;
}

const OPEN = /^([ \t]*)(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$/;
const HTTP = /^(?:\{?[ \t]*\.)?(?:http|rest)(?![\w./-])/i;

function linesIn(markdown: string): readonly Line[] {
  const lines: Line[] = [];
  let open: Open | undefined;
  let at = 0;
  const add = (line: Omit<Line, 'at'>): void => {
    lines.push({ ...line, at });
    at += line.text.length;
  };
  for (const match of markdown.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    const [whole] = match;
    const content = whole.replace(/[\r\n]+$/, '');
    const start = match.index;
    const end = start + content.length;
    if (open === undefined) {
      open = opened(content);
      if (open?.http === true && lines.length > 0) add({ text: '###\n', from: end, start, end, own: false });
    } else if (closes(content, open)) open = undefined;
    else if (open.http && whole !== '') {
      const cut = indentOf(content, open.indent);
      add({ text: whole.slice(cut), from: start + cut, start, end, own: true });
    }
  }
  return lines;
}

function opened(line: string): Open | undefined {
  const [, indent, mark, words] = OPEN.exec(line) ?? [];
  if (indent === undefined || mark === undefined || words === undefined) return undefined;
  return { mark, indent: indent.length, http: HTTP.test(words) };
}

const closes = (line: string, { mark }: Open): boolean => {
  const found = line.trim();
  return found.length >= mark.length && found === mark.charAt(0).repeat(found.length);
};

/** As much white space as the fence has before it, where there is so much. */
function indentOf(line: string, most: number): number {
  let at = 0;
  while (at < most && (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9)) at++;
  return at;
}

/** The last line that begins at or before an offset. */
function lineAt(lines: readonly Line[], offset: number, by: 'at' | 'start'): Line | undefined {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.[by] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = lines[low];
  return found !== undefined && found[by] <= offset ? found : undefined;
}
