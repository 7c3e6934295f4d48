// Sec-WebSocket-Extensions (RFC 6455 section 9.1) and the parameters of permessage-deflate (RFC 7692 section 7.1).
import type { Fields } from '../../http/field.ts';
import { parseParameter } from '../../http/parameters.ts';
import { split } from '../../http/token.ts';
import { members } from './list.ts';

export interface Extension {
  readonly name: string;
  /** In order; a parameter without `=` has no value. */
  readonly parameters: readonly (readonly [name: string, value: string | undefined])[];
}

export const extensionsOf = (fields: Fields): readonly Extension[] => members(fields, 'Sec-WebSocket-Extensions').map(readExtension);

function readExtension(text: string): Extension {
  const [name, ...rest] = split(text, ';');
  return {
    name: name?.text.toLowerCase() ?? '',
    parameters: rest.map(parseParameter).map((parameter) => [parameter.name.toLowerCase(), parameter.value]),
  };
}

export interface Deflate {
  /** Each direction's window as a power of two, 15 unless agreed otherwise. */
  readonly serverBits: number;
  readonly clientBits: number;
  /** `true`: the compressor starts anew with each message. */
  readonly serverResets: boolean;
  readonly clientResets: boolean;
}

/** What an answer of the server agreed on; `undefined` when it has no permessage-deflate. */
export function agreedDeflate(response: Fields): Deflate | undefined {
  const agreed = extensionsOf(response).find((extension) => extension.name === 'permessage-deflate');
  if (agreed === undefined) return undefined;
  return {
    serverBits: bitsOf(agreed, 'server_max_window_bits'),
    clientBits: bitsOf(agreed, 'client_max_window_bits'),
    serverResets: agreed.parameters.some(([name]) => name === 'server_no_context_takeover'),
    clientResets: agreed.parameters.some(([name]) => name === 'client_no_context_takeover'),
  };
}

function bitsOf(extension: Extension, name: string): number {
  const value = extension.parameters.find(([one]) => one === name)?.[1];
  return value !== undefined && /^(?:[89]|1[0-5])$/.test(value) ? Number(value) : 15;
}

const TAKEOVER = new Set(['server_no_context_takeover', 'client_no_context_takeover']);
const WINDOW = new Set(['server_max_window_bits', 'client_max_window_bits']);

/** What is wrong with the parameters of an answer's permessage-deflate, given the offers; an empty list when nothing is. */
export const deflateFaults = (answer: Extension, offers: readonly Extension[]): readonly string[] => [
  ...parameterFaults(answer, 'answer'),
  ...offerFaults(answer, offers),
];

/** In an offer `client_max_window_bits` may stand alone: the client can use a smaller window, whichever. */
export function parameterFaults({ parameters }: Extension, kind: 'offer' | 'answer'): readonly string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    if (seen.has(name)) faults.push(`${name} stands in it twice`);
    seen.add(name);
    if (TAKEOVER.has(name) && value !== undefined) faults.push(`${name} takes no value, found ${value}`);
    else if (kind === 'offer' && name === 'client_max_window_bits' && value === undefined) continue;
    else if (WINDOW.has(name) && (value === undefined || !/^(?:[89]|1[0-5])$/.test(value)))
      faults.push(`${name} ${value === undefined ? 'has no value; it needs' : 'needs'} a number from 8 to 15${found(value)}`);
    else if (!TAKEOVER.has(name) && !WINDOW.has(name)) faults.push(`${name} is no parameter of permessage-deflate`);
  }
  return faults;
}

const found = (value: string | undefined): string =>
  value === undefined ? '' : `, found ${value}${/^0+(?:[89]|1[0-5])$/.test(value) ? ' (leading zero)' : ''}`;

/** RFC 7692 sections 7.1.2.1 and 7.1.2.2: an answer may not go beyond what an offer allows. */
function offerFaults(answer: Extension, offers: readonly Extension[]): readonly string[] {
  const deflate = offers.filter((offer) => offer.name === 'permessage-deflate');
  if (deflate.length === 0) return [];
  const has = (extension: Extension, name: string): boolean => extension.parameters.some(([one]) => one === name);
  const faults: string[] = [];
  if (has(answer, 'client_max_window_bits') && !deflate.some((offer) => has(offer, 'client_max_window_bits')))
    faults.push('client_max_window_bits was not offered, and only then may it be answered');
  const own = deflate.flatMap((offer) => (has(offer, 'client_max_window_bits') ? [bitsOf(offer, 'client_max_window_bits')] : []));
  if (own.length > 0 && has(answer, 'client_max_window_bits') && bitsOf(answer, 'client_max_window_bits') > Math.max(...own))
    faults.push(`client_max_window_bits is ${bitsOf(answer, 'client_max_window_bits')}, the client offered at most ${Math.max(...own)}`);
  const asked = deflate.flatMap((offer) => (has(offer, 'server_max_window_bits') ? [bitsOf(offer, 'server_max_window_bits')] : []));
  if (asked.length === deflate.length && bitsOf(answer, 'server_max_window_bits') > Math.max(...asked))
    faults.push(`server_max_window_bits is ${bitsOf(answer, 'server_max_window_bits')}, asked for was at most ${Math.max(...asked)}`);
  if (deflate.every((offer) => has(offer, 'server_no_context_takeover')) && !has(answer, 'server_no_context_takeover'))
    faults.push('the client asked for server_no_context_takeover, which the answer leaves out');
  return faults;
}
