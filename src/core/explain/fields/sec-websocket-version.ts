// Sec-WebSocket-Version (RFC 6455 section 11.3.5).

import { split } from '../../http/token.ts';
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import type { Subject } from '../subject.ts';
import { type FieldRule, field, when } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

export const secWebsocketVersion: FieldRule = field({
  name: 'Sec-WebSocket-Version',
  specs: [rfc(6455, '11.3.5'), rfc(6455, '4.4')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`The version of the WebSocket protocol: 13 since RFC 6455. In a response, the versions that the server would take instead.`,
  values: { '13': 'RFC 6455' },
  remarks: ['not-13'],
  read: (value) => ({ parsed: split(value).map((p) => p.text) }),
  tell: (versions, { place, subject }) =>
    place === 'response'
      ? status(subject) === 101
        ? { title: say`The server speaks version ${shown(versions.join(', '), 20)}; beside ${'101'} that says nothing new` }
        : { margin: true, title: say`The server speaks version ${shown(versions.join(', '), 20)} and refused the one asked for` }
      : versions[0] === '13'
        ? { title: say`WebSocket as in RFC 6455` }
        : undefined,
  check: (versions, { place }) =>
    when(place === 'request' && versions[0] !== '13', {
      id: 'not-13',
      level: 'error',
      title: say`The version must be ${'13'}, not ${shown(versions[0] ?? '', 12)}`,
      detail: say`Smaller numbers were drafts, larger ones mean nothing yet. A server refuses them, with 426 or 400, and names the versions that it knows.`,
      specs: [rfc(6455, '4.1'), rfc(6455, '4.4')],
    }),
});

const status = ({ response, webSocket }: Subject): number | undefined => (webSocket?.handshake?.response ?? response)?.status;
