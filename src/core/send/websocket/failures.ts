// What `ws` says went wrong, as a `Failure` with a stable code. Its handshake errors have words only.
import type { Failure, Phase } from '../../http/exchange.ts';
import { failure, failureOf } from '../failure.ts';

const HANDSHAKE: Readonly<Record<string, string>> = {
  'Server sent a subprotocol but none was requested': 'WS_UNREQUESTED_SUBPROTOCOL',
  'Server sent an invalid subprotocol': 'WS_INVALID_SUBPROTOCOL',
  'Server sent no subprotocol': 'WS_NO_SUBPROTOCOL',
  'Server sent a Sec-WebSocket-Extensions header but no extension was requested': 'WS_UNREQUESTED_EXTENSION',
  'Server indicated an extension that was not requested': 'WS_UNREQUESTED_EXTENSION',
  'Invalid Sec-WebSocket-Extensions header': 'WS_INVALID_EXTENSIONS',
};

export function webSocketFailure(error: Error, phase: Phase): Failure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : HANDSHAKE[error.message];
  if (code?.startsWith('WS_') === true) return failure('protocol', code, 'websocket', error.message);
  return failureOf(error, phase);
}
