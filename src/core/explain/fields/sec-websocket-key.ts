// Sec-WebSocket-Key (RFC 6455 section 11.3.1). The proof is computed in websocket/.
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { plural } from '../words.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const secWebsocketKey: FieldRule = field({
  name: 'Sec-WebSocket-Key',
  specs: [rfc(6455, '11.3.1'), rfc(6455, '4.1')],
  where: ['request'],
  shape: 'single',
  summary: say`Sixteen random octets in base64. The server must compute ${'Sec-WebSocket-Accept'} from them, which proves that it speaks WebSocket.`,
  remarks: ['wrong-length'],
  read: (value) => {
    const octets = /^[A-Za-z0-9+/]+={0,2}$/.test(value) ? Math.floor((value.replace(/=+$/, '').length * 3) / 4) : undefined;
    if (octets === 16) return { parsed: octets };
    return {
      remarks: [
        {
          id: 'wrong-length',
          level: 'error',
          title:
            octets === undefined
              ? say`${'Sec-WebSocket-Key'} is not base64`
              : say`${'Sec-WebSocket-Key'} has ${text(String(octets))} ${text(plural(octets, 'octet'))}; it needs 16`,
          detail: say`The key is the base64 of exactly 16 octets, 24 characters ending in ${'=='}. A server answers a wrong one with 400.`,
          specs: [rfc(6455, '4.1'), rfc(6455, '4.2.1')],
        },
      ],
    };
  },
});
