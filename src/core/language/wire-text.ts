// A request as the text that goes over the wire: what the preview shows.

import type { Content, HttpRequest, WebSocketRequest } from '../http/request.ts';
import { grouped } from '../text/grouped.ts';

/** The octets as text, line ends of the head as they are read; what is no UTF-8 text is named with its size. */
export function requestText(request: HttpRequest): string {
  const head = [`${request.method} ${request.target} ${request.version}`, ...request.fields.map(([name, value]) => `${name}: ${value}`)];
  const content = request.content === undefined ? '' : contentText(request.content);
  return `${head.join('\n')}\n\n${content}`;
}

/** The handshake, then the messages as Postil sends them. */
export function webSocketText({ handshake, messages }: WebSocketRequest): string {
  const script = messages.flatMap(({ data, waitFor }) => {
    const waits = Array.from({ length: waitFor }, () => '=== wait-for-server');
    if (data === undefined) return waits;
    return [...(waits.length > 0 ? waits : ['===']), data.kind === 'text' ? data.text : octetsNote(data.bytes.length, 'binary message')];
  });
  return requestText(handshake) + script.join('\n');
}

const contentText = (content: Content): string =>
  content.map((piece) => (piece.kind === 'bytes' ? bytesText(piece.bytes) : octetsNote(piece.size, `file ${piece.path}`))).join('');

function bytesText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch {
    // Not text: only its size can be shown.
    return octetsNote(bytes.length, 'not text');
  }
}

const octetsNote = (octets: number, what: string): string => `«${grouped(octets)} octets: ${what}»`;
