// The last step to a WebSocket: the handshake's request (RFC 6455 section 4.1) and what to say once it is open.
import { combined } from '../http/field.ts';
import type { Origin, ScriptedMessage, WebSocketRequest } from '../http/request.ts';
import { base64 } from '../text/base64.ts';
import { octetsOfText } from '../text/octets.ts';
import type { Piece } from './pieces.ts';
import type { RequestDraft } from './request-draft.ts';
import type { Ports, Scope } from './scope.ts';
import { add, addUsual, isWritten, type SentFields, writtenFields } from './sent-fields.ts';

export async function completeWebSocket(draft: RequestDraft, origin: Origin, scope: Scope, ports: Ports): Promise<WebSocketRequest> {
  const sent = handshakeFields(draft, scope, base64(ports.random(16)));
  const { address } = draft;
  const handshake = {
    method: 'GET',
    url: address.url,
    origin,
    target: address.target,
    version: 'HTTP/1.1',
    ...sent,
    content: undefined,
  } as const;
  const subprotocols = (combined(sent.fields, 'Sec-WebSocket-Protocol') ?? '').split(',').map((p) => p.trim());
  const messages: ScriptedMessage[] = [];
  for (const { pieces, waitFor } of draft.messages) messages.push({ data: pieces && (await dataOf(pieces, ports)), waitFor });
  const { subprotocols: _, ...session } = draft.socket;
  return { handshake, subprotocols: subprotocols.filter((p) => p !== ''), messages, ...session };
}

/** `key` is `undefined` where nothing is sent and none is made. */
export function handshakeFields(draft: RequestDraft, scope: Scope, key: string | undefined): SentFields {
  const sent = writtenFields(draft);
  addHandshake(sent, draft, key);
  addUsual(sent, draft, { ...scope.settings, accept: false, acceptEncoding: undefined });
  return sent;
}

function addHandshake(sent: SentFields, draft: RequestDraft, key: string | undefined): void {
  const missing = (name: string, value: string, why: string): void => {
    if (!isWritten(draft, name.toLowerCase())) add(sent, name, value, why);
  };
  missing('Upgrade', 'websocket', 'Asks to change to the WebSocket protocol (RFC 6455 section 4.1).');
  missing('Connection', 'Upgrade', 'Says that Upgrade is meant for the next server (RFC 6455 section 4.1).');
  if (key !== undefined)
    missing(
      'Sec-WebSocket-Key',
      key,
      '16 random octets; the server proves with Sec-WebSocket-Accept that it read them (RFC 6455 section 4.1).',
    );
  missing('Sec-WebSocket-Version', '13', 'The version of RFC 6455.');
  const { subprotocols } = draft.socket;
  if (subprotocols) missing('Sec-WebSocket-Protocol', subprotocols.join(', '), 'From # @ws-subprotocols.');
  missing('Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits', 'Offers compression (RFC 7692).');
}

/** Text, unless a file brings octets that are none. */
async function dataOf(pieces: readonly Piece[], ports: Ports): Promise<ScriptedMessage['data']> {
  const octets = await allOctets(pieces, ports);
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets) };
  } catch {
    return { kind: 'binary', bytes: octets };
  }
}

/** A file that has gone since it was looked at counts as empty. */
export async function allOctets(pieces: readonly Piece[], ports: Pick<Ports, 'files'>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const piece of pieces)
    parts.push(piece.kind === 'text' ? octetsOfText(piece.text) : ((await ports.files.read(piece.path)) ?? new Uint8Array()));
  const octets = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of parts) {
    octets.set(part, at);
    at += part.length;
  }
  return octets;
}
