// Every id that an explanation can carry, for `postil explain --list`, for mute lists and for completion. What the rules say is
// read from their source (`said.ts`); fields, failures and the rest come from their registries.
import type { Level, SpecReference } from '../annotation.ts';
import { FAILURES } from '../failures/registry.ts';
import type { FieldRule } from '../fields/engine/rule.ts';
import { RULES } from '../fields/index.ts';
import { mayFollow } from '../one-voice.ts';
import { document, rfc } from '../spec.ts';
import type { CatalogueEntry } from './entry.ts';
import { SAID, type SaidLine } from './said.ts';

/** In the order of ids. An id with `<name>` in it is a family. */
export function catalogue(): readonly CatalogueEntry[] {
  const own = SAID.filter(([id]) => !id.startsWith('field/<name>/')).map(ofRule);
  const listed = new Set(own.map(({ id }) => id));
  const fields = RULES.flatMap((rule) => rule.remarks.map((remark) => ofField(rule, remark))).filter(({ id }) => !listed.has(id));
  const all = [...own.map(completed), ...fields, ...FAILURE_ENTRIES, ...FAMILIES].map(softened);
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What may stand beside another note of the same fault is information there. */
const softened = (entry: CatalogueEntry): CatalogueEntry =>
  mayFollow(entry.id) && !entry.levels.includes('info') ? { ...entry, levels: [...entry.levels, 'info'] } : entry;

/** The entry under which an id is listed; `undefined` for one that no rule says. */
export function listedAs(id: string): CatalogueEntry | undefined {
  known ??= catalogue().map((entry) => ({ entry, pattern: patternOf(entry.id) }));
  const all = known;
  return all.find(({ entry }) => entry.id === id)?.entry ?? all.find(({ pattern }) => pattern.test(id))?.entry;
}

let known: readonly { readonly entry: CatalogueEntry; readonly pattern: RegExp }[] | undefined;

const patternOf = (id: string): RegExp => new RegExp(`^${id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/<[a-z]+>/g, '[^/]+')}$`);

const ofRule = ([id, area, levels, says, specs]: SaidLine): CatalogueEntry => ({
  id,
  area,
  levels: levels.split(' ').filter(isLevel),
  says,
  specs: specs.map(([spec, section, url]) => ({ spec, section, url })),
});

const isLevel = (word: string): word is Level => word === 'error' || word === 'warning' || word === 'info' || word === 'good';

/** Titles that another table holds, and fields whose references stand in their definition. */
function completed(entry: CatalogueEntry): CatalogueEntry {
  const name = /^field\/([^/]+)\/[^/]+$/.exec(entry.id)?.[1];
  const rule = name === undefined ? undefined : BY_FILE.get(name);
  const more = ELSEWHERE[entry.id];
  return {
    ...entry,
    ...more,
    specs: entry.specs.length > 0 ? entry.specs : (more?.specs ?? rule?.specs ?? []),
  };
}

const BY_FILE: ReadonlyMap<string, FieldRule> = new Map(RULES.map((rule) => [rule.name.toLowerCase(), rule]));
const SHARED: ReadonlyMap<string, CatalogueEntry> = new Map(
  SAID.filter(([id]) => id.startsWith('field/<name>/')).map((line) => [line[0].slice('field/<name>/'.length), ofRule(line)]),
);

/** A remark that several fields share, in the name of this one. */
function ofField(rule: FieldRule, remark: string): CatalogueEntry {
  const shared = SHARED.get(remark);
  return {
    id: `field/${rule.name.toLowerCase()}/${remark}`,
    area: 'fields',
    levels: shared?.levels ?? ['warning'],
    says: shared?.says ?? `… in ${rule.name} is not one of its members`,
    specs: shared !== undefined && shared.specs.length > 0 ? shared.specs : rule.specs,
  };
}

const FAILURE_ENTRIES: readonly CatalogueEntry[] = [...new Map(FAILURES.map((entry) => [entry.id, entry])).values()].map((entry) => ({
  id: `failure/${entry.id}`,
  area: 'failures',
  // What ws reports of a handshake or frame that is explained itself is information only.
  levels: entry.level !== undefined ? [entry.level] : entry.layer.startsWith('ws-') ? ['error', 'info'] : ['error'],
  says: entry.name,
  specs: entry.specs ?? [],
}));

const IANA = (registry: string): SpecReference => document('IANA', registry, `https://www.iana.org/assignments/${registry}`);

const FAMILIES: readonly CatalogueEntry[] = [
  { id: 'field/<name>/definition', area: 'fields', levels: ['info'], says: 'What a field is for', specs: [IANA('http-fields')] },
  {
    id: 'field/<name>/meaning',
    area: 'fields',
    levels: ['info', 'good'],
    says: 'What the value of a field means here',
    specs: [rfc(9110, '5')],
  },
  {
    id: 'field/unknown',
    area: 'fields',
    levels: ['info'],
    says: '… is not registered: an application-specific field',
    specs: [rfc(9110, '5.1'), rfc(6648, '3')],
  },
];

/** What is made of other tables, one line for all of them. */
const ELSEWHERE: Readonly<Record<string, Partial<CatalogueEntry>>> = {
  'auth/bearer-error': { specs: [rfc(6750, '3.1')] },
  'auth/insufficient-scope': { specs: [rfc(6750, '3.1')] },
  'auth/invalid-request': { specs: [rfc(6750, '3.1')] },
  'auth/invalid-token': { specs: [rfc(6750, '3.1')] },
  'caching/directive/<name>': { says: 'What a directive of Cache-Control means', specs: [rfc(9111, '5.2')] },
  'caching/expired': { says: 'Stale at once: a stored copy is checked before each use' },
  'caching/fresh-<source>': { says: 'Fresh for … more: lifetime − age' },
  'caching/stale': { says: 'Stale for …: lifetime …, age …' },
  'connection/tls': { says: 'Encrypted and checked: version, cipher, certificate' },
  'conditional/kept': { specs: [rfc(9110, '13.1')] },
  'connection/tls-old': { specs: [rfc(8996, '')] },
  'content/digest': { specs: [rfc(9530, '2')] },
  'content/digest-differs': { specs: [rfc(9530, '2')] },
  'framing/odd/<code>': {
    levels: ['error', 'warning', 'info'],
    says: 'The octets depart from the grammar of messages',
    specs: [rfc(9112, '2.2')],
  },
  'method/<name>': { says: 'What a method asks for, and whether it may be repeated' },
  'redirects/cookie-left-behind': { specs: [rfc(6265, '5.4')] },
  'redirects/method-changed': { specs: [rfc(9110, '15.4')] },
  'redirects/method-rewritten': { specs: [rfc(9110, '15.4')] },
  'redirects/hop': { says: 'One redirect: status, where it leads, the method that follows' },
  'request/method/content': { specs: [rfc(9110, '9.3')] },
  'request/multipart/parts': { says: 'The parts of the content, by name and size' },
  'sse/events': { says: 'How many events the stream brought' },
  'status/<code>': {
    levels: ['error', 'warning', 'info', 'good'],
    says: 'What a status says of this exchange',
    specs: [rfc(9110, '15')],
  },
  'status/412/condition': { says: 'Which condition was false' },
  'status/rate-limit': { says: '… of … requests left, until …' },
  'ws/api/<key>': {
    says: 'What a word of the WebSocket API means',
    specs: [document('WebSockets', '', 'https://websockets.spec.whatwg.org/')],
  },
  'ws/close/code': {
    levels: ['error', 'warning', 'info', 'good'],
    says: 'What a close code means, and who closed',
    specs: [rfc(6455, '7.4')],
  },
  'ws/handshake/accept-wrong': { says: 'The Accept does not fit the key; where a usual mistake explains it, that mistake' },
  'ws/frame/decoded': { says: 'A frame, read bit by bit' },
};
