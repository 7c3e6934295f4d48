// The links of a chain in order: earlier hops, then the exchange itself, each with where its Location leads.
import { firstOf } from '../../http/field.ts';
import type { Hop, Subject } from '../subject.ts';
import { urlOf } from '../view.ts';

export interface Link extends Hop {
  readonly url: URL | undefined;
  readonly status: number | undefined;
  readonly location: string | undefined;
  /** `Location` against the link's own URL. */
  readonly target: URL | undefined;
}

export function linksOf(subject: Subject): readonly Link[] {
  const { request, response, cookies } = subject;
  const last = response === undefined ? [] : [{ ...(request && { request }), response, ...(cookies && { cookies }) }];
  return [...(subject.chain ?? []), ...last].map(linkOf);
}

function linkOf(hop: Hop): Link {
  const url = urlOf(hop.request?.url, hop.request?.fields);
  const location = firstOf(hop.response?.fields ?? [], 'Location');
  const target = location === undefined ? undefined : (URL.parse(location, url) ?? undefined);
  return { ...hop, url, status: hop.response?.status, location, target };
}
