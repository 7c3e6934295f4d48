// Subprotocol names: IANA's registry, and names that libraries use without registration. Meanings in our own words.

/** What a subprotocol is, with where the name comes from; `undefined` for a name that nobody registered and few use. */
export function subprotocolMeaning(name: string): string | undefined {
  const known = REGISTERED[name] ?? REGISTERED_PLAIN[name];
  if (known !== undefined) return `${known} (registered with IANA)`;
  const used = IN_USE[name];
  return used === undefined ? undefined : `${used} (in wide use, not registered)`;
}

/** The names of IANA's registry that this knows, for coverage tests and completion. */
export const registeredSubprotocols = (): readonly string[] => [...Object.keys(REGISTERED), ...Object.keys(REGISTERED_PLAIN)];

const REGISTERED: Readonly<Record<string, string>> = {
  soap: 'SOAP envelopes as messages',
  wamp: 'WAMP, remote calls and publish/subscribe',
  'v10.stomp': 'STOMP 1.0, text frames for message brokers',
  'v11.stomp': 'STOMP 1.1, text frames for message brokers',
  'v12.stomp': 'STOMP 1.2, text frames for message brokers',
  'ocpp1.2': 'Open Charge Point Protocol 1.2, charging stations',
  'ocpp1.5': 'Open Charge Point Protocol 1.5, charging stations',
  'ocpp1.6': 'Open Charge Point Protocol 1.6, charging stations, JSON lists as messages',
  'ocpp2.0': 'Open Charge Point Protocol 2.0, charging stations',
  'ocpp2.0.1': 'Open Charge Point Protocol 2.0.1, charging stations',
  rfb: 'Remote Framebuffer, the protocol of VNC',
  sip: 'SIP signalling (RFC 7118)',
  amqp: 'AMQP 1.0 frames for message brokers',
  mqtt: 'MQTT packets in binary messages',
  xmpp: 'XMPP stanzas, each a message of its own (RFC 7395)',
  msrp: 'MSRP, session messages (RFC 7977)',
  bfcp: 'BFCP, floor control of conferences (RFC 8857)',
  coap: 'CoAP for constrained devices (RFC 8323)',
  jmap: 'JMAP, mail and calendars (RFC 8887)',
  t140: 'T.140 real-time text (RFC 8865)',
  clue: 'CLUE, telepresence (RFC 8848)',
  'opcua+uacp': 'OPC UA, industrial automation, binary',
  'opcua+uajson': 'OPC UA, industrial automation, JSON',
  'text.ircv3.net': 'IRC lines as text messages',
  'binary.ircv3.net': 'IRC lines as binary messages',
  'v1.usp': 'USP, management of broadband devices',
  'hub.bsc.bacnet.org': 'BACnet Secure Connect, connection to the hub',
  'dc.bsc.bacnet.org': 'BACnet Secure Connect, direct connection',
};

const REGISTERED_PLAIN: Readonly<Record<string, string>> = Object.fromEntries(
  'MBWS.huawei.com MBLWS.huawei.com notificationchannel-netapi-rest.openmobilealliance.org wpcp jsflow rwpcp ship mielecloudconnect v10.pcp.sap.com v1.saltyrtc.org TLCP-2.0.0.lightstreamer.com sldp.softvelum.com v1.swindon-lattice+json mles-websocket TLCP-2.1.0.lightstreamer.com sqlnet.oracle.com oneM2M.R2.0.json oneM2M.R2.0.xml oneM2M.R2.0.cbor transit 2016.serverpush.dash.mpeg.org 2018.mmt.mpeg.org webrtc.softvelum.com cobra.v2.json drp done TLCP-2.2.0.lightstreamer.com collection-update TLCP-2.3.0.lightstreamer.com v3.penguin-stats.live+proto'
    .split(' ')
    .map((name) => [name, 'An application protocol']),
);

const IN_USE: Readonly<Record<string, string>> = {
  'graphql-transport-ws': 'GraphQL operations as JSON messages, of the graphql-ws library',
  'graphql-ws': 'GraphQL operations as JSON messages, of the older subscriptions-transport-ws library',
  'actioncable-v1-json': 'Action Cable of Ruby on Rails',
  json: 'JSON messages',
  'wamp.2.json': 'WAMP 2 in JSON',
  'wamp.2.msgpack': 'WAMP 2 in MessagePack',
  'mqttv3.1': 'MQTT 3.1',
  binary: 'Raw octets, as websockify and noVNC use it',
  'vite-hmr': 'Hot reloading of the Vite development server',
  'v4.channel.k8s.io': 'Streams of the Kubernetes API, version 4',
  'v5.channel.k8s.io': 'Streams of the Kubernetes API, version 5',
  'engine.io': 'Engine.IO packets',
};
