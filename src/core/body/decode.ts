// Takes the content codings off, last one first (RFC 9110 section 8.4), and says at each step what was found. Total and synchronous:
// damaged content gives what could be decoded and a named fault.
import { type Fields, valuesOf } from '../http/field.ts';
import { type CodingFormat, FORMATS, inflate, sniff } from './codings.ts';

export interface Decoded {
  /** As far as decoding came; the content itself where there is no coding, or where the first to take off is unknown. */
  readonly octets: Uint8Array;
  /** In the order in which codings were taken off; empty without Content-Encoding. Stops at the first that could not be. */
  readonly steps: readonly CodingStep[];
  /** `true` when every coding is off and nothing was amiss. */
  readonly clean: boolean;
  /** Codings that are still on, in the order in which they were applied. */
  readonly left: readonly string[];
}

export interface CodingStep {
  /** As the field names it. */
  readonly coding: string;
  /** What the octets turned out to be; `undefined` where they could not be told. */
  readonly format: CodingFormat | undefined;
  /** Octets before and after. */
  readonly from: number;
  readonly to: number;
  readonly fault: CodingFault | undefined;
}

export interface CodingFault {
  /**
   * `unknown`: no such coding here; `mislabelled`: another coding, or none, than the field says; `truncated`: the stream ends too early;
   * `corrupt`: the stream breaks at `at`; `limit`: more than `limit` octets come out; `surplus`: octets after the stream's end at `at`.
   */
  readonly kind: 'unknown' | 'mislabelled' | 'truncated' | 'corrupt' | 'limit' | 'surplus';
  /** zlib's own code, `Z_DATA_ERROR`. */
  readonly code?: string;
  readonly message: string;
  /** An octet of this step's input. */
  readonly at?: number;
  /** For `mislabelled`: what it is. */
  readonly found?: CodingFormat | 'plain';
}

export interface DecodeOptions {
  /** At most so many octets come out of a step; 32 MiB unless told. This function blocks for about 3 ms a MiB. */
  readonly limit?: number;
  /** `true`: the content was cut by us (a capture cap), so a stream without end is no fault. */
  readonly cut?: boolean;
}

const LIMIT = 32 * 1024 * 1024;

/** Decodes by the Content-Encoding fields. `identity` is passed over. */
export function decodeContent(content: Uint8Array, fields: Fields, options: DecodeOptions = {}): Decoded {
  const left = contentCodings(fields);
  const steps: CodingStep[] = [];
  let octets = content;
  while (left.length > 0 && octets.length > 0) {
    const coding = left.at(-1) ?? '';
    const { step, output } = takeOff(coding, octets, { limit: options.limit ?? LIMIT, cut: options.cut ?? false });
    steps.push(step);
    if (output === undefined) break;
    octets = output;
    left.pop();
    if (step.fault !== undefined && step.fault.kind !== 'surplus' && step.fault.kind !== 'mislabelled') break;
  }
  return { octets, steps, clean: steps.every((step) => step.fault === undefined) && (left.length === 0 || content.length === 0), left };
}

/** The codings in the order in which they were applied, as written, without `identity`. */
export const contentCodings = (fields: Fields): string[] =>
  valuesOf(fields, 'content-encoding')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && name.toLowerCase() !== 'identity');

interface Taken {
  readonly step: CodingStep;
  /** `undefined`: the coding is still on. */
  readonly output: Uint8Array | undefined;
}

type Limits = Required<DecodeOptions>;

function takeOff(coding: string, octets: Uint8Array, limits: Limits): Taken {
  const format = FORMATS[coding.toLowerCase()];
  if (format === undefined) return stays(coding, octets, { kind: 'unknown', message: `no decoder for the content coding "${coding}"` });
  const attempt = attemptAll(format, octets, limits);
  if (attempt === undefined) return stays(coding, octets, { kind: 'unknown', message: `this Node has no decoder for "${coding}"` });
  const { found, output, fault } = attempt;
  const step = { coding, format: found === 'plain' ? undefined : found, from: octets.length, to: output.length, fault };
  return { step, output };
}

const stays = (coding: string, octets: Uint8Array, fault: CodingFault): Taken => ({
  step: { coding, format: undefined, from: octets.length, to: octets.length, fault },
  output: undefined,
});

interface Attempt {
  readonly found: CodingFormat | 'plain';
  readonly output: Uint8Array;
  readonly fault: CodingFault | undefined;
}

/** The format of the label first; where it gives nothing at all, what the octets look like. */
function attemptAll(labelled: CodingFormat, octets: Uint8Array, limits: Limits): Attempt | undefined {
  const first = decodeAs(labelled, octets, limits);
  if (first === undefined || first.fault?.kind !== 'corrupt' || first.output.length > 0) return first;
  if (labelled === 'zlib') {
    const raw = decodeAs('raw', octets, limits);
    if (raw !== undefined && raw.fault?.kind !== 'corrupt') return raw;
  }
  const looks = sniff(octets);
  if (looks === labelled) return first;
  for (const candidate of [looks, 'brotli'] as const) {
    const other = candidate === undefined || candidate === labelled ? undefined : decodeAs(candidate, octets, limits);
    if (other !== undefined && (other.fault === undefined || (other.output.length > 0 && candidate === looks)))
      return mislabelled(other, labelled, first.fault.code);
  }
  return mislabelled({ found: 'plain', output: octets, fault: undefined }, labelled, first.fault.code);
}

const mislabelled = (attempt: Attempt, labelled: CodingFormat, code: string | undefined): Attempt => ({
  ...attempt,
  fault: {
    kind: 'mislabelled',
    message:
      attempt.found === 'plain'
        ? `not ${labelled}: the content is not compressed in any known way`
        : `not ${labelled} but ${attempt.found}`,
    found: attempt.found,
    ...(code === undefined ? {} : { code }),
  },
});

/** `undefined`: there is no such decoder in this Node. */
function decodeAs(format: CodingFormat, octets: Uint8Array, limits: Limits): Attempt | undefined {
  const strict = run(format, octets, limits.limit, true);
  switch (strict.kind) {
    case 'missing':
      return undefined;
    case 'done':
      return strict.used < octets.length
        ? { found: format, output: strict.octets, fault: surplus(octets.length, strict.used) }
        : { found: format, output: strict.octets, fault: undefined };
    case 'failed':
      return salvage(format, octets, limits, strict);
  }
}

const surplus = (length: number, at: number): CodingFault => ({
  kind: 'surplus',
  message: `${length - at} octets after the end of the stream`,
  at,
});

function salvage(format: CodingFormat, octets: Uint8Array, limits: Limits, failed: Failed): Attempt {
  if (failed.code === 'ERR_BUFFER_TOO_LARGE') {
    const { output } = longest(format, octets, limits.limit, 8);
    return { found: format, output, fault: { kind: 'limit', code: failed.code, message: `more than ${limits.limit} octets come out` } };
  }
  const open = run(format, octets, limits.limit, false);
  if (open.kind === 'done') {
    const fault: CodingFault = { kind: 'truncated', code: failed.code, message: 'the stream ends before its end mark', at: octets.length };
    return { found: format, output: open.octets, fault: limits.cut ? undefined : fault };
  }
  const { output, at } = longest(format, octets, limits.limit, 40);
  const whole = endBefore(format, octets, limits.limit, at);
  if (whole !== undefined) return { found: format, output, fault: surplus(octets.length, whole) };
  return { found: format, output, fault: { kind: 'corrupt', code: failed.code, message: failed.message, at } };
}

/** Where a whole stream ends just before what broke: what follows it is surplus. A beginning of another gzip member may still decode. */
function endBefore(format: CodingFormat, octets: Uint8Array, limit: number, at: number): number | undefined {
  for (let end = at; end > 0 && end > at - 10; end--) if (run(format, octets.subarray(0, end), limit, true).kind === 'done') return end;
  return undefined;
}

/** Halves its way to the longest beginning that decodes: zlib's synchronous calls give nothing of a stream that breaks. */
function longest(format: CodingFormat, octets: Uint8Array, limit: number, rounds: number): { output: Uint8Array; at: number } {
  let good = 0;
  let bad = octets.length;
  let output: Uint8Array = new Uint8Array(0);
  for (let round = 0; round < rounds && bad - good > 1; round++) {
    const middle = (good + bad) >> 1;
    const result = run(format, octets.subarray(0, middle), limit, false);
    if (result.kind === 'done') {
      good = middle;
      output = result.octets;
    } else bad = middle;
  }
  return { output, at: good };
}

interface Failed {
  readonly kind: 'failed';
  readonly code: string;
  readonly message: string;
}

type Run = { readonly kind: 'done'; readonly octets: Uint8Array; readonly used: number } | { readonly kind: 'missing' } | Failed;

function run(format: CodingFormat, octets: Uint8Array, limit: number, strict: boolean): Run {
  try {
    const result = inflate(format, octets, { limit, strict });
    return result === undefined ? { kind: 'missing' } : { kind: 'done', ...result };
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    return {
      kind: 'failed',
      code: typeof code === 'string' ? code : 'UNKNOWN',
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
