// Sec-WebSocket-Accept (RFC 6455 section 11.3.3). Checked against the key in websocket/.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';

export const secWebsocketAccept: FieldRule = field({
  name: 'Sec-WebSocket-Accept',
  specs: [rfc(6455, '11.3.3'), rfc(6455, '4.2.2')],
  where: ['response'],
  shape: 'single',
  summary: say`The server's proof: SHA-1 over the client's key and a fixed text, in base64.`,
  remarks: ['wrong-length'],
  read: (value) =>
    /^[A-Za-z0-9+/]{27}=$/.test(value)
      ? { parsed: value }
      : {
          remarks: [
            {
              id: 'wrong-length',
              level: 'error',
              title: say`${'Sec-WebSocket-Accept'} is not the base64 of 20 octets`,
              detail: say`A SHA-1 hash has 20 octets, which are 28 characters of base64. Hexadecimal digits instead of octets are the usual slip.`,
            },
          ],
        },
});
