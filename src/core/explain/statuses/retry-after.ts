// Retry-After computed against Date (RFC 9110 section 10.2.3), and the counters of rate limits that servers send without a standard.
import { parseDate } from '../../http/date.ts';
import { firstOf } from '../../http/field.ts';
import { isDigits } from '../../http/token.ts';
import { type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { info } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { nameIn, type View } from '../view.ts';
import { clock, plural, span, spanExactly } from '../words.ts';

/** What is not a date or a number of seconds is the field rule's business. */
export function explainRetryAfter(x: View): readonly Annotation[] {
  const value = firstOf(x.got, 'Retry-After');
  if (value === undefined) return [];
  const from = x.date ?? x.now;
  const until = isDigits(value) ? undefined : parseDate(value, x.now)?.time;
  const seconds = isDigits(value) ? Number(value) : until !== undefined && from !== undefined ? (until - from) / 1000 : undefined;
  if (seconds === undefined || seconds > 1e9) return [];
  const when = until ?? (from === undefined ? undefined : from + seconds * 1000);
  const why = WHY[x.status ?? 0] ?? text('The server asks to wait');
  return [
    info('status/retry-after', at.field('response', nameIn(x.got, 'Retry-After')), {
      title:
        seconds <= 0
          ? until === undefined
            ? say`No wait is asked for: try again at once`
            : say`The time it names is past: try again now`
          : say`Wait ${text(span(seconds))}${when === undefined ? [] : say`, until ${text(clock(when))}`}, then try again`,
      detail: say`${why}${seconds <= 0 ? say`, but ${text(until === undefined ? 'for no time at all' : 'the time it names has passed')}` : say` for ${text(spanExactly(seconds))}`}. ${
        until === undefined
          ? say`${'Retry-After'} is a number of seconds, counted from the moment the response was received.`
          : say`${'Retry-After'} is a date: ${escaped(value, 40)}${from === undefined ? [] : say`, which is ${text(spanExactly(Math.abs(seconds)))} ${text(seconds < 0 ? 'before' : 'after')} ${x.date === undefined ? text('now') : 'Date'}`}.`
      } ${text(seconds > 0 ? 'A client that comes earlier may be refused again, or for longer.' : until === undefined ? 'All clients at once would come back together: a short pause of your own is kinder.' : 'The clock of the server may be slow, or the response comes from a cache.')}`,
      specs: [rfc(9110, '10.2.3')],
      basis: 'computed',
    }),
  ];
}

const WHY: Readonly<Record<number, ReturnType<typeof text>>> = {
  429: text('Too many requests: the server asks to wait'),
  503: text('The service is unavailable'),
  413: text('The limit on the size is temporary; it holds'),
  301: text('The server asks to wait before following the redirect'),
  302: text('The server asks to wait before following the redirect'),
  303: text('The server asks to wait before asking there'),
  202: text('The work takes time: the server asks to wait'),
};

/** `X-RateLimit-Limit`, `-Remaining`, `-Reset` and their cousins: without a standard, so their meaning is a guess from the values. */
export function explainRateLimit(x: View): readonly Annotation[] {
  const counters = x.got.filter(([name]) => /^(?:x-)?rate-?limit-(?:limit|remaining|reset)$/i.test(name));
  if (counters.length === 0) return [];
  const named = (part: string): readonly [string, string] | undefined => {
    const found = counters.find(([name, value]) => name.toLowerCase().endsWith(part) && /^\d+(?:\.\d+)?$/.test(value));
    return found && [found[0], found[1]];
  };
  const limit = named('limit');
  const remaining = named('remaining');
  const reset = named('reset');
  const [name] = reset ?? remaining ?? limit ?? [];
  if (name === undefined) return [];
  const wait = reset === undefined ? undefined : untilReset(x, Number(reset[1]));
  const counts = countsOf(limit?.[1], remaining?.[1]);
  return [
    info('status/rate-limit', at.field('response', name), {
      title: say`${counts}${wait === undefined ? [] : say`; new count in ${text(span(wait.seconds))}${wait.at === undefined ? [] : say`, at ${text(clock(wait.at))}`}`}`,
      detail: say`The server counts the requests of a client in periods, and says how many are left. ${
        wait === undefined
          ? text('It does not say when the count begins anew.')
          : say`${name} ${text(wait.epoch ? 'is a time in seconds since 1970' : 'counts seconds')}: the count begins anew in ${text(spanExactly(wait.seconds))}${wait.at === undefined ? [] : say`, at ${text(clock(wait.at))}`}.`
      } These fields follow no standard; this reading is the usual one.`,
      basis: 'hypothesis',
      // Only the number that stands there, and none of it pressing.
      ...(wait === undefined && remaining?.[1] !== '0' && { aside: true }),
    }),
  ];
}

function countsOf(limit: string | undefined, remaining: string | undefined): Prose {
  if (remaining === undefined)
    return limit === undefined
      ? say`Requests are counted`
      : say`${limit} ${text(limit === '1' ? 'request is' : 'requests are')} allowed in a period`;
  const of = limit === undefined ? [] : say` of ${limit}`;
  return Number(remaining) === 0
    ? say`Used up: ${remaining}${of} requests remaining`
    : say`${remaining}${of} ${text(plural(limit ?? remaining, 'request'))} remaining`;
}

/** A large number is a time since 1970, in seconds or milliseconds; a small one counts from now. */
function untilReset(x: View, value: number): { seconds: number; at: number | undefined; epoch: boolean } | undefined {
  const from = x.date ?? x.now;
  if (value < 1e9) return { seconds: value, at: from === undefined ? undefined : from + value * 1000, epoch: false };
  const time = value > 1e12 ? value : value * 1000;
  if (from === undefined || time > 8e15) return undefined;
  return { seconds: Math.max(0, (time - from) / 1000), at: time, epoch: true };
}
