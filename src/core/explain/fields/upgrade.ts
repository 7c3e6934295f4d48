// Upgrade (RFC 9110 section 7.8).
import { combined } from '../../http/field.ts';
import { split } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown } from './engine/shapes.ts';

const NAMES: Readonly<Record<string, string>> = {
  websocket: 'WebSocket',
  h2c: 'HTTP/2 without TLS',
  'connect-udp': 'UDP through a proxy',
  'connect-ip': 'IP through a proxy',
  'tls/1.0': 'TLS',
};

export const upgrade: FieldRule = field({
  name: 'Upgrade',
  specs: [rfc(9110, '7.8')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`Other protocols that the sender would like, or is able, to speak on this same connection.`,
  values: { websocket: 'WebSocket', h2c: 'HTTP/2 without TLS' },
  remarks: ['not-in-connection'],
  read: (value) => ({ parsed: split(value) }),
  tell: (protocols, { place, subject }) => {
    const names = shown(protocols.map((p) => NAMES[p.text.toLowerCase()] ?? p.text).join(', '), 40);
    const status = subject.response?.status;
    if (place === 'request') return { title: say`Asks to switch this connection to ${text(names)}` };
    if (status === 101) return { title: say`From here on the connection speaks ${text(names)}` };
    if (status === 426) return { margin: true, title: say`The server insists on ${text(names)}: repeat the request as an upgrade` };
    return { title: say`The server could also speak ${text(names)} here` };
  },
  check: (_, { fields, place, subject }) => {
    const named = /(?:^|,)\s*upgrade\s*(?:,|$)/i.test(combined(fields, 'Connection') ?? '');
    return named || subject.webSocket !== undefined
      ? []
      : [
          {
            id: 'not-in-connection',
            level: place === 'request' ? 'warning' : 'info',
            title: say`${'Upgrade'} needs ${'Connection: Upgrade'} beside it`,
            detail: say`The field is for this connection only, so it has to be named in ${'Connection'}; a recipient ignores it otherwise.`,
          },
        ];
  },
});
