// Reads the rules' own source and writes `src/core/explain/catalogue/said.ts`: which ids they can say, at which levels, in which
// words, by which section. `node test/core/explain/catalogue/scan.ts` writes it anew; a test fails when it no longer agrees.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import type { Level, SpecReference } from '../../../../src/core/explain/annotation.ts';
import { document, fetchStandard, html, rfc } from '../../../../src/core/explain/spec.ts';

const ROOT = fileURLToPath(new URL('../../../../src/core/explain', import.meta.url));
const TARGET = join(ROOT, 'catalogue/said.ts');

export interface Said {
  readonly id: string;
  readonly area: string;
  readonly levels: readonly Level[];
  readonly says: string;
  readonly specs: readonly (readonly [spec: string, section: string, url: string])[];
}

/** All that the rules say, in the order of ids, one line an id. */
export function scan(): readonly Said[] {
  const found = new Map<string, Said>();
  for (const said of sources().flatMap(({ path, source }) => saidIn(path, source))) {
    const before = found.get(said.id);
    found.set(said.id, before === undefined ? said : merged(before, said));
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const merged = (a: Said, b: Said): Said => ({
  ...a,
  levels: ORDER.filter((level) => a.levels.includes(level) || b.levels.includes(level)),
  specs: [...a.specs, ...b.specs.filter(([spec, section]) => !a.specs.some(([s, t]) => s === spec && t === section))],
});

const ORDER: readonly Level[] = ['error', 'warning', 'info', 'good'];

interface Source {
  readonly path: string;
  readonly source: string;
}

let read: readonly Source[] | undefined;

export const sources = (): readonly Source[] =>
  (read ??= readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && path.includes('/') && !/^(?:catalogue|knowledge|pasted|summary)\//.test(path))
    .sort()
    .map((path) => ({ path, source: readFileSync(join(ROOT, path), 'utf8') })));

function saidIn(path: string, source: string): readonly Said[] {
  const area = path.split('/')[0] ?? '';
  return [...literals(source), ...templates(source), ...remarks(path, source), ...cases(source)].map(({ id, levels, words, side }) => ({
    id,
    area,
    levels: ORDER.filter((level) => levels.includes(level)),
    says: says(words, source, side),
    specs: specs(words, path, source),
  }));
}

/** ``info(`caching/directive/${directive.name}`, …)`` is the family `caching/directive/<name>`. */
function* templates(source: string): Generator<Found> {
  for (const m of source.matchAll(/`([a-z]+\/[a-z0-9/.-]*\$\{[^`]*)`/g)) {
    const before = callBefore(source, m.index);
    const id = (m[1] ?? '').replace(
      /\$\{([^}]*)\}/g,
      (_, hole: string) =>
        `<${hole
          .replace(/\.?(?:toLowerCase|replace)\(.*$/, '')
          .split('.')
          .at(-1)}>`,
    );
    if (before === undefined || APART.test(id)) continue;
    yield { id, levels: levelsOf(before.callee, source, before.open), words: source.slice(before.open, balanced(source, before.open)) };
  }
}

/** Families whose members are listed one by one. */
const APART = /^(?:cookies\/<refusal>|ws\/handshake\/<id>|failure\/<id>)$/;

interface Found {
  readonly id: string;
  readonly levels: readonly string[];
  /** The object in which title, detail and specs stand, or what follows it. */
  readonly words: string;
  /** The id is the first or the second of a choice; then so is the title. */
  readonly side?: 0 | 1 | undefined;
}

/** ``warning('a/b', …, { title: say`…` })``, also with a choice of level or of ids. */
function* literals(source: string): Generator<Found> {
  for (const m of source.matchAll(/(?<!=== )'([a-z][a-z0-9]*(?:\/[a-z0-9.-]+)+)'|\bfault\(\s*'([a-z0-9-]+)'/g)) {
    const before = callBefore(source, m.index + (m[2] === undefined ? 0 : 6));
    if (before === undefined) continue;
    const end = balanced(source, before.open);
    yield {
      id: m[2] === undefined ? (m[1] ?? '') : `ws/handshake/${m[2]}`,
      levels: m[2] === undefined ? levelsOf(before.callee, source, before.open) : ['error'],
      words: source.slice(before.open, end),
      side: sideOf(source, m.index),
    };
  }
}

const sideOf = (source: string, at: number): 0 | 1 | undefined =>
  /\? $/.test(source.slice(0, at)) ? 0 : /\? '[^']*' : $/.test(source.slice(Math.max(0, at - 60), at)) ? 1 : undefined;

/** The call in whose first arguments this place stands: its name or expression, and where its parenthesis opens. */
function callBefore(source: string, at: number): { readonly callee: string; readonly open: number } | undefined {
  const before = source.slice(Math.max(0, at - 170), at);
  const m =
    /(\b(?:good|info|warning|error|level|make|fault)|\((?:[^()]|\([^()]*\))*\?[^()]*:[^()]*\))\(((?:[^(){};`]|\([^()]*\)|'[^']*')*)$/.exec(
      before,
    ) ?? /(\bnote\()((?:[^(){};`]|\([^()]*\))*,\s*(?:[^(){};`]*\?\s*)?)$/.exec(before);
  if (m === null) return undefined;
  const [, callee = '', rest = ''] = m;
  const plain = /^\s*(?:[^,]*\?[^,]*)?$/.test(rest);
  if (callee === 'note(') return { callee: rest, open: Math.max(0, at - 170) + m.index + 4 };
  return plain ? { callee, open: Math.max(0, at - 170) + m.index + callee.length } : undefined;
}

function levelsOf(callee: string, source: string, at: number): readonly string[] {
  const named = callee.match(/\b(?:good|info|warning|error)\b/g);
  if (named !== null) return named;
  const name = /[a-z]+/i.exec(callee)?.[0] ?? '';
  const known = [...source.slice(0, at).matchAll(new RegExp(`const ${name}\\b[^=]*=([^;]*);`, 'g'))].at(-1)?.[1];
  const functions = [...source.matchAll(new RegExp(`(?:function|const) ${name}\\b[\\s\\S]*?\\n(?:}|[^\\n]*;\\n)`, 'g'))].map(
    ([all]) => all,
  );
  return [...(known ?? functions.join('')).matchAll(/(?<=[?:] |return |')(?:good|info|warning|error)\b/g)].map(([level]) => level);
}

/** What fields remark: `{ id: 'not-a-number', level: 'error', … }`; shared readers stand under `field/<name>/`. */
function* remarks(path: string, source: string): Generator<Found> {
  const inFields = path.startsWith('fields/');
  if (!inFields && !path.startsWith('websocket/extended')) return;
  const own = path.startsWith('fields/engine/') ? (path.endsWith('/line.ts') ? 'field' : 'field/<name>') : `field/${path.slice(7, -3)}`;
  for (const m of source.matchAll(/\bid: (?:'([a-z0-9-]+)'|(\w+) \? '([a-z0-9-]+)' : '([a-z0-9-]+)')/g)) {
    const open = opening(source, m.index);
    const words = source.slice(open, balanced(source, open));
    const level = /\blevel:? ?([^\n]*)/.exec(words)?.[1] ?? '';
    for (const id of [m[1], m[3], m[4]].filter((one) => one !== undefined))
      yield {
        id: inFields ? `${own}/${id}` : `ws/handshake/${id}`,
        levels: level.match(/\b(?:good|info|warning|error)\b/g) ?? (inFields ? ['warning', 'info'] : []),
        words,
      };
  }
}

/** Why a browser refuses a cookie: ``case 'host-prefix': return { title: … }``. */
function* cases(source: string): Generator<Found> {
  if (!/error\(`cookies\/\$\{refusal\}`/.test(source)) return;
  for (const m of source.matchAll(/case '([a-z-]+)':\s*(?:case '[a-z-]+':\s*|\{\s*[^{}]*?|)return (?=\{)/g)) {
    const open = m.index + m[0].length;
    yield { id: `cookies/${m[1]}`, levels: ['error'], words: source.slice(open, balanced(source, open)) };
  }
}

/** The title as a template: its words, code as it stands, and `…` for what the exchange fills in. */
function says(words: string, source: string, side: 0 | 1 | undefined): string {
  const at = /\btitle(:|\b(?=,|\s*\}))/.exec(words);
  if (at === null) return '';
  const own = at[1] === ':' ? expression(words, at.index + 6) : '';
  const template = /say`/.test(own) ? own : named(own.trim() || 'title', source);
  const starts = [...template.matchAll(/(?<!\$\{[^}]*)say`/g)].map((m) => m.index + 4);
  const titles = starts.map((start) => rendered(template, start)).filter((one) => one.length > 12);
  const chosen = side !== undefined && titles.length === 2 ? titles.slice(side, side + 1) : titles;
  return [...new Set(chosen)].slice(0, 4).join(' / ');
}

/** What a constant or a function of that name says. */
function named(expressionText: string, source: string): string {
  const name = /^[A-Za-z]\w*/.exec(expressionText)?.[0] ?? 'title';
  const at = new RegExp(`(?:const|function) ${name}\\b`).exec(source)?.index;
  if (at === undefined) return '';
  const body = source.slice(at);
  return body.startsWith('const') ? expression(body, body.search(/= /) + 2) : body.slice(0, body.search(/\n}/));
}

function rendered(source: string, start: number): string {
  let out = '';
  for (let i = start; i < source.length && source[i] !== '`'; i++) {
    if (source[i] === '\\') out += source[++i] ?? '';
    else if (source.startsWith('${', i)) {
      const end = balanced(source, i + 1);
      const hole = source.slice(i + 2, end - 1).trim();
      out += /^(?:text\()?'([^']*)'\)?$/.exec(hole)?.[1] ?? '…';
      i = end - 1;
    } else out += source[i];
  }
  return out.replace(/(?:… ?)+…/g, '…').trim();
}

const PRELUDE = /^(?:export )?const (\w+)\b[^=]*= (?:[^;]|;(?!\n))*;$/gm;

const CONTEXT = createContext({ rfc, document, html, fetchStandard });

/** Constants and makers of references, by name. */
const makers = (source: string): ReadonlyMap<string, string> =>
  new Map(
    [...source.matchAll(PRELUDE)]
      .filter(([all]) => /rfc\(|document\(|html\(|fetchStandard\(/.test(all) && !/say`/.test(all))
      .map(([all, name = '']) => [name, all.replace(/^export /, '')]),
  );

/** The references, evaluated: `[rfc(9110, '15.1')]`, also by constants and makers of the same folder. */
function specs(words: string, path: string, source: string): readonly (readonly [string, string, string])[] {
  const at = /\bspecs(: |(?=,))/.exec(words);
  const section = /\bsection: '([\d.]+)'/.exec(words)?.[1];
  if (at === null && path.startsWith('websocket/check-') && /^\(\s*'[a-z0-9-]+'/.test(words)) return [tuple(rfc(6455, section ?? '4.1'))];
  if (at === null) return [];
  const list = at[1] === ': ' ? expression(words, at.index + 7) : 'specs';
  const folder = path.slice(0, path.lastIndexOf('/'));
  const near = sources().filter((one) => one.path.startsWith(`${folder}/`) && !folder.startsWith('fields'));
  const known = new Map([...near.flatMap((one) => [...makers(one.source)]), ...makers(source)]);
  try {
    const prelude = stripTypeScriptTypes([...known.values()].join('\n'));
    const value: unknown = runInContext(`{${prelude}; [...${list}]}`, CONTEXT);
    if (Array.isArray(value)) return distinct([...value].filter(isReference).map(tuple));
  } catch {
    // A choice that only the exchange can make: every reference that stands there.
  }
  const all = [...list.matchAll(/rfc\((\d+), '([\d.A-Z]*)'\)/g)].map(([, number, place = '']) => tuple(rfc(Number(number), place)));
  return all.length > 0 || !/^\w+(?:\(.*\))?$/s.test(list)
    ? distinct(all)
    : [...named(list, source).matchAll(/rfc\((\d+), '([\d.A-Z]*)'\)/g)].map(([, number, place = '']) => tuple(rfc(Number(number), place)));
}

const distinct = <T extends readonly [string, string, string]>(list: readonly T[]): readonly T[] => [
  ...new Map(list.map((one) => [one.join(' '), one])).values(),
];

const isReference = (value: unknown): value is SpecReference => typeof value === 'object' && value !== null && 'spec' in value;
const tuple = ({ spec, section, url }: SpecReference): readonly [string, string, string] => [spec, section, url];

/** From `start` to the comma or bracket that ends the expression. */
function expression(source: string, start: number): string {
  let i = start;
  while (i < source.length && !/[,;)\]}]/.test(source[i] ?? '')) i = skip(source, i);
  return source.slice(start, i);
}

/** Where the innermost brace around `at` opens. */
function opening(source: string, at: number): number {
  let depth = 0;
  for (let i = at; i >= 0; i--) {
    if (source[i] === '}') depth++;
    else if (source[i] === '{' && depth-- === 0) return i;
  }
  return at;
}

/** Behind the bracket that closes the one at `open`. */
function balanced(source: string, open: number): number {
  let i = open + 1;
  while (i < source.length && !/[)\]}]/.test(source[i] ?? '')) i = skip(source, i);
  return i + 1;
}

/** One step over whatever begins here: a string, a template, a bracket with all inside, a regular expression, a comment, a character. */
function skip(source: string, i: number): number {
  const c = source[i] ?? '';
  if (c === "'" || c === '"') return close(source, i, c);
  if (c === '`') {
    let j = i + 1;
    while (j < source.length && source[j] !== '`')
      j = source[j] === '\\' ? j + 2 : source.startsWith('${', j) ? balanced(source, j + 1) : j + 1;
    return j + 1;
  }
  if (/[([{]/.test(c)) return balanced(source, i);
  if (source.startsWith('//', i)) return source.indexOf('\n', i) < 0 ? source.length : source.indexOf('\n', i);
  if (c === '/' && /[(,=:[!&|?{};]\s*$/.test(source.slice(Math.max(0, i - 3), i)))
    return i + (REGEXP.exec(source.slice(i))?.[0].length ?? 1);
  return i + 1;
}

const REGEXP = /^\/(?:\\.|\[(?:\\.|[^\]])*\]|[^/\n\\[])+\//;

function close(source: string, i: number, quote: string): number {
  let j = i + 1;
  while (j < source.length && source[j] !== quote) j += source[j] === '\\' ? 2 : 1;
  return j + 1;
}

/** The lines of the file as they must be. */
export const lines = (): readonly (readonly [string, string, string, string, Said['specs']])[] =>
  scan().map(({ id, area, levels, says: title, specs: list }) => [id, area, levels.join(' '), title, list]);

const HEAD = `// Made of the rules' own source by test/core/explain/catalogue/scan.ts; do not edit.

export type SaidLine = readonly [
  id: string,
  area: string,
  levels: string,
  says: string,
  specs: readonly (readonly [spec: string, section: string, url: string])[],
];

export const SAID: readonly SaidLine[] = [
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(
    TARGET,
    `${HEAD}${lines()
      .map((line) => `  ${JSON.stringify(line)},\n`)
      .join('')}];\n`,
  );
  spawnSync('npx', ['biome', 'check', '--write', TARGET], { stdio: 'inherit', shell: process.platform === 'win32' });
}
