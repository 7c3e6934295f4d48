// The options of a curl command, one by one: what each says of the request.
import { endsEarly, formPart } from './curl-form.ts';
import type { CurlOption } from './curl-options.ts';
import type { DraftPart } from './draft.ts';
import { mapped, reference } from './reference-mark.ts';
import type { ShellCommand } from './shell-words.ts';

/** What goes into the content. */
export type Data = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'file'; readonly path: string };

export type Said =
  | 'method'
  | 'version'
  | 'get'
  | 'head'
  | 'json'
  | 'upload'
  | 'user'
  | 'scheme'
  | 'aws'
  | 'bearer'
  | 'agent'
  | 'referer'
  | 'range'
  | 'proxy'
  | 'proxyUser'
  | 'globoff';

/** What was read so far. */
export interface Reading {
  readonly urls: string[];
  readonly fields: [name: string, value: string][];
  /** `-H 'Accept:'`: curl's own field of that name is not sent. */
  readonly removed: Set<string>;
  readonly data: Data[];
  readonly query: string[];
  readonly parts: DraftPart[];
  readonly cookies: string[];
  readonly directives: string[];
  readonly notes: string[];
  readonly leftOut: string[];
  readonly input: ShellCommand['input'];
  /** What is said once: the last word of it holds. */
  readonly said: Map<Said, string>;
}

/** Reads the options of one request. */
export function readOptions(options: readonly CurlOption[], { input, leftOut }: ShellCommand): Reading {
  const to: Reading = {
    urls: [],
    fields: [],
    removed: new Set(),
    data: [],
    query: [],
    parts: [],
    cookies: [],
    directives: [],
    notes: [],
    leftOut: [...leftOut],
    said: new Map(),
    input,
  };
  for (const { name, value, typed } of options) (OPTIONS[name] ?? leave)(to, value ?? '', typed);
  return to;
}

type Taken = (to: Reading, value: string, typed: string) => void;

const keep =
  (name: Said, as = (value: string): string => value): Taken =>
  (to, value) =>
    void to.said.set(name, as(value));
const say =
  (name: Said, value = ''): Taken =>
  (to) =>
    void to.said.set(name, value);
const nothing: Taken = () => undefined;
const leave: Taken = (to, _value, typed) => void to.leftOut.push(typed);

const OPTIONS: Readonly<Record<string, Taken>> = {
  url: (to, value) => void to.urls.push(value),
  request: keep('method'),
  get: say('get'),
  head: say('head'),
  header: takeHeader,
  data: (to, value) => takeData(to, value, { files: true, stripped: true }),
  'data-ascii': (to, value) => takeData(to, value, { files: true, stripped: true }),
  'data-binary': (to, value) => takeData(to, value, { files: true, stripped: false }),
  'data-raw': (to, value) => takeData(to, value, { files: false, stripped: false }),
  'data-urlencode': (to, value) => {
    const encoded = urlencoded(to, value);
    if (encoded !== undefined) to.data.push({ kind: 'text', text: encoded });
  },
  json: (to, value) => {
    to.said.set('json', '');
    takeData(to, value, { files: true, stripped: false });
  },
  'url-query': (to, value) => {
    const encoded = value.startsWith('+') ? value.slice(1) : urlencoded(to, value);
    if (encoded !== undefined) to.query.push(encoded);
  },
  form: (to, value, typed) => takePart(to, value, typed, true),
  'form-string': (to, value, typed) => takePart(to, value, typed, false),
  'upload-file': keep('upload'),
  user: keep('user'),
  basic: nothing,
  digest: say('scheme', 'Digest'),
  'aws-sigv4': (to, value) => {
    to.said.set('scheme', 'AWS');
    to.said.set('aws', value);
  },
  'oauth2-bearer': keep('bearer'),
  cookie: (to, value) => {
    if (value.includes('=')) to.cookies.push(value);
    else to.notes.push(`curl reads cookies from the file ${value}. Postil keeps those of earlier answers by itself.`);
  },
  'user-agent': (to, value) => {
    if (value === '') to.removed.add('user-agent');
    else to.said.set('agent', value);
  },
  referer: keep('referer', (value) => value.replace(/;auto$/, '')),
  range: keep('range'),
  'time-cond': takeCondition,
  insecure: (to) => void to.directives.push('insecure'),
  proxy: keep('proxy', (value) => (/^\w+:\/\//.test(value) || value === '' ? value : `http://${value}`)),
  'proxy1.0': keep('proxy', (value) => `http://${value}`),
  preproxy: leave,
  socks4: keep('proxy', (value) => `socks4://${value}`),
  socks4a: keep('proxy', (value) => `socks4a://${value}`),
  socks5: keep('proxy', (value) => `socks5://${value}`),
  'socks5-hostname': keep('proxy', (value) => `socks5h://${value}`),
  'proxy-user': keep('proxyUser'),
  noproxy: (to, value, typed) => {
    if (value === '*') to.said.set('proxy', '');
    else to.leftOut.push(typed);
  },
  'max-time': (to, value, typed) => takeTime(to, 'timeout', value, typed),
  'connect-timeout': (to, value, typed) => takeTime(to, 'connection-timeout', value, typed),
  // Postil follows redirects and shows each one, unless it is told otherwise.
  location: nothing,
  'no-location': (to) => void to.directives.push('no-redirect'),
  'location-trusted': (to) =>
    void to.notes.push('curl would send the credentials to other hosts too (--location-trusted). Postil does not.'),
  'max-redirs': (to, value, typed) => {
    if (value === '0') to.directives.push('no-redirect');
    else to.leftOut.push(typed);
  },
  // Postil asks for the codings that it decodes.
  compressed: nothing,
  'http1.0': say('version', 'HTTP/1.0'),
  'http1.1': say('version', 'HTTP/1.1'),
  http2: say('version', 'HTTP/2'),
  'http2-prior-knowledge': say('version', 'HTTP/2 (Prior Knowledge)'),
  http3: say('version', 'HTTP/3'),
  'http3-only': say('version', 'HTTP/3'),
  // A path is sent as it is typed.
  'path-as-is': nothing,
  globoff: say('globoff'),
};

function takeHeader(to: Reading, value: string, typed: string): void {
  const [, name, rest] = /^:?([^:;]+?)[ \t]*:[ \t]*([\s\S]*)$/.exec(value) ?? [];
  const [, empty] = /^([^:;\s]+);\s*$/.exec(value) ?? [];
  if (empty !== undefined) to.fields.push([empty, '']);
  else if (name === undefined || rest === undefined || value.startsWith('@')) to.leftOut.push(typed);
  else if (value.startsWith(':')) to.leftOut.push(typed);
  else if (rest.trim() === '') to.removed.add(name.toLowerCase());
  else if (/^(?:content-length|transfer-encoding)$/i.test(name)) to.leftOut.push(typed);
  else to.fields.push([name, rest.trim()]);
}

interface DataKind {
  /** `@path` names a file. */
  readonly files: boolean;
  /** Line breaks of the file are taken out. */
  readonly stripped: boolean;
}

function takeData(to: Reading, value: string, { files, stripped }: DataKind): void {
  if (!files || !value.startsWith('@')) {
    to.data.push({ kind: 'text', text: value });
    return;
  }
  const read = inputOf(to, value.slice(1));
  if (read === undefined) return;
  if (read.kind === 'text') to.data.push({ kind: 'text', text: stripped ? read.text.replace(/[\r\n]/g, '') : read.text });
  else {
    if (stripped) to.notes.push(`curl takes the line breaks out of ${read.path} (-d). Here the file is sent as it is.`);
    to.data.push(read);
  }
}

/** A file, or what the command is given to read. */
export function inputOf(to: Reading, path: string): Data | undefined {
  if (path !== '-') return { kind: 'file', path };
  if (to.input === undefined) {
    to.notes.push('The content came from another command: write it below, or name a file (< ./file).');
    return undefined;
  }
  return 'text' in to.input ? { kind: 'text', text: to.input.text } : { kind: 'file', path: to.input.path };
}

/** `name=content`, `=content`, `content`; a file can't be encoded here. */
function urlencoded(to: Reading, value: string): string | undefined {
  const [, name = '', mark, content = ''] = /^([^=@]*)([=@])([\s\S]*)$/.exec(value) ?? [];
  if (mark === '@') {
    to.notes.push(
      `curl percent-encodes the content of the file ${content}${name === '' ? '' : ` as ${name}`}. That can't be said here: it is left out.`,
    );
    return undefined;
  }
  if (mark === undefined) return encoded(value);
  return name === '' ? encoded(content) : `${name}=${encoded(content)}`;
}

/** As curl does: everything but letters, digits and `-._~`, a space as `+`. */
const encoded = (text: string): string =>
  mapped(
    text,
    (words) =>
      encodeURIComponent(words)
        .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
        .replaceAll('%20', '+'),
    (expression) => reference(`%${expression}`),
  );

function takePart(to: Reading, value: string, typed: string, special: boolean): void {
  const parts = formPart(value, special);
  if (parts === undefined) to.leftOut.push(typed);
  else to.parts.push(...parts);
  if (special && endsEarly(value)) to.notes.push(`curl ends the value at the first semicolon (-F): ${value}`);
}

function takeCondition(to: Reading, value: string, typed: string): void {
  const time = Date.parse(value.replace(/^[-+=]/, ''));
  if (Number.isNaN(time)) to.leftOut.push(typed);
  else to.fields.push([value.startsWith('-') ? 'If-Unmodified-Since' : 'If-Modified-Since', new Date(time).toUTCString()]);
}

function takeTime(to: Reading, directive: string, value: string, typed: string): void {
  const seconds = Number(value);
  if (!(seconds > 0)) to.leftOut.push(typed);
  else to.directives.push(Number.isInteger(seconds) ? `${directive} ${seconds} s` : `${directive} ${Math.round(seconds * 1000)} ms`);
}
