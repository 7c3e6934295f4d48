// A `fetch(…)` call, as "Copy as fetch" of a browser gives it, as a request.
import { type DraftContent, fieldNamed, type RequestDraft } from './draft.ts';
import { asJson, type Literal, readCall } from './js-literal.ts';
import { withoutMarks } from './reference-mark.ts';

/** `undefined` when the text is no such call, or one that needs to be run to be known. */
export function readFetch(text: string): readonly RequestDraft[] | undefined {
  const call = readCall(withoutMarks(text).trim());
  const [address, options] = call?.name === 'fetch' ? call.given : [];
  if (address?.kind !== 'text' || !/^https?:\/\//i.test(address.text)) return undefined;
  if (options !== undefined && options.kind !== 'object') return undefined;
  return [draftOf(address.text, new Map(options?.entries))];
}

function draftOf(url: string, options: ReadonlyMap<string, Literal>): RequestDraft {
  const notes: string[] = [];
  const fields = fieldsOf(options.get('headers'), notes);
  const referrer = textOf(options.get('referrer'));
  if (referrer !== undefined && /^https?:/.test(referrer) && fieldNamed({ fields }, 'referer') === undefined)
    fields.push(['Referer', referrer]);
  const body = contentOf(options.get('body'), notes);
  if (body?.type !== undefined && fieldNamed({ fields }, 'content-type') === undefined) fields.push(['Content-Type', body.type]);
  if (textOf(options.get('credentials')) === 'include' && fieldNamed({ fields }, 'cookie') === undefined)
    notes.push('The browser sends its cookies with this request. They are not in the copied text.');
  const leftOut = [...options].flatMap(([name, value]) => (KNOWN.has(name) ? [] : [`${name}: ${shown(value)}`]));
  if (leftOut.length > 0) notes.push(`For browsers alone, and not taken over: ${leftOut.join(', ')}`);
  return {
    notes,
    directives: textOf(options.get('redirect')) === 'manual' ? ['no-redirect'] : [],
    method: textOf(options.get('method')) ?? 'GET',
    url,
    fields,
    ...(body && { content: body.content }),
  };
}

const KNOWN: ReadonlySet<string> = new Set(['headers', 'referrer', 'body', 'credentials', 'method', 'redirect']);

function fieldsOf(headers: Literal | undefined, notes: string[]): [string, string][] {
  const given = headers?.kind === 'call' && headers.name === 'Headers' ? headers.given[0] : headers;
  if (given === undefined) return [];
  const pairs =
    given.kind === 'object'
      ? given.entries
      : given.kind === 'list'
        ? given.items.flatMap((item) => (item.kind === 'list' ? [[textOf(item.items[0]) ?? '', item.items[1]] as const] : []))
        : [];
  if (pairs.length === 0 && given.kind !== 'object') notes.push('The headers could not be read: they are made by a program.');
  return pairs.flatMap(([name, value]): [string, string][] => {
    const text = textOf(value);
    return text === undefined || /^content-length$/i.test(name) ? [] : [[name, text]];
  });
}

interface Body {
  readonly content: DraftContent;
  /** What the browser says of it when nobody else does. */
  readonly type?: string;
}

function contentOf(body: Literal | undefined, notes: string[]): Body | undefined {
  if (body === undefined || (body.kind === 'word' && /^(?:null|undefined)$/.test(body.word))) return undefined;
  if (body.kind === 'text') return { content: { kind: 'text', text: body.text }, type: 'text/plain;charset=UTF-8' };
  const [first] = body.kind === 'call' ? body.given : [];
  if (body.kind === 'call' && body.name === 'JSON.stringify' && first !== undefined)
    return {
      content: { kind: 'text', text: JSON.stringify(asJson(first), null, indentOf(body.given[2])) },
      type: 'text/plain;charset=UTF-8',
    };
  if (body.kind === 'call' && body.name === 'URLSearchParams' && first !== undefined) {
    const text =
      first.kind === 'object'
        ? String(new URLSearchParams(first.entries.map(([name, value]) => [name, textOf(value) ?? ''])))
        : textOf(first);
    if (text !== undefined) return { content: { kind: 'text', text }, type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  }
  notes.push('The content could not be read: it is made by a program.');
  return undefined;
}

const indentOf = (value: Literal | undefined): number | undefined => (value?.kind === 'word' ? Number(value.word) : undefined);

const textOf = (value: Literal | undefined): string | undefined =>
  value?.kind === 'text' ? value.text : value?.kind === 'word' && !/^(?:null|undefined)$/.test(value.word) ? value.word : undefined;

const shown = (value: Literal): string => textOf(value) ?? (value.kind === 'word' ? value.word : '…');
