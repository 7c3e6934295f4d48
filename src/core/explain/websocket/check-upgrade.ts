// Upgrade and Connection of both sides (RFC 6455 section 4.1, requirements 5 and 6 of the client, 2 and 3 of the answer).
import { type Fields, firstOf, has, valuesOf } from '../../http/field.ts';
import { say } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { type Fault, type FaultPlace, fault, type HandshakeCheck, type HandshakeFacts, row } from './handshake-check.ts';
import { hasToken } from './list.ts';

export function checkUpgrade({ asked, answered }: HandshakeFacts): HandshakeCheck {
  const faults: Fault[] = [];
  if (asked !== undefined && !hasToken(asked, 'Upgrade', 'websocket')) faults.push(notAsked(asked));
  if (answered !== undefined) faults.push(...answeredUpgrade(answered));
  return row(
    'Upgrade',
    [shown(asked, 'Upgrade'), shown(answered, 'Upgrade')],
    faults,
    answered === undefined
      ? say`The request asks for ${'websocket'}; the answer switched to nothing.`
      : say`Both sides name ${'websocket'}; the token is compared case-insensitively.`,
  );
}

function notAsked(asked: Fields): Fault {
  const value = firstOf(asked, 'Upgrade');
  return fault('upgrade-request', place('request', asked, 'Upgrade'), {
    title:
      value === undefined
        ? say`The request has no ${'Upgrade: websocket'}`
        : say`The request asks for ${escaped(value, 30)}, not ${'websocket'}`,
    detail: say`Without ${'Upgrade: websocket'} the server sees an ordinary GET and answers with a page or an error. Add the field.`,
  });
}

function answeredUpgrade(answered: Fields): readonly Fault[] {
  const value = firstOf(answered, 'Upgrade');
  if (value === undefined)
    return [
      fault(
        'upgrade-missing',
        { side: 'response' },
        {
          title: say`The ${'101'} answer has no ${'Upgrade: websocket'}`,
          detail: say`The switch to WebSocket is not confirmed: the answer must contain ${'Upgrade: websocket'}, so the client has to fail the connection. A proxy that strips hop-by-hop fields is the usual cause, else the server's code leaves it out.`,
        },
      ),
    ];
  if (value.toLowerCase() === 'websocket' && valuesOf(answered, 'Upgrade').length === 1) return [];
  return [
    fault('upgrade-other', place('response', answered, 'Upgrade'), {
      title: say`The server switches to ${escaped(value, 30)} instead of ${'websocket'}`,
      detail: say`The answer's ${'Upgrade'} must be ${'websocket'} alone, in any case of letters. What follows would be read as ${escaped(value, 30)}, so the client has to fail the connection.`,
    }),
  ];
}

export function checkConnection({ asked, answered }: HandshakeFacts): HandshakeCheck {
  const faults: Fault[] = [];
  if (asked !== undefined && !hasToken(asked, 'Connection', 'upgrade'))
    faults.push(
      fault('connection-request', place('request', asked, 'Connection'), {
        title: has(asked, 'Connection')
          ? say`The request's ${'Connection'} does not list ${'Upgrade'}`
          : say`The request has no ${'Connection: Upgrade'}`,
        detail: say`${'Connection'} names the fields that are meant for the next machine only. A handshake without ${'Upgrade'} in that list is not a valid one: the server refuses it with ${'400'}, or takes it for an ordinary GET.`,
      }),
    );
  if (answered !== undefined && !hasToken(answered, 'Connection', 'upgrade'))
    faults.push(
      fault('connection-missing', place('response', answered, 'Connection'), {
        title: has(answered, 'Connection')
          ? say`The answer's ${'Connection'} does not list ${'Upgrade'}`
          : say`The ${'101'} answer has no ${'Connection: Upgrade'}`,
        detail: say`${has(answered, 'Connection') ? say`It says ${escaped(shown(answered, 'Connection'), 40)}. ` : []}The answer must list the token ${'Upgrade'} in ${'Connection'}; without it the switch is not confirmed and the client has to fail the connection. Suspect a proxy that rewrites or removes hop-by-hop fields.`,
      }),
    );
  return row(
    'Connection',
    [shown(asked, 'Connection'), shown(answered, 'Connection')],
    faults,
    answered === undefined
      ? say`The request's list holds the token ${'Upgrade'}, so the server may see the ${'Upgrade'} field.`
      : say`Both lists hold the token ${'Upgrade'}; it is case-insensitive and may stand beside others.`,
  );
}

const place = (side: 'request' | 'response', fields: Fields, field: string): FaultPlace =>
  has(fields, field) ? { side, field } : { side };

export const shown = (fields: Fields | undefined, name: string): string =>
  fields === undefined
    ? ''
    : valuesOf(fields, name)
        .map((value) => escaped(value, 80))
        .join(', ');
