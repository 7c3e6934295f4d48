// `-F name=value`, `-F 'file=@a.txt;type=text/plain'`: parts of multipart/form-data as curl reads them.
import type { DraftPart } from './draft.ts';

/** Several for `name=@a,b`. `special`: `@`, `<` and `;type=` mean what they do in `--form`. `undefined` when it is none. */
export function formPart(value: string, special: boolean): readonly DraftPart[] | undefined {
  const [, name, rest] = /^([^=]*)=([\s\S]*)$/.exec(value) ?? [];
  if (name === undefined || rest === undefined) return undefined;
  if (!special) return [{ name, fields: [], content: { kind: 'text', text: rest } }];
  const mark = /^[@<]/.exec(rest)?.[0];
  const words = split(rest.slice(mark?.length ?? 0));
  const told = new Map(words.options);
  const fields = (type: string | undefined): DraftPart['fields'] => [
    ...(type === undefined ? [] : [['Content-Type', type] as const]),
    ...[...words.options].flatMap(([key, text]) => {
      const [, field, said] = key === 'headers' ? (/^([^:\s]+):\s*(.*)$/.exec(text) ?? []) : [];
      return field === undefined || said === undefined ? [] : [[field, said] as const];
    }),
  ];
  const filename = told.get('filename');
  const named = filename === undefined ? {} : { filename };
  if (mark === undefined) return [{ name, ...named, fields: fields(told.get('type')), content: { kind: 'text', text: words.value } }];
  if (mark === '<') return [{ name, ...named, fields: fields(told.get('type')), content: { kind: 'file', path: words.value } }];
  return words.value.split(',').map((path) => ({
    name,
    filename: filename ?? /[^/\\]*$/.exec(path)?.[0] ?? path,
    fields: fields(told.get('type') ?? typeOf(path)),
    content: { kind: 'file', path },
  }));
}

interface Words {
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
}

const OPTION = /;\s*(type|filename|headers|encoder)=("(?:[^"\\]|\\.)*"|[^;]*)/g;

function split(text: string): Words {
  // A semicolon ends the value; what is no option behind it is ignored by curl too.
  const first = (/^\s*"(?:[^"\\]|\\.)*"\s*(?=;|$)|^[^;]*/.exec(text)?.[0] ?? '').length;
  const options = [...text.slice(first).matchAll(OPTION)].map(([, key = '', said = '']) => [key, unquoted(said)] as const);
  return { value: unquoted(text.slice(0, first)), options };
}

/** Whether curl sends less than what is typed: `-F 'a=b;c'` sends `b`. */
export const endsEarly = (value: string): boolean => {
  const [, text = ''] = /^[^=]*=([\s\S]*)$/.exec(value) ?? [];
  const behind = /^(?:\s*"(?:[^"\\]|\\.)*"\s*(?=;|$)|[^;]*)([\s\S]*)$/.exec(text)?.[1] ?? '';
  return behind.replace(OPTION, '') !== '';
};

const unquoted = (text: string): string => (/^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text);

/** What curl says of a file by the end of its name. */
const typeOf = (path: string): string => TYPES[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';

const TYPES: Readonly<Record<string, string>> = {
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  pdf: 'application/pdf',
  xml: 'application/xml',
};
