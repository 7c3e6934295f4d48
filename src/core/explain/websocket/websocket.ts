// The area of WebSocket: the handshake, the frames, the messages, the closing (RFC 6455, RFC 7692, RFC 8441).
import type { Annotation } from '../annotation.ts';
import type { Hop, Subject } from '../subject.ts';
import { explainHover } from './api.ts';
import { explainClose } from './close.ts';
import { agreedDeflate } from './extensions.ts';
import { explainFrames } from './frames.ts';
import { explainHandshake } from './handshake.ts';
import { hasToken } from './list.ts';
import { explainSegments } from './segments.ts';

export function explainWebSocket(subject: Subject): readonly Annotation[] {
  const facts = subject.webSocket;
  const hover = explainHover(subject.context);
  if (facts === undefined) return [...hover, ...plainHandshake(subject)];
  const answered = facts.handshake?.response?.fields;
  const limit = subject.context.given?.['maxPayload'];
  return [
    ...hover,
    ...(facts.handshake === undefined ? [] : explainHandshake(facts.handshake, 'ws.handshake')),
    ...explainFrames({
      facts,
      deflate: answered === undefined ? undefined : agreedDeflate(answered),
      handshakeKnown: answered !== undefined,
      maxPayload: typeof limit === 'number' ? limit : undefined,
    }),
    ...explainSegments(facts.segments),
    ...explainClose(facts, subject.timing),
  ];
}

/** An exchange that asks for a WebSocket, without a session around it: a pasted message, a request before it is sent. */
function plainHandshake({ request, response }: Subject): readonly Annotation[] {
  const hop: Hop = { ...(request && { request }), ...(response && { response }) };
  const asks = request?.fields !== undefined && hasToken(request.fields, 'Upgrade', 'websocket');
  const confirms = response?.status === 101 && response.fields !== undefined && hasToken(response.fields, 'Upgrade', 'websocket');
  return asks || confirms ? explainHandshake(hop, undefined) : [];
}
