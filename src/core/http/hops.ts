// The exchanges that led to one by redirects.
import type { Exchange } from './exchange.ts';

/** Those before it, the first one first. */
export function redirectsOf(exchange: Exchange): readonly Exchange[] {
  const hops: Exchange[] = [];
  for (let hop = exchange.redirectedFrom; hop !== undefined; hop = hop.redirectedFrom) hops.unshift(hop);
  return hops;
}

/** Milliseconds from the beginning of the first to the end of this one. */
export const wholeTime = (exchange: Exchange): number =>
  redirectsOf(exchange).reduce((sum, hop) => sum + hop.timings.done, exchange.timings.done);
