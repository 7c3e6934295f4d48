// What is known of a status, a field, a close code, a method or an error by name: the entry of the knowledge base, without an exchange.
import { join, type Prose, say, text } from '../../text/prose.ts';
import { fail, ok, type Result } from '../../text/result.ts';
import type { Basis, Level, SpecReference } from '../annotation.ts';
import { FAILURES, findFailure } from '../failures/registry.ts';
import { fieldDefinition } from '../fields/engine/definition.ts';
import { knownFields } from '../fields/engine/known.ts';
import { METHODS } from '../methods/registry.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { classOf, STATUSES } from '../statuses/index.ts';
import { closeCode, registeredCloseCodes } from '../websocket/close-codes.ts';
import { nearest } from './nearest.ts';

export const KINDS = ['status', 'header', 'method', 'close-code', 'error'] as const;
export type Kind = (typeof KINDS)[number];

export interface KnowledgeEntry {
  readonly kind: Kind;
  /** In the case in which it is registered: `418`, `Vary`, `ECONNREFUSED`. */
  readonly name: string;
  readonly title: Prose;
  readonly detail: Prose;
  readonly level: Level;
  readonly basis: Basis;
  readonly specs: readonly SpecReference[];
}

export interface NotKnown {
  readonly message: string;
  /** The names that come nearest, best first; empty when none does. */
  readonly near: readonly string[];
}

export const isKind = (word: string): word is Kind => KINDS.some((kind) => kind === word);

export function lookUp(kind: Kind, word: string): Result<KnowledgeEntry, NotKnown> {
  const entry = ENTRIES[kind](word.trim());
  if (entry !== undefined) return ok({ kind, level: 'info', basis: 'rule', ...entry });
  const near = nearest(word, namesOf(kind));
  const hint = near.length === 0 ? '' : ` Known and near: ${near.join(', ')}.`;
  return fail({ message: `No ${kind} named ${escaped(word, 60)} is known.${hint}`, near });
}

/** Every name that `lookUp` knows by heart, for completion and for coverage tests. */
export function namesOf(kind: Kind): readonly string[] {
  switch (kind) {
    case 'status':
      return [...STATUSES.keys()].map(String);
    case 'header':
      return knownFields().map((field) => field.name);
    case 'method':
      return [...METHODS.keys()];
    case 'close-code':
      return registeredCloseCodes().map(({ code }) => String(code));
    case 'error':
      return FAILURES.flatMap((entry) => entry.codes);
  }
}

type Found = Pick<KnowledgeEntry, 'name' | 'title' | 'detail' | 'specs'> & Partial<Pick<KnowledgeEntry, 'level'>>;

const ENTRIES: Readonly<Record<Kind, (word: string) => Found | undefined>> = { status, header, method, 'close-code': close, error };

function status(word: string): Found | undefined {
  if (!/^\d{3}$/.test(word)) return byReason(word);
  const known = STATUSES.get(Number(word));
  if (known !== undefined) return { name: word, title: say`${word} ${text(known.name)}`, detail: known.meaning, specs: known.specs };
  const group = classOf(Number(word));
  return (
    group && {
      name: word,
      title: say`${word} is not registered; its class is ${text(group.name)}`,
      detail: join([group.meaning, say`A client that does not know the code treats it as ${String(group.first)}.`]),
      specs: [...group.specs, rfc(9110, '15')],
    }
  );
}

function byReason(word: string): Found | undefined {
  const asked = word.toLowerCase();
  const known = [...STATUSES.values()].find((entry) => entry.name.toLowerCase() === asked);
  return known && status(String(known.code));
}

function header(word: string): Found | undefined {
  const known = fieldDefinition(word.replace(/:.*$/s, '').trim());
  if (known === undefined) return undefined;
  const values = Object.entries(known.values);
  return {
    name: known.name,
    title: say`${known.name}: ${text(known.where.length === 1 ? `a field of ${known.where[0]}s` : 'a header field')}`,
    detail: join([
      known.summary,
      known.standing === 'permanent' ? [] : say`Standing in the registry: ${text(known.standing)}.`,
      values.length === 0
        ? []
        : say`Values: ${join(
            values.map(([value, meaning]) => say`${value}${text(meaning === '' ? '' : ` (${meaning})`)}`),
            ', ',
          )}.`,
    ]),
    specs: known.specs,
  };
}

function method(word: string): Found | undefined {
  const known = METHODS.get(word) ?? METHODS.get(word.toUpperCase());
  if (known === undefined) return undefined;
  const kind = known.safe ? 'safe and idempotent' : known.idempotent ? 'idempotent, not safe' : 'neither safe nor idempotent';
  return { name: known.name, title: say`${known.name}: ${text(kind)}`, detail: known.meaning, specs: [...known.specs, rfc(9110, '9.2')] };
}

function close(word: string): Found | undefined {
  if (!/^\d{1,5}$/.test(word)) return undefined;
  const known = closeCode(Number(word));
  return {
    name: word,
    title: say`${word} ${text(known.name)}`,
    detail: join([say`${text(capital(known.meaning))}.`, sentBy(known.sentBy), say`${text(known.next)}`]),
    specs: known.specs,
    level: known.level,
  };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function sentBy(who: ReturnType<typeof closeCode>['sentBy']): Prose {
  switch (who) {
    case 'both':
      return [];
    case 'client':
      return say`Only a client sends it.`;
    case 'server':
      return say`Only a server sends it.`;
    case 'local':
      return say`It is never sent: the end that reports it makes it up.`;
    case 'nobody':
      return say`It must not be sent.`;
  }
}

function error(word: string): Found | undefined {
  const known = findFailure(word);
  if (known === undefined) return undefined;
  const name = known.codes.find((code) => code.toUpperCase() === word.toUpperCase()) ?? known.codes[0] ?? known.id;
  return {
    name,
    title: say`${name}: ${text(known.name)}`,
    detail: join([say`${text(known.cause)}`, say`${text(known.next)}`, say`Layer: ${text(known.layer)}.`]),
    specs: known.specs ?? [],
    level: known.level ?? 'error',
  };
}
