// Everything that opens sockets (undici, ws). A bundle of its own, loaded at the first send.
export { createCookies } from '../../core/send/cookies.ts';
export { createHttpClient } from '../../core/send/http-client.ts';
export { openWebSocket } from '../../core/send/websocket/open.ts';
