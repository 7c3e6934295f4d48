// A WebSocket over HTTP/2 or HTTP/3: extended CONNECT instead of Upgrade (RFC 8441 sections 4 and 5, RFC 9220).
import { firstOf, has } from '../../http/field.ts';
import { say } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import type { Hop, RequestFacts } from '../subject.ts';
import { checkExtensions } from './check-extensions.ts';
import { checkProtocol } from './check-protocol.ts';
import { checkVersion } from './check-version.ts';
import { type Fault, type HandshakeCheck, handshakeFacts, row } from './handshake-check.ts';

export const isExtendedConnect = (request: RequestFacts): boolean =>
  request.method === 'CONNECT' && request.fields !== undefined && firstOf(request.fields, ':protocol')?.toLowerCase() === 'websocket';

export function extendedConnectChecks(hop: Hop): readonly HandshakeCheck[] {
  const facts = handshakeFacts(hop);
  const opened = isSuccess(hop.response?.status);
  const answered = opened ? (hop.response?.fields ?? []) : undefined;
  const reached = { ...facts, answered };
  return [checkStatus(hop), checkLeftovers(hop), checkVersion(reached), checkProtocol(reached), checkExtensions(reached)];
}

const isSuccess = (status: number | undefined): boolean => status !== undefined && status >= 200 && status < 300;

function checkStatus({ request, response }: Hop): HandshakeCheck {
  const status = response?.status;
  const faults: Fault[] =
    status === undefined || isSuccess(status)
      ? []
      : [
          {
            id: 'refused',
            level: 'error',
            at: { side: 'response', part: 'status' },
            title: say`The server did not open the WebSocket: ${status} instead of a 2xx status`,
            detail: say`Over ${request?.version ?? 'HTTP/2'} a WebSocket is an extended ${'CONNECT'}, accepted with ${'200'}. ${
              status === 101
                ? say`${'101'} does not exist there: the server answers as over HTTP/1.1.`
                : say`${status} is an ordinary refusal. A server that takes extended ${'CONNECT'} says so first, with ${'SETTINGS_ENABLE_CONNECT_PROTOCOL'}; another one answers like this, and a WebSocket needs HTTP/1.1 there.`
            }`,
            specs: [rfc(8441, '5'), rfc(8441, '3')],
            basis: 'rule',
          },
        ];
  return row(
    'Status',
    ['CONNECT, :protocol websocket', String(status ?? '')],
    faults,
    say`Extended ${'CONNECT'} is accepted with ${status ?? '200'}; ${'101'} does not exist in HTTP/2 and later.`,
  );
}

const NOT_THERE = ['Upgrade', 'Connection', 'Sec-WebSocket-Key', 'Sec-WebSocket-Accept'];

function checkLeftovers({ request, response }: Hop): HandshakeCheck {
  const found = (side: 'request' | 'response'): readonly Fault[] =>
    NOT_THERE.filter((name) => has((side === 'request' ? request : response)?.fields ?? [], name)).map((name) => ({
      id: 'extended-connect/leftover',
      level: 'warning',
      at: { side, field: name },
      title: say`${escaped(name)} has no meaning over HTTP/2`,
      detail: say`${':protocol'} takes the place of ${'Upgrade'} and ${'Connection'}, and of what Key and Accept prove over HTTP/1.1: they are not looked at here. Leave the field out.`,
      specs: [rfc(8441, '5')],
      basis: 'rule',
    }));
  return row(
    'Upgrade, Connection, Key',
    ['', ''],
    [...found('request'), ...found('response')],
    say`Not used: the ${':protocol'} pseudo-header field takes their place.`,
  );
}
