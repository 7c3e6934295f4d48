// A curl command as requests. Options that a `.http` text can't say become notes; none is dropped in silence.
import { base64OfText, textOfBase64 } from '../text/base64.ts';
import { type CurlOption, curlOptions } from './curl-options.ts';
import { type Data, inputOf, type Reading, readOptions } from './curl-reading.ts';
import { type DraftContent, fieldNamed, type RequestDraft } from './draft.ts';
import { hasReference, reference } from './reference-mark.ts';
import { type ShellCommand, shellCommands } from './shell-words.ts';

/** `undefined` when the text is anything but curl commands. */
export function readCurl(text: string): readonly RequestDraft[] | undefined {
  // A line copied with the prompt of a shell before it.
  const commands = shellCommands(text.trim().replace(/^(?:[$%>#] +|PS [^\n>]*> +)(?=curl)/, ''));
  if (commands.length === 0 || !commands.every(({ words: [first = ''] }) => /^curl(?:\.exe)?$/i.test(first))) return undefined;
  const drafts = commands.flatMap((command) => curlOptions(command.words.slice(1)).flatMap((options) => draftsOf(options, command)));
  return drafts.length === 0 ? undefined : drafts;
}

function draftsOf(options: readonly CurlOption[], command: ShellCommand): readonly RequestDraft[] {
  const read = readOptions(options, command);
  return read.urls.map((url) => draftOf(read, url));
}

function draftOf(to: Reading, url: string): RequestDraft {
  const data = to.said.has('get') ? [] : to.data;
  const content = contentOf(to, data);
  const target = withQuery(to, addressOf(to, url));
  const fields = fieldsOf(to, content);
  const version = to.said.get('version');
  const notes = [...to.notes, ...globNotes(to, url), ...removedNotes(to)];
  if (to.leftOut.length > 0) notes.push(`Not taken over from the curl command: ${to.leftOut.join(', ')}`);
  return {
    notes: [...new Set(notes)],
    directives: [
      ...new Set([...to.directives, ...proxyOf(to), ...(needsPassword(to) ? [`prompt password of ${to.said.get('user') ?? ''}`] : [])]),
    ],
    method: methodOf(to, content),
    url: target,
    ...(version !== undefined && { version }),
    fields,
    ...(content && { content }),
  };
}

function methodOf({ said }: Reading, content: DraftContent | undefined): string {
  const method = said.get('method');
  if (method !== undefined) return method;
  if (said.has('head')) return 'HEAD';
  if (said.has('upload')) return 'PUT';
  return content === undefined ? 'GET' : 'POST';
}

/** curl's own scheme, and the name of the file that is put there. */
function addressOf({ said }: Reading, url: string): string {
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(url) || url.startsWith('\u0001') ? url : `http://${url}`;
  const [, name = ''] = /([^/\\]+)$/.exec(said.get('upload') ?? '') ?? [];
  return address.endsWith('/') && name !== '' && name !== '-' ? address + encodeURIComponent(name) : address;
}

function withQuery({ said, data, query, notes }: Reading, url: string): string {
  const pieces = [...query];
  if (said.has('get'))
    for (const piece of data) {
      if (piece.kind === 'text') pieces.push(piece.text);
      else notes.push(`curl puts the content of ${piece.path} into the query. That can't be said here: it is left out.`);
    }
  if (pieces.length === 0) return url;
  const [whole, fragment = ''] = [url.replace(/#.*$/s, ''), /#.*$/s.exec(url)?.[0]];
  return `${whole}${/\?./.test(whole) ? '&' : whole.endsWith('?') ? '' : '?'}${pieces.join('&')}${fragment}`;
}

function contentOf(to: Reading, data: readonly Data[]): DraftContent | undefined {
  if (to.parts.length > 0) return { kind: 'parts', parts: to.parts };
  const upload = to.said.get('upload');
  if (upload !== undefined) return inputOf(to, upload === '.' ? '-' : upload);
  const [first, ...others] = data;
  if (first === undefined) return undefined;
  if (others.length === 0) return first;
  for (const piece of data)
    if (piece.kind === 'file')
      to.notes.push(`curl sends the content of ${piece.path} among other data. That can't be said here: it is left out.`);
  const texts = data.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []));
  return { kind: 'text', text: texts.join(to.said.has('json') ? '' : '&') };
}

function fieldsOf(to: Reading, content: DraftContent | undefined): RequestDraft['fields'] {
  const fields = [...to.fields];
  const add = (name: string, value: string | undefined): void => {
    const lower = name.toLowerCase();
    if (value !== undefined && !to.removed.has(lower) && fieldNamed({ fields }, lower) === undefined) fields.push([name, value]);
  };
  add('Authorization', authorizationOf(to));
  add('User-Agent', to.said.get('agent'));
  add('Referer', to.said.get('referer'));
  const range = to.said.get('range');
  add('Range', range && `bytes=${range}`);
  add('Cookie', to.cookies.length === 0 ? undefined : to.cookies.join('; '));
  if (to.said.has('json')) add('Accept', 'application/json');
  if (content === undefined || content.kind === 'parts' || to.said.has('upload')) return fields;
  if (to.said.has('json')) add('Content-Type', 'application/json');
  else if (untyped(to, fields) && content.kind === 'text' && isJson(content.text)) {
    to.notes.push('curl would call the content application/x-www-form-urlencoded, as nothing else is said of it (-d). It looks like JSON.');
    add('Content-Type', 'application/json');
  } else add('Content-Type', 'application/x-www-form-urlencoded');
  return fields;
}

const untyped = ({ removed }: Reading, fields: RequestDraft['fields']): boolean =>
  !removed.has('content-type') && fieldNamed({ fields }, 'content-type') === undefined;

function authorizationOf({ said }: Reading): string | undefined {
  const [user, bearer, scheme] = [said.get('user'), said.get('bearer'), said.get('scheme')];
  if (user === undefined) return bearer === undefined ? undefined : `Bearer ${bearer}`;
  const [name = '', ...rest] = user.split(':');
  const password = rest.length === 0 ? reference('password') : rest.join(':');
  if (scheme === 'AWS') {
    const [, , region, service] = (said.get('aws') ?? '').split(':');
    return ['AWS', name, password, ...(region ? [`region:${region}`] : []), ...(service ? [`service:${service}`] : [])].join(' ');
  }
  const pair = `${name}:${password}`;
  if (scheme === 'Digest') return `Digest ${pair}`;
  const unclear = /\s/.test(pair) || textOfBase64(pair) !== undefined;
  return `Basic ${unclear && !hasReference(pair) ? base64OfText(pair) : pair}`;
}

const needsPassword = ({ said }: Reading): boolean => said.get('user')?.includes(':') === false;

function proxyOf({ said }: Reading): readonly string[] {
  const [proxy, user] = [said.get('proxy'), said.get('proxyUser')];
  if (proxy === undefined) return [];
  if (proxy === '') return ['proxy none'];
  const [, scheme = '', rest = ''] = /^(\w+:\/\/)(.*)$/s.exec(proxy) ?? [];
  if (user === undefined || rest.includes('@')) return [`proxy ${proxy}`];
  return [`proxy ${scheme}${user.split(':').map(encodeURIComponent).join(':')}@${rest}`];
}

/** `[1-3]` and `{a,b}` make several requests of one address. */
const globNotes = ({ said }: Reading, url: string): readonly string[] =>
  !said.has('globoff') && /\[[\da-z]+-[\da-z]+(?::\d+)?\]|\{[^{}]*,[^{}]*\}/i.test(url)
    ? ['curl would send a request for each of the addresses that the brackets make. Here it is one, as it stands.']
    : [];

/** What Postil adds, by the name in lower case. */
const ADDED: Readonly<Record<string, string>> = { 'user-agent': 'User-Agent', accept: 'Accept', 'accept-encoding': 'Accept-Encoding' };

function removedNotes({ removed }: Reading): readonly string[] {
  return [...removed].flatMap((lower) => {
    const name = ADDED[lower];
    return name === undefined ? [] : [`curl sends no ${name} here. Postil adds it, unless postil.defaultHeaders has "${name}": false.`];
  });
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // A form, or text of another kind.
    return false;
  }
}
