// What one check of the opening handshake finds: a row of the panel's table, and the faults that become annotations.
import type { Fields } from '../../http/field.ts';
import type { Prose } from '../../text/prose.ts';
import type { Basis, SpecReference } from '../annotation.ts';
import { rfc } from '../spec.ts';
import type { Hop, RequestFacts, ResponseFacts } from '../subject.ts';

/** `absent`: neither side has it, and neither has to. */
export type Verdict = 'good' | 'wrong' | 'absent';

export interface HandshakeCheck {
  /** What is checked, in the words of the wire: `Upgrade`, `Key → Accept`. */
  readonly name: string;
  /** What the request says, as text; empty when it says nothing. */
  readonly request: string;
  readonly response: string;
  readonly verdict: Verdict;
  readonly why: Prose;
  /** Empty unless the verdict is `wrong`. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  /** Stable, below `ws/handshake/`. */
  readonly id: string;
  readonly level: 'error' | 'warning';
  readonly at: FaultPlace;
  readonly title: Prose;
  readonly detail: Prose;
  readonly specs: readonly SpecReference[];
  readonly basis: Basis;
}

/** A field, or where there is none a place of the message. */
export type FaultPlace = { readonly side: 'request' | 'response'; readonly field?: string; readonly part?: 'status' | 'line' | 'url' };

/** Both messages of a handshake. `answered` is there only when the answer is a 101: other answers are plain HTTP. */
export interface HandshakeFacts {
  readonly request: RequestFacts | undefined;
  readonly response: ResponseFacts | undefined;
  readonly asked: Fields | undefined;
  readonly answered: Fields | undefined;
}

export const handshakeFacts = (hop: Hop): HandshakeFacts => ({
  request: hop.request,
  response: hop.response,
  asked: hop.request?.fields,
  answered: hop.response?.status === 101 ? (hop.response.fields ?? undefined) : undefined,
});

interface Told {
  readonly title: Prose;
  readonly detail: Prose;
  readonly section?: string;
  readonly basis?: Basis;
}

/** A broken rule of RFC 6455, of section 4.1 unless told. */
export const fault = (id: string, at: FaultPlace, { title, detail, section = '4.1', basis = 'rule' }: Told): Fault => ({
  id,
  level: 'error',
  at,
  title,
  detail,
  specs: [rfc(6455, section)],
  basis,
});

/** A row whose verdict follows from its faults, `why` from the first of them. */
export function row(
  name: string,
  sides: readonly [request: string, response: string],
  faults: readonly Fault[],
  good: Prose,
): HandshakeCheck {
  const [request, response] = sides;
  const first = faults[0];
  return { name, request, response, verdict: first === undefined ? 'good' : 'wrong', why: first?.detail ?? good, faults };
}
