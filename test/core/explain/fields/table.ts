// The table of field cases: text in, notes out. A block is a field line, perhaps its circumstances after `@@`, and beneath it what
// is said of it: level, id and title. Circumstances, with ` ; ` between them: a place, a status, a method, a URL, `+ Name: value`
// (a field beside it), `> Name: value` (a field of the request), `trailers Name: value`.
import type { Annotation } from '../../../../src/core/explain/annotation.ts';
import { explainFields } from '../../../../src/core/explain/fields/engine/explain-fields.ts';
import { ruleFor } from '../../../../src/core/explain/fields/index.ts';
import type { Subject } from '../../../../src/core/explain/subject.ts';
import type { Field } from '../../../../src/core/http/field.ts';
import { plain } from '../../../../src/core/text/prose.ts';

export const NOW = Date.UTC(2026, 10, 20, 12);

export interface Block {
  readonly line: string;
  readonly notes: readonly string[];
}

export const parseTable = (text: string): readonly Block[] =>
  text
    .trim()
    .split(/\n(?!\s)/)
    .filter((block) => block !== '' && !block.startsWith('#'))
    .map((block) => {
      const [line = '', ...notes] = block.split('\n');
      return { line, notes: notes.map((note) => note.trim()) };
    });

/** What is said of the line itself, definitions left out. */
export function annotationsOf(line: string): readonly Annotation[] {
  const { subject, name } = subjectOf(line);
  return explainFields(subject).filter((a) => a.definition !== true && a.anchor.toLowerCase().endsWith(`:${name.toLowerCase()}`));
}

export const notesOf = (line: string): readonly string[] => annotationsOf(line).map((a) => `${a.level} ${a.id}: ${plain(a.title)}`);

const fieldOf = (text: string): Field => {
  const colon = text.indexOf(':');
  return [
    text.slice(0, colon).trim(),
    text
      .slice(colon + 1)
      .trim()
      .replaceAll('\\u0001', '\u0001'),
  ];
};

function subjectOf(line: string): { readonly subject: Subject; readonly name: string } {
  const [head = '', options = ''] = line.split(' @@ ');
  const [name, value] = fieldOf(head);
  const given = { place: ruleFor(name)?.where[0] ?? 'response', status: 200, method: 'GET', url: 'https://api.example.com/r' };
  const beside: Field[] = [];
  const asked: Field[] = [];
  const trailers: Field[] = [];
  for (const option of options.split(' ; ').filter(Boolean)) {
    if (option === 'request' || option === 'response' || option === 'trailer') given.place = option;
    else if (/^\d{3}$/.test(option)) given.status = Number(option);
    else if (/^[A-Z]+$/.test(option)) given.method = option;
    else if (option.startsWith('http')) given.url = option;
    else if (option.startsWith('+ ')) beside.push(fieldOf(option.slice(2)));
    else if (option.startsWith('> ')) asked.push(fieldOf(option.slice(2)));
    else trailers.push(fieldOf(option.replace('trailers ', '')));
  }
  const own: readonly Field[] = [[name, value], ...beside];
  const at = given.place;
  return {
    name,
    subject: {
      request: { method: given.method, url: given.url, fields: at === 'request' ? own : asked },
      response: {
        status: given.status,
        fields: at === 'response' ? own : [],
        ...((at === 'trailer' || trailers.length > 0) && { trailers: at === 'trailer' ? own : trailers }),
      },
      context: { now: NOW },
    },
  };
}
