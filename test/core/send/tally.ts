// Counts what the tests of sending have shown, for the table at their end. One process runs them all (`--test-isolation=none`).
import type { Exchange, Failure } from '../../../src/core/http/exchange.ts';
import { FAILURE_ROWS } from './failure-rows.ts';

const counts = new Map<string, number>();
const failures = new Map<string, number>();
const rows = new Set<string>();

export function count(what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

/** A failure that a test has provoked, with those behind it. */
export function provoked(failure: Failure): void {
  failures.set(failure.kind, (failures.get(failure.kind) ?? 0) + 1);
  for (const row of FAILURE_ROWS) if (names(failure, row)) rows.add(row);
  for (const cause of failure.causes ?? []) provoked(cause);
}

export function outcomeOf({ outcome }: Exchange): void {
  if (outcome.kind === 'failure') provoked(outcome.failure);
}

/** Our codes for what the library below has only words. */
const WORDS: Readonly<Record<string, string>> = {
  WS_INVALID_ACCEPT: 'Invalid Sec-WebSocket-Accept header',
  WS_INVALID_UPGRADE: 'Invalid Upgrade header',
  WS_INVALID_EXTENSIONS: 'Invalid Sec-WebSocket-Extensions header',
  WS_NO_SUBPROTOCOL: 'Server sent no subprotocol',
  WS_UNREQUESTED_SUBPROTOCOL: 'Server sent a subprotocol but none was requested',
  WS_UNREQUESTED_EXTENSION: 'Server sent a Sec-WebSocket-Extensions header but no extension was requested',
};

const names = ({ code, message }: Failure, row: string): boolean =>
  code === row ||
  WORDS[code] === row ||
  (row.includes(' ') && message.toLowerCase().includes(row.toLowerCase()) && !digitAfter(message, row));

/** `alert number 4` is not `alert number 42`. */
const digitAfter = (message: string, row: string): boolean =>
  /\d/.test(message.charAt(message.toLowerCase().indexOf(row.toLowerCase()) + row.length));

export interface Table {
  readonly lines: readonly string[];
  readonly rows: number;
}

export function table(): Table {
  const line = (what: string, number: number): string => `${what.padEnd(56, '.')} ${String(number).padStart(6)}`;
  return {
    lines: [
      ...[...counts].map(([what, number]) => line(what, number)),
      ...[...failures].sort(([a], [b]) => a.localeCompare(b)).map(([kind, number]) => line(`failures of kind ${kind}`, number)),
      line(`rows of ${FAILURE_ROWS.length} in the table of failures provoked`, rows.size),
      `not provoked: ${FAILURE_ROWS.filter((row) => !rows.has(row)).join(', ')}`,
    ],
    rows: rows.size,
  };
}
