// Sec-WebSocket-Protocol (RFC 6455 section 11.3.4). Whether the server chose from the offer is checked in websocket/.
import { say } from '../../text/prose.ts';
import { rfc } from '../spec.ts';
import { type FieldRule, field } from './engine/rule.ts';
import { shown, tokens } from './engine/shapes.ts';

export const secWebsocketProtocol: FieldRule = field({
  name: 'Sec-WebSocket-Protocol',
  specs: [rfc(6455, '11.3.4'), rfc(6455, '1.9')],
  where: ['request', 'response'],
  shape: 'list',
  summary: say`Subprotocols, what the messages mean: the client offers some, the server picks one.`,
  values: { 'graphql-transport-ws': 'GraphQL', 'v12.stomp': 'STOMP', mqtt: 'MQTT', wamp: 'WAMP' },
  remarks: ['not-a-token'],
  read: (value) => tokens(value, 'Sec-WebSocket-Protocol'),
  tell: (names, { place }) => {
    const list = shown(names.map((n) => named(n.text)).join(', '), 48);
    return place === 'request'
      ? { title: say`Offers the subprotocols ${list}, the favourite first` }
      : { title: say`The server chose the subprotocol ${list}` };
  },
});

/** Some services smuggle a token in as a subprotocol, since a page cannot set other fields: such a name is not shown whole. */
const named = (name: string): string => (name.length > 32 || /bearer|token|jwt/i.test(name) ? `${name.slice(0, 6)}…` : name);
