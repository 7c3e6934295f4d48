// The status line and everything that its code says and demands in this exchange (RFC 9110 section 15).
import { join, type Prose, say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { note, warning } from '../note.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { ResponseFacts, Subject } from '../subject.ts';
import { type View, view } from '../view.ts';
import { explainTunnel } from './connect.ts';
import type { StatusEntry } from './entry.ts';
import { classOf, STATUSES } from './index.ts';
import { explainRateLimit, explainRetryAfter } from './retry-after.ts';

export function explainStatuses(subject: Subject, x = view(subject)): readonly Annotation[] {
  const interim = (subject.informational ?? []).flatMap((response, i) => explainInterim(subject, response, i));
  if (subject.response?.status === undefined) return interim;
  return [...interim, ...explainStatus(x, at.responseStatus), ...explainTunnel(x), ...explainRetryAfter(x), ...explainRateLimit(x)];
}

/** The words for the margin and for the summary: ``/nope was not found on api.example.com``. */
export function titleOf(x: View): Prose {
  const entry = x.status === undefined ? undefined : STATUSES.get(x.status);
  return entry === undefined ? unknownTitle(x.status ?? 0) : entry.title(x);
}

function explainInterim(subject: Subject, response: ResponseFacts, index: number): readonly Annotation[] {
  const x = view({ ...subject, response });
  // A 101 in this place would be a bug of whoever made the subject; it is told all the same.
  return explainStatus(x, at.interim(index)).map((a) => (a.anchor === at.responseStatus ? { ...a, anchor: at.interim(index) } : a));
}

function explainStatus(x: View, anchor: string): readonly Annotation[] {
  const code = x.status ?? 0;
  const entry = STATUSES.get(code);
  if (entry === undefined) return [explainUnknown(code, anchor)];
  return [explainKnown(entry, x, anchor), ...reasonNote(entry, x, anchor), ...(entry.check?.(x) ?? [])];
}

function explainKnown(entry: StatusEntry, x: View, anchor: string): Annotation {
  const usual = entry.code >= 200 && entry.code < 300 ? 'good' : 'info';
  return note(entry.level?.(x) ?? usual, `status/${entry.code}`, anchor, {
    title: entry.title(x),
    detail: join([named(entry), entry.meaning, entry.next?.(x) ?? []]),
    specs: entry.specs,
  });
}

/** HTTP/2 sends no reason phrase, and a server may send any: the registered name is what to look for. */
const named = ({ code, name }: StatusEntry): Prose => (name === '(Unused)' ? [] : say`${`${code} ${name}`}.`);

function explainUnknown(code: number, anchor: string): Annotation {
  const known = classOf(code);
  if (known === undefined || !Number.isInteger(code)) {
    return warning('status/invalid', anchor, {
      title: unknownTitle(code),
      detail: say`Status codes are three digits from 100 to 599, in five classes by the first digit. A client ought to treat any other one as a server error of class ${'5xx'}. Some sites send such codes on purpose, to turn robots away.`,
      specs: [rfc(9110, '15')],
    });
  }
  return note('info', 'status/unregistered', anchor, {
    title: unknownTitle(code),
    detail: join([
      say`${String(code)} is not in IANA's registry, so it means what this server says it means; a client treats it like ${String(known.first)}, the general code of its class (${text(known.name)}).`,
      known.meaning,
      NOT_REGISTERED[code] ?? [],
    ]),
    specs: [rfc(9110, '15'), ...known.specs],
  });
}

function unknownTitle(code: number): Prose {
  const known = classOf(code);
  if (known === undefined) return say`${String(code)} is invalid: outside of 100 to 599, so it belongs to no class`;
  return say`${String(code)} is not registered; it counts like ${String(known.first)}: ${text(known.name)}`;
}

/** A reason phrase of another code misleads people; programs never read it (RFC 9112 section 4). */
function reasonNote(entry: StatusEntry, x: View, anchor: string): readonly Annotation[] {
  const reason = x.response?.reason?.trim() ?? '';
  if (reason === '' || same(reason, entry.name)) return [];
  const other = [...STATUSES.values()].find((e) => e.code !== entry.code && e.name !== '(Unused)' && same(reason, e.name));
  if (other === undefined) return [];
  return [
    note('info', 'status/reason', anchor, {
      title: say`The words ${escaped(reason, 32)} belong to ${String(other.code)}; the number ${String(entry.code)} counts`,
      detail: say`The reason phrase is for people and has no meaning in the protocol. Here it is the phrase of ${String(other.code)}, while the code is ${String(entry.code)} (${text(entry.name)}). Programs go by the number.`,
      specs: [rfc(9112, '4')],
      basis: 'computed',
    }),
  ];
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Codes that are widely seen and not registered: where they come from. */
const NOT_REGISTERED: Readonly<Record<number, Prose>> = {
  419: say`Laravel sends it when the CSRF token of a form has expired.`,
  420: say`Twitter once sent it for rate limits, today's ${'429'}.`,
  430: say`Shopify sends it for requests it takes for an attack.`,
  440: say`IIS sends it when a login has timed out.`,
  444: say`nginx closes the connection without any answer under this number; it only stands in its log.`,
  449: say`Exchange sends it when more information is needed: "Retry With".`,
  460: say`AWS load balancers log it when the client closed the connection.`,
  494: say`nginx: a request header that is too large, otherwise ${'431'}.`,
  495: say`nginx: the client's certificate did not verify.`,
  496: say`nginx: no client certificate was sent where one is required.`,
  497: say`nginx: plain HTTP was sent to a port that speaks HTTPS. Use ${'https'}.`,
  498: say`ArcGIS: the token is invalid or has expired.`,
  499: say`nginx logs it when the client gave up before the answer.`,
  509: say`Some hosters send it when a bandwidth limit is exceeded.`,
  520: say`Cloudflare: the origin answered with something it could not read.`,
  521: say`Cloudflare: the origin refused the connection.`,
  522: say`Cloudflare: connecting to the origin timed out.`,
  523: say`Cloudflare: the origin could not be reached.`,
  524: say`Cloudflare: connected, but the origin did not answer in time.`,
  525: say`Cloudflare: the TLS handshake with the origin failed.`,
  526: say`Cloudflare: the origin's certificate is not valid.`,
  529: say`Some services say with it that they are overloaded.`,
  530: say`Cloudflare: an error of its own, explained in the content.`,
  598: say`Some proxies: reading from the server behind them timed out.`,
  599: say`Some proxies: connecting to the server behind them timed out.`,
};
