// The opening handshake as it goes on the wire (RFC 6455 section 4.1): what the author wrote, in that order, and what is missing.
import { type Field, type Fields, has, valuesOf } from '../../http/field.ts';
import type { FieldSource, HttpRequest, WebSocketRequest } from '../../http/request.ts';

/** Adds the fields without which there is no handshake. `key`: sixteen random octets in base64, used where none is written. */
export function completeHandshake({ handshake, subprotocols }: WebSocketRequest, key: string): HttpRequest {
  const wanted: readonly Field[] = [
    ['Host', hostOf(handshake)],
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Key', key],
    ['Sec-WebSocket-Version', '13'],
    ...(subprotocols.length > 0 ? ([['Sec-WebSocket-Protocol', subprotocols.join(', ')]] as const) : []),
  ];
  const added = wanted.filter(([name]) => !has(handshake.fields, name));
  const host = added.filter(([name]) => name === 'Host');
  const rest = added.filter(([name]) => name !== 'Host');
  return {
    ...handshake,
    fields: [...host, ...handshake.fields, ...rest],
    sources: [...host.map(source), ...handshake.sources, ...rest.map(source)],
  };
}

/** The subprotocols that were offered and that are tokens, each once. */
export function offeredSubprotocols(fields: Fields): readonly string[] {
  const offered = valuesOf(fields, 'Sec-WebSocket-Protocol').flatMap((value) => value.split(',').map((one) => one.trim()));
  return [...new Set(offered.filter((one) => /^[!#$%&'*+.^_`|~\w-]+$/.test(one)))];
}

export interface DeflateOffer {
  readonly clientMaxWindowBits: number | boolean;
  readonly serverMaxWindowBits?: number;
  readonly clientNoContextTakeover?: true;
  readonly serverNoContextTakeover?: true;
}

/** What the first offer of permessage-deflate asks for (RFC 7692 section 7.1), `undefined` when there is none. */
export function offeredDeflate(fields: Fields): DeflateOffer | undefined {
  const offers = valuesOf(fields, 'Sec-WebSocket-Extensions').flatMap((value) => value.split(','));
  const [offer] = offers.map((one) => one.split(';').map((part) => part.trim())).filter(([name]) => name === 'permessage-deflate');
  if (offer === undefined) return undefined;
  const parameters = new Map(
    offer.slice(1).map((part) => [part.split('=')[0]?.trim() ?? '', part.split('=')[1]?.trim().replaceAll('"', '')]),
  );
  const clientBits = parameters.get('client_max_window_bits');
  const serverBits = Number(parameters.get('server_max_window_bits'));
  return {
    clientMaxWindowBits: clientBits === undefined ? parameters.has('client_max_window_bits') : Number(clientBits),
    ...(serverBits >= 8 && { serverMaxWindowBits: serverBits }),
    ...(parameters.has('client_no_context_takeover') && { clientNoContextTakeover: true }),
    ...(parameters.has('server_no_context_takeover') && { serverNoContextTakeover: true }),
  };
}

const source = ([name]: Field): FieldSource => ({
  kind: 'added',
  why: name === 'Host' ? 'every request needs it (RFC 9110 section 7.2)' : 'the WebSocket handshake needs it (RFC 6455 section 4.1)',
});

function hostOf({ origin }: HttpRequest): string {
  const host = origin.host.includes(':') ? `[${origin.host}]` : origin.host;
  const standard = origin.scheme === 'ws' || origin.scheme === 'http' ? 80 : 443;
  return origin.port === standard ? host : `${host}:${origin.port}`;
}
