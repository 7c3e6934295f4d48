// The dynamic variables (`{{$name …}}`): every occurrence gets a value of its own. FORMAT.md, "Dynamic variables".
import { type Prose, say } from '../text/prose.ts';

export interface DynamicDefinition {
  /** With the `$`. */
  readonly name: string;
  /** How it is written, arguments included. */
  readonly signature: string;
  readonly summary: Prose;
  /** A snippet of name and arguments, in the notation of `snippet.ts`. */
  readonly insert: string;
}

const dynamic = (signature: string, insert: string, summary: Prose): DynamicDefinition => ({
  name: /^\$[\w.]+/.exec(signature)?.[0] ?? signature,
  signature,
  summary,
  insert,
});

const OFFSET = 'Offsets are a signed whole number and one of y, Q, M, w, d, h, m, s, ms.';

export const DYNAMICS: readonly DynamicDefinition[] = [
  dynamic('$uuid', '$uuid', say`A random UUID, version 4.`),
  dynamic('$guid', '$guid', say`A random UUID, version 4.`),
  dynamic('$random.uuid', '$random.uuid', say`A random UUID, version 4.`),
  dynamic('$timestamp [offset unit]', '$timestamp', plus(say`Seconds since 1970.`)),
  dynamic('$isoTimestamp', '$isoTimestamp', say`The time as ISO 8601 in UTC: ${'2026-11-20T12:00:00.000Z'}.`),
  dynamic(
    '$datetime rfc1123|iso8601|"format" [offset unit]',
    '$datetime <iso8601|rfc1123|"YYYY-MM-DD">',
    plus(say`The time in UTC, in a standard form or a format of ${'YYYY MM DD HH mm ss SSS'}.`),
  ),
  dynamic(
    '$localDatetime rfc1123|iso8601|"format" [offset unit]',
    '$localDatetime <iso8601|rfc1123|"YYYY-MM-DD">',
    plus(say`The time in the zone of this machine.`),
  ),
  dynamic(
    '$randomInt [min max]',
    '$randomInt <0> <1000>',
    say`A random whole number, at least the first and less than the second; 0 to 1000 unless told.`,
  ),
  dynamic(
    '$random.integer(a, b)',
    '$random.integer(<0>, <1000>)',
    say`A random whole number, at least the first and less than the second.`,
  ),
  dynamic('$random.float(a, b)', '$random.float(<0>, <1>)', say`A random number, at least the first and less than the second.`),
  dynamic('$random.alphabetic(n)', '$random.alphabetic(<8>)', say`That many random letters.`),
  dynamic('$random.alphanumeric(n)', '$random.alphanumeric(<8>)', say`That many random letters and digits.`),
  dynamic('$random.hexadecimal(n)', '$random.hexadecimal(<8>)', say`That many random hexadecimal digits.`),
  dynamic('$random.email', '$random.email', say`A random email address.`),
  dynamic(
    '$processEnv NAME',
    '$processEnv <NAME>',
    say`A variable of the process's environment; ${'%NAME'} takes the name from a variable.`,
  ),
  dynamic('$env.NAME', '$env.<NAME>', say`A variable of the process's environment.`),
  dynamic('$dotenv NAME', '$dotenv <NAME>', say`A variable of the nearest ${'.env'} file.`),
  dynamic('$projectRoot', '$projectRoot', say`The folder of the workspace.`),
  dynamic(
    '$exampleServer',
    '$exampleServer',
    say`The example server of the JetBrains HTTP Client, ${'https://examples.http-client.intellij.net'}.`,
  ),
];

/** The definition of what a dynamic expression begins with: `$randomInt 1 5` is `$randomInt`. */
export function dynamicOf(expression: string): DynamicDefinition | undefined {
  const name = /^\$[\w.]+/.exec(expression)?.[0] ?? '';
  return DYNAMICS.find((d) => d.name === name) ?? (name.startsWith('$env.') ? DYNAMICS.find((d) => d.name.startsWith('$env.')) : undefined);
}

function plus(prose: Prose): Prose {
  return [...prose, { kind: 'text', text: ` ${OFFSET}` }];
}
