// The names of places in an exchange, as CONTRACT.md writes them. Annotations, panel and JSON share them.

export type Side = 'request' | 'response';

export const requestLine = 'request.line';
export const requestUrl = 'request.url';
export const requestBody = 'request.body';
export const responseStatus = 'response.status';
export const responseBody = 'response.body';
export const handshake = 'ws.handshake';
export const close = 'ws.close';
export const sse = 'sse';
export const timing = 'timing';
export const tls = 'tls';
export const failure = 'error';
/** The response, the octets, the redirects as a whole: where no single line is meant. */
export const response = 'response';
export const wire = 'wire';
export const chain = 'chain';

/** The status line of an interim response (1xx): `informational[0].status`. */
export const interim = (index: number): string => `informational[${index}].status`;

export const body = (side: Side): string => `${side}.body`;

/** `field('response', 'Age')` is `response.header:Age`; the name in the case of the wire. */
export const field = (side: Side, name: string): string => `${side}.header:${name}`;

export const trailer = (name: string): string => `response.trailer:${name}`;

export const hop = (index: number, place: string): string => `chain[${index}].${place}`;

export const handshakeField = (side: Side, name: string): string => `ws.handshake.${side}.header:${name}`;

export const frame = (index: number, part?: 'mask' | 'payload' | 'opcode' | 'rsv' | 'length' | 'fin'): string =>
  part === undefined ? `ws.frames[${index}]` : `ws.frames[${index}].${part}`;

export const segment = (index: number): string => `ws.tcpSegments[${index}]`;

/** Several frames that belong together, first and last included: `ws.frames[0..1]`. */
export const frames = (first: number, last: number): string => `ws.frames[${first}..${last}]`;

/** The frames of HTTP/2 as a whole, and one of them. */
export const http2 = 'http2';
export const h2Frame = (index: number): string => `http2.frames[${index}]`;

/** Words of a script or an address that somebody points at. */
export const hover = 'hover';
