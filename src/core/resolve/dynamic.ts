// Dynamic variables, `{{$…}}`: every occurrence has its own value (FORMAT.md "Dynamic variables").
import { nearest } from '../text/nearest.ts';
import { fail, ok, type Result } from '../text/result.ts';
import { addOffset, formatMoment } from './date-format.ts';

/** What a dynamic variable may ask for. */
export interface DynamicPorts {
  readonly now: () => number;
  readonly random: (octets: number) => Uint8Array;
  readonly environment: (name: string) => string | undefined;
  /** A value of the `.env` file beside the text. */
  readonly dotenv: (name: string) => string | undefined;
  /** A variable of the file or the environment, for `%NAME`. */
  readonly variable: (name: string) => string | undefined;
  readonly projectRoot: string | undefined;
}

export interface DynamicFault {
  readonly code: 'unknown-dynamic' | 'bad-dynamic' | 'undefined';
  readonly message: string;
}

type Generator = (args: readonly string[], ports: DynamicPorts) => Result<string, string>;

/** `expression` is what stands between the braces, beginning with `$`. */
export function generate(expression: string, ports: DynamicPorts): Result<string, DynamicFault> {
  const { name, args } = readDynamic(expression);
  const generator = GENERATORS[name];
  if (generator === undefined) return fail({ code: 'unknown-dynamic', message: unknown(name) });
  const made = generator(args, ports);
  if (made.ok) return made;
  return fail({ code: name === '$processEnv' || name === '$env' || name === '$dotenv' ? 'undefined' : 'bad-dynamic', message: made.error });
}

/** Whether there is such a dynamic variable, without making a value. */
export const isDynamic = (expression: string): boolean => readDynamic(expression).name in GENERATORS;

/** What is wrong with what follows the name, as far as it shows without a value: `undefined` when nothing is. */
export function argumentFault(expression: string): string | undefined {
  const made = generate(expression, TRIAL);
  return made.ok || made.error.code === 'unknown-dynamic' ? undefined : made.error.message;
}

const TRIAL: DynamicPorts = {
  now: () => 0,
  random: (octets) => new Uint8Array(octets),
  environment: () => '',
  dotenv: () => '',
  variable: (name) => name,
  projectRoot: '',
};

export function unknown(name: string): string {
  const near = nearest(name, Object.keys(GENERATORS));
  return `There is no dynamic variable ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
}

/** `$random.integer(1, 5)`, `$randomInt 1 5`, `$datetime "YYYY" -1 d`, `$env.HOME`. */
export function readDynamic(expression: string): { readonly name: string; readonly args: readonly string[] } {
  const m = /^(\$[\w.-]*)\s*(?:\(([\s\S]*)\)\s*$)?/.exec(expression);
  const name = m?.[1] ?? expression;
  if (name.startsWith('$env.')) return { name: '$env', args: [name.slice(5)] };
  const listed = m?.[2];
  if (listed !== undefined) return { name, args: listed.trim() === '' ? [] : listed.split(',').map((a) => unquoted(a.trim())) };
  const rest = expression.slice(m?.[0].length ?? 0);
  return { name, args: Array.from(rest.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g), (a) => a[1] ?? a[2] ?? a[3] ?? '') };
}

const unquoted = (word: string): string => (/^(["']).*\1$/.test(word) ? word.slice(1, -1) : word);

const uuid: Generator = (_, { random }) => {
  const b = random(16);
  const octet = (i: number, and = 255, or = 0): string => (((b[i] ?? 0) & and) | or).toString(16).padStart(2, '0');
  const run = (from: number, to: number): string => Array.from({ length: to - from }, (_, i) => octet(from + i)).join('');
  return ok(`${run(0, 4)}-${run(4, 6)}-${octet(6, 15, 64)}${octet(7)}-${octet(8, 63, 128)}${octet(9)}-${run(10, 16)}`);
};

/** 53 evenly spread bits, at least 0 and less than 1. */
function fraction({ random }: DynamicPorts): number {
  let n = 0;
  for (const octet of random(7)) n = n * 256 + octet;
  return (n % 2 ** 53) / 2 ** 53;
}

const whole = (word: string | undefined, otherwise: number): number | undefined =>
  word === undefined ? otherwise : /^[+-]?\d+$/.test(word) ? Number(word) : undefined;

const integer =
  (min: number, max: number): Generator =>
  ([a, b], ports) => {
    const from = whole(a, min);
    const to = b === undefined && a !== undefined ? undefined : whole(b, max);
    if (from === undefined || to === undefined || to <= from)
      return fail('Expected two whole numbers, the second greater: from (included) and to (not included).');
    return ok(String(from + Math.floor(fraction(ports) * (to - from))));
  };

const float: Generator = ([a = '0', b = '1000'], ports) => {
  const [from, to] = [Number(a), Number(b)];
  if (!Number.isFinite(from) || !Number.isFinite(to) || to <= from) return fail('Expected two numbers, the second greater: from and to.');
  return ok(String(from + fraction(ports) * (to - from)));
};

const characters =
  (alphabet: string): Generator =>
  ([n], ports) => {
    const length = whole(n, 10);
    if (length === undefined || length < 0 || length > 100_000) return fail('Expected how many characters, a whole number up to 100000.');
    return ok(Array.from({ length }, () => alphabet[Math.floor(fraction(ports) * alphabet.length)] ?? '').join(''));
  };

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const alphanumeric = characters(`${LETTERS}0123456789`);

const email: Generator = (_, ports) => {
  const word = characters('abcdefghijklmnopqrstuvwxyz');
  const [user, host] = [word(['8'], ports), word(['6'], ports)];
  return user.ok && host.ok ? ok(`${user.value}@${host.value}.example`) : user;
};

function shifted(args: readonly string[], now: number): Result<number, string> {
  const [count, unit] = args;
  if (count === undefined) return ok(now);
  const n = whole(count, 0);
  const at = n === undefined || unit === undefined ? undefined : addOffset(now, n, unit);
  return at === undefined || !Number.isFinite(new Date(at).getTime())
    ? fail('Expected an offset like -1 d: a whole number and one of y Q M w d h m s ms.')
    : ok(at);
}

const timestamp: Generator = (args, { now }) => {
  const at = shifted(args, now());
  return at.ok ? ok(String(Math.trunc(at.value / 1000))) : at;
};

const datetime =
  (local: boolean): Generator =>
  ([format, ...offset], { now }) => {
    if (format === undefined) return fail('Expected a format: rfc1123, iso8601, or letters in quotes such as "YYYY-MM-DD".');
    const at = shifted(offset, now());
    if (!at.ok) return at;
    switch (format) {
      case 'rfc1123':
        return ok(local ? formatMoment(at.value, 'ddd, DD MMM YYYY HH:mm:ss ZZ', true) : new Date(at.value).toUTCString());
      case 'iso8601':
        return ok(local ? formatMoment(at.value, 'YYYY-MM-DDTHH:mm:ss.SSSZ', true) : new Date(at.value).toISOString());
      default:
        return ok(formatMoment(at.value, format, local));
    }
  };

const processEnv: Generator = ([typed], { environment, variable }) => {
  if (typed === undefined) return fail('Expected the name of an environment variable.');
  const name = typed.startsWith('%') ? variable(typed.slice(1)) : typed;
  const value = name === undefined ? undefined : environment(name);
  return value === undefined ? fail(`The environment has no variable ${name ?? typed}.`) : ok(value);
};

const dotenv: Generator = ([typed], { dotenv: look, variable }) => {
  if (typed === undefined) return fail('Expected the name of a variable of the .env file.');
  const name = typed.startsWith('%') ? variable(typed.slice(1)) : typed;
  const value = name === undefined ? undefined : look(name);
  return value === undefined ? fail(`No .env file beside this one defines ${name ?? typed}.`) : ok(value);
};

const GENERATORS: Readonly<Record<string, Generator>> = {
  $uuid: uuid,
  $guid: uuid,
  '$random.uuid': uuid,
  $timestamp: timestamp,
  $isoTimestamp: (args, { now }) => {
    const at = shifted(args, now());
    return at.ok ? ok(new Date(at.value).toISOString()) : at;
  },
  $datetime: datetime(false),
  $localDatetime: datetime(true),
  $randomInt: integer(0, 1000),
  '$random.integer': integer(0, 1000),
  '$random.float': float,
  '$random.alphabetic': characters(LETTERS),
  '$random.alphanumeric': alphanumeric,
  '$random.hexadecimal': characters('0123456789abcdef'),
  '$random.email': email,
  $processEnv: processEnv,
  $env: processEnv,
  $dotenv: dotenv,
  $projectRoot: (_, { projectRoot }) => (projectRoot === undefined ? fail('No folder is open.') : ok(projectRoot)),
  $exampleServer: () => ok('https://examples.http-client.intellij.net'),
};

/** All names, for completion. */
export const DYNAMIC_NAMES: readonly string[] = Object.keys(GENERATORS).map((name) => (name === '$env' ? '$env.NAME' : name));
