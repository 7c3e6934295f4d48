// Start lines and Host of the opening handshake (RFC 6455 section 4.1, requirements 1, 2 and 4 of the client, 1 of the answer).
import { valuesOf } from '../../http/field.ts';
import { say, text } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { type Fault, fault, type HandshakeCheck, type HandshakeFacts, row } from './handshake-check.ts';
import { refusal } from './refused.ts';

export function checkLine(facts: HandshakeFacts): HandshakeCheck {
  const { request, response } = facts;
  const asked = [request?.method, request?.url?.replace(/\?.*$/s, '?…'), request?.version].filter((part) => part !== undefined).join(' ');
  const answered = [response?.version, response?.status, response?.reason].filter((part) => part !== undefined && part !== '').join(' ');
  return row(
    'Start line',
    [escaped(asked, 80), escaped(answered, 80)],
    [...requestLine(facts), ...statusLine(facts)],
    say`The request is a ${'GET'}, and ${'101'} says that the protocol changes after the blank line.`,
  );
}

function requestLine({ request }: HandshakeFacts): readonly Fault[] {
  const faults: Fault[] = [];
  if (request?.method !== undefined && request.method !== 'GET')
    faults.push(
      fault(
        'method',
        { side: 'request', part: 'line' },
        {
          title: say`The handshake is a ${escaped(request.method, 20)}, it must be a ${'GET'}`,
          detail: say`Over HTTP/1.1 a WebSocket is opened with ${'GET'}. A server that follows the rules refuses ${escaped(request.method, 20)}.`,
        },
      ),
    );
  if (request?.version !== undefined && /^HTTP\/(?:0|1\.0)/.test(request.version))
    faults.push(
      fault(
        'http-version',
        { side: 'request', part: 'line' },
        {
          title: say`The handshake is sent as ${request.version}, it needs HTTP/1.1`,
          detail: say`${'Upgrade'} exists only from HTTP/1.1 on. A server ignores it in an ${request.version} request and answers with a page.`,
        },
      ),
    );
  if (/#/.test(request?.url ?? ''))
    faults.push(
      fault(
        'fragment',
        { side: 'request', part: 'url' },
        {
          title: say`The URL has a fragment (${'#'}), which a WebSocket URL may not have`,
          detail: say`What follows ${'#'} names a place inside a document, and a WebSocket has none. Clients throw a SyntaxError, or cut it off before they send; write ${'%23'} where the character itself is meant.`,
          section: '3',
        },
      ),
    );
  return faults;
}

function statusLine({ request, response }: HandshakeFacts): readonly Fault[] {
  if (response?.status === undefined) return [];
  if (response.status !== 101) return [refusal(request, response)];
  if (response.version === undefined || !/^HTTP\/1\.0$/.test(response.version)) return [];
  return [
    fault(
      'answer-version',
      { side: 'response', part: 'status' },
      {
        title: say`The server switches protocols in an ${'HTTP/1.0'} answer`,
        detail: say`A protocol can be switched only from HTTP/1.1 on. An old proxy between the two ends is the usual cause; some clients accept it, browsers may not.`,
      },
    ),
  ];
}

export function checkHost({ request, asked }: HandshakeFacts): HandshakeCheck | undefined {
  if (asked === undefined || request?.method === 'CONNECT') return undefined;
  const hosts = valuesOf(asked, 'Host');
  const faults: Fault[] = [];
  if (hosts.length !== 1)
    faults.push(
      fault(
        'host',
        { side: 'request', ...(hosts.length > 1 && { field: 'Host' }) },
        {
          title: hosts.length === 0 ? say`The handshake has no ${'Host'} field` : say`The handshake has ${hosts.length} ${'Host'} fields`,
          detail: say`The handshake is an HTTP/1.1 request, so it needs exactly one ${'Host'} with the name and port of the address. A server answers ${'400'} otherwise.`,
        },
      ),
    );
  return row(
    'Host',
    [hosts.map((host) => escaped(host)).join(', '), ''],
    faults,
    say`Names the server that is asked: ${text(escaped(hosts[0] ?? ''))}.`,
  );
}
