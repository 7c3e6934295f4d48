// The frames of HTTP/2 as `postil send --json` writes them → the record. What is no such frame is left out.
import {
  flagNames,
  type H2Content,
  type H2Frame,
  type HeaderBlock,
  type HeaderLine,
  type Http2Record,
  settingName,
  typeName,
} from '../http/http2.ts';
import { hex, type Json, list, number, record, string } from './read-json.ts';

export function http2Record(value: unknown): Http2Record | undefined {
  const given = record(value);
  const frames = list(given?.['frames'])?.flatMap((one) => frameOf(record(one)) ?? []);
  if (given === undefined || frames === undefined) return undefined;
  const began = record(given['began']);
  return {
    stream: number(given['stream']),
    frames,
    omitted: number(given['omitted']) ?? 0,
    began: { in: number(began?.['in']) ?? 0, out: number(began?.['out']) ?? 0 },
  };
}

function frameOf(given: Json | undefined): H2Frame | undefined {
  const content = contentOf(record(given?.['content']));
  if (given === undefined || content === undefined) return undefined;
  const [type, flags] = [number(given['type']) ?? -1, number(given['flags']) ?? 0];
  return {
    direction: given['direction'] === 'out' ? 'out' : 'in',
    at: number(given['at']) ?? 0,
    offset: number(given['offset']) ?? 0,
    type,
    name: type < 0 ? (content.kind === 'preface' ? 'preface' : 'not HTTP/2') : typeName(type),
    flags,
    flagNames: flagNames(type, flags),
    stream: number(given['stream']) ?? 0,
    length: number(given['length']) ?? 0,
    content,
    ...(given['cut'] === true && { cut: true }),
  };
}

function contentOf(given: Json | undefined): H2Content | undefined {
  const n = (key: string): number => number(given?.[key]) ?? 0;
  const octets = (key: string): Uint8Array => hex(given?.[key]) ?? new Uint8Array(0);
  const padding = given?.['padding'] === undefined ? {} : { padding: n('padding') };
  const block = blockOf(record(given?.['block']));
  const found = block === undefined ? {} : { block };
  const priority = priorityOf(record(given?.['priority']));
  switch (string(given?.['kind'])) {
    case 'preface':
      return { kind: 'preface' };
    case 'data':
      return { kind: 'data', octets: n('octets'), ...padding };
    case 'headers':
      return { kind: 'headers', ...padding, ...(priority && { priority }), ...found };
    case 'priority':
      return { kind: 'priority', priority: priority ?? { exclusive: false, on: 0, weight: 16 } };
    case 'reset':
      return { kind: 'reset', error: n('error') };
    case 'settings':
      return { kind: 'settings', settings: list(given?.['settings'])?.map((one) => settingOf(record(one))) ?? [] };
    case 'promise':
      return { kind: 'promise', promised: n('promised'), ...padding, ...found };
    case 'ping':
      return { kind: 'ping', payload: octets('payload') };
    case 'goaway':
      return { kind: 'goaway', last: n('last'), error: n('error'), debug: octets('debug') };
    case 'window':
      return { kind: 'window', increment: n('increment') };
    case 'continuation':
      return { kind: 'continuation', ...found };
    case 'other':
      return { kind: 'other', octets: octets('octets') };
    case 'malformed':
      return { kind: 'malformed', why: string(given?.['why']) ?? '', octets: octets('octets') };
    case 'foreign':
      return { kind: 'foreign', octets: octets('octets') };
    default:
      return undefined;
  }
}

function settingOf(given: Json | undefined): { id: number; name: string | undefined; value: number } {
  const id = number(given?.['id']) ?? 0;
  return { id, name: settingName(id), value: number(given?.['value']) ?? 0 };
}

const priorityOf = (given: Json | undefined): { exclusive: boolean; on: number; weight: number } | undefined =>
  given && { exclusive: given['exclusive'] === true, on: number(given['on']) ?? 0, weight: number(given['weight']) ?? 16 };

function blockOf(given: Json | undefined): HeaderBlock | undefined {
  const lines = list(given?.['lines'])?.flatMap((one) => lineOf(record(one)) ?? []);
  if (given === undefined || lines === undefined) return undefined;
  const [fault, omitted] = [string(given['fault']), number(given['omitted'])];
  return { lines, octets: number(given['octets']) ?? 0, ...(fault !== undefined && { fault }), ...(omitted !== undefined && { omitted }) };
}

const FORMS = ['indexed', 'remembered', 'literal', 'never'] as const;

function lineOf(given: Json | undefined): HeaderLine | undefined {
  const [name, value] = [string(given?.['name']), string(given?.['value'])];
  if (given === undefined || name === undefined || value === undefined) return undefined;
  return { name, value, form: FORMS.find((form) => form === given['form']) ?? 'literal', octets: number(given['octets']) ?? 0 };
}
