// Sec-WebSocket-Protocol: what the client offers, what the server chooses (RFC 6455 sections 1.9, 4.1, 4.2.2 and 11.3.4).
import { valuesOf } from '../../http/field.ts';
import { isToken } from '../../http/token.ts';
import { say, text } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { document, rfc } from '../spec.ts';
import { shown } from './check-upgrade.ts';
import { type Fault, fault, type HandshakeCheck, type HandshakeFacts, row } from './handshake-check.ts';
import { members } from './list.ts';

const FIELD = 'Sec-WebSocket-Protocol';

export function checkProtocol({ asked, answered }: HandshakeFacts): HandshakeCheck {
  const offered = asked === undefined ? [] : members(asked, FIELD);
  const chosen = answered === undefined ? [] : valuesOf(answered, FIELD);
  const faults: readonly Fault[] = [
    ...(asked === undefined ? [] : offerFaults(offered)),
    ...(asked === undefined || answered === undefined ? [] : choiceFaults(offered, chosen)),
  ];
  const sides = [shown(asked, FIELD), shown(answered, FIELD)] as const;
  if (offered.length === 0 && chosen.length === 0)
    return { ...row('Protocol', sides, [], say`No subprotocol was offered and none was chosen.`), verdict: 'absent' };
  const good =
    chosen[0] === undefined ? say`Offers ${text(list(offered))}.` : say`The server chose ${escaped(chosen[0], 40)} of what was offered.`;
  return row('Protocol', sides, faults, good);
}

const list = (names: readonly string[]): string => names.map((name) => escaped(name, 40)).join(', ');

function offerFaults(offered: readonly string[]): readonly Fault[] {
  const at = { side: 'request', field: FIELD } as const;
  const odd = offered.find((name) => !isToken(name));
  const twice = offered.find((name, i) => offered.indexOf(name) !== i);
  const faults: Fault[] = [];
  if (odd !== undefined)
    faults.push(
      fault('subprotocol-name', at, {
        title: say`${escaped(odd, 40)} is no name for a subprotocol`,
        detail: say`A subprotocol's name is a token: letters, digits and ${"!#$%&'*+-.^_`|~"}, no spaces. A browser throws a SyntaxError before anything is sent.`,
      }),
    );
  if (twice !== undefined)
    faults.push(
      fault('subprotocol-twice', at, {
        title: say`The subprotocol ${escaped(twice, 40)} is offered twice`,
        detail: say`All names in the list must be different. A browser throws a SyntaxError before anything is sent.`,
      }),
    );
  return faults;
}

function choiceFaults(offered: readonly string[], chosen: readonly string[]): readonly Fault[] {
  const at = { side: 'response', field: FIELD } as const;
  const value = chosen[0]?.trim();
  if (value === undefined) return offered.length === 0 ? [] : [noneChosen(offered)];
  if (chosen.length > 1 || value.includes(','))
    return [
      fault('subprotocol-several', at, {
        title: say`The server chose several subprotocols; it must choose one`,
        detail: say`${escaped(chosen.join(', '), 60)} is more than one name. A client fails the connection.`,
        section: '11.3.4',
      }),
    ];
  if (value === '')
    return [
      fault('subprotocol-empty', at, {
        title: say`The answer chose an empty subprotocol: it must name one, or leave the field out`,
        detail: say`An empty value is no name that was offered${text(offered.length === 0 ? '' : ` (${list(offered)})`)}, so the client must fail the connection. A server that chooses none leaves the field out.`,
        section: '4.2.2',
      }),
    ];
  if (offered.length === 0)
    return [
      fault('subprotocol-unasked', at, {
        title: say`The server chose ${escaped(value, 40)}, but no subprotocol was offered`,
        detail: say`The client never asked for a subprotocol, so it must fail the connection. Offer it with ${`${FIELD}: ${escaped(value, 40)}`}, or make the server choose only from what was offered.`,
      }),
    ];
  if (offered.includes(value)) return [];
  const near = offered.find((name) => name.toLowerCase() === value.toLowerCase());
  return [
    fault('subprotocol-not-offered', at, {
      title: say`The server chose ${escaped(value, 30)}, which was not offered`,
      detail:
        near === undefined
          ? say`Offered: ${text(list(offered))}. The client must fail the connection. Offer ${escaped(value, 40)}, or let the server choose one of the offered names.`
          : say`Offered was ${escaped(near, 40)}; the names of subprotocols are compared with their case, so ${escaped(value, 40)} is another one. The client must fail the connection.`,
    }),
  ];
}

function noneChosen(offered: readonly string[]): Fault {
  const one = offered.length === 1;
  return {
    ...fault(
      'subprotocol-ignored',
      { side: 'response' },
      {
        title: say`The server chose no subprotocol; ${text(one ? escaped(offered[0] ?? '', 40) : `${offered.length} were`)} ${text(one ? 'was offered' : 'offered')}`,
        detail: say`Offered: ${text(list(offered))}; the server's answer names none. RFC 6455 lets a server do so, but browsers (and this client) fail the connection then, because the script would speak a language that the server did not agree to. Offer a subprotocol that the server knows, or none.`,
        section: '4.2.2',
        basis: 'browser',
      },
    ),
    specs: [
      rfc(6455, '4.2.2'),
      document('WebSockets', 'concept-websocket-establish', 'https://websockets.spec.whatwg.org/#concept-websocket-establish'),
    ],
  };
}
