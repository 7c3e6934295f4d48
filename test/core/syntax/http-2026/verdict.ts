// Whether what arrived is what a probe wants: a list of what differs, empty when nothing does.
import { HANDSHAKE } from './listener.ts';
import type { Expected, Wanted } from './probe.ts';

/** What a run of a client on one text came to. */
export interface Outcome {
  /** What each connection brought. */
  readonly received: readonly Buffer[];
  /** Not 0 for a client that reported an error. */
  readonly exit: number;
  /** Ids of the problems that it reported. */
  readonly problems: readonly string[];
}

export function differences(expected: Expected, authority: string, { received, exit, problems }: Outcome): readonly string[] {
  switch (expected.kind) {
    case 'refused':
      return [
        ...differs('octets sent', received.length, 0),
        ...differs('an error', exit !== 0, true),
        ...differs(
          `"${expected.problem}" said`,
          problems.some((id) => id.startsWith(expected.problem)),
          true,
        ),
      ];
    case 'tls':
      return [
        ...differs('plain text', received.filter((octets) => octets[0] !== HANDSHAKE).length, 0),
        ...differs('a handshake', received[0]?.[0], HANDSHAKE),
      ];
    case 'begins':
      return [
        ...differs('connections', received.length, expected.texts.length),
        ...differs('an error', exit !== 0, true),
        ...expected.texts.flatMap((text, i) => differs(`[${i}]`, received[i]?.toString('latin1', 0, text.length), text)),
      ];
    case 'sent':
      return [
        ...differs('requests', received.length, expected.requests.length),
        ...expected.requests.flatMap((wanted, i) => inRequest(wanted, authority, received[i] ?? Buffer.alloc(0)).map((d) => `[${i}] ${d}`)),
        ...differs('exit', exit, 0),
      ];
  }
}

function inRequest(wanted: Wanted, authority: string, octets: Buffer): readonly string[] {
  const end = octets.indexOf('\r\n\r\n');
  const [line = '', ...fields] = octets.toString('utf8', 0, end).split('\r\n');
  const [method = '', ...rest] = line.split(' ');
  const version = rest.pop();
  const body = octets.subarray(end + 4);
  const text = octets.toString('utf8');
  return [
    ...differs('method', method, wanted.method ?? method),
    ...differs('target', rest.join(' '), wanted.target ?? rest.join(' ')),
    ...differs('version', version, wanted.version ?? version),
    ...(wanted.fields
      ? differs(
          'fields',
          ofNames(fields, wanted.fields),
          wanted.fields.map(([n, v]) => `${n}: ${v.replaceAll('AUTHORITY', authority)}`),
        )
      : []),
    ...(wanted.without ?? []).flatMap((name) =>
      differs(
        `${name} absent`,
        fields.some((f) => nameOf(f) === name),
        false,
      ),
    ),
    ...(wanted.body === undefined
      ? []
      : differs(
          'body',
          typeof wanted.body === 'string' ? body.toString() : body.toString('hex'),
          typeof wanted.body === 'string' ? wanted.body : wanted.body.hex,
        )),
    ...(wanted.nowhere ?? []).flatMap((words) => differs(`"${words}" absent`, text.includes(words), false)),
  ];
}

const nameOf = (line: string): string => line.slice(0, line.indexOf(':')).toLowerCase();

/** The lines whose name is one of those wanted, in any case. */
function ofNames(lines: readonly string[], wanted: readonly (readonly [string, string])[]): readonly string[] {
  const names = new Set(wanted.map(([name]) => name.toLowerCase()));
  return lines.filter((line) => names.has(nameOf(line)));
}

function differs(what: string, got: unknown, want: unknown): readonly string[] {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  return a === b ? [] : [`${what}: got ${a}, want ${b}`];
}
