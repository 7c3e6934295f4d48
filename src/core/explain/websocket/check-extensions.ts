// Sec-WebSocket-Extensions: nothing may be agreed that was not offered (RFC 6455 sections 4.1 and 9.1, RFC 7692 section 7).
import { say, text } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { shown } from './check-upgrade.ts';
import { deflateFaults, type Extension, extensionsOf, parameterFaults } from './extensions.ts';
import { type Fault, fault, type HandshakeCheck, type HandshakeFacts, row } from './handshake-check.ts';

const FIELD = 'Sec-WebSocket-Extensions';

export function checkExtensions({ asked, answered }: HandshakeFacts): HandshakeCheck {
  const offered = asked === undefined ? [] : extensionsOf(asked);
  const agreed = answered === undefined ? [] : extensionsOf(answered);
  const faults =
    asked === undefined
      ? []
      : [...offerFaults(offered), ...agreed.flatMap((extension, i) => [...twice(agreed, i), ...extensionFaults(extension, offered)])];
  const sides = [shown(asked, FIELD), shown(answered, FIELD)] as const;
  if (offered.length === 0 && agreed.length === 0)
    return { ...row('Extensions', sides, [], say`No extension was offered, none is in use.`), verdict: 'absent' };
  const good =
    agreed.length === 0
      ? say`The server took none of the offers: frames go uncompressed.`
      : say`Agreed: ${text(agreed.map((one) => escaped(one.name, 40)).join(', '))}.`;
  return row('Extensions', sides, faults, good);
}

/** RFC 7692 section 7: a server declines an offer that is not valid. */
function offerFaults(offered: readonly Extension[]): readonly Fault[] {
  const what = offered.filter(({ name }) => name === 'permessage-deflate').flatMap((offer) => parameterFaults(offer, 'offer'))[0];
  if (what === undefined) return [];
  return [
    {
      ...fault(
        'extension-offer',
        { side: 'request', field: FIELD },
        {
          title: say`Invalid offer: ${text(escaped(what, 76))}`,
          detail: say`In the offer of ${'permessage-deflate'} ${text(escaped(what, 200))}. A server has to decline an offer that it cannot read, so messages go uncompressed.`,
        },
      ),
      specs: [rfc(7692, '7'), rfc(7692, '7.1')],
    },
  ];
}

/** The same extension agreed on a second time: both would use the bit RSV1. */
function twice(agreed: readonly Extension[], index: number): readonly Fault[] {
  const name = agreed[index]?.name ?? '';
  if (agreed.findIndex((one) => one.name === name) === index) return [];
  return [
    {
      ...fault(
        'extension-twice',
        { side: 'response', field: FIELD },
        {
          title: say`The server agreed to ${escaped(name, 40)} twice`,
          detail: say`Of several offers of ${escaped(name, 40)} a server may accept one: two of the same would claim the same bits of a frame. The client must fail the connection.`,
        },
      ),
      specs: [rfc(7692, '5'), rfc(6455, '9.1')],
    },
  ];
}

function extensionFaults(extension: Extension, offered: readonly Extension[]): readonly Fault[] {
  const name = escaped(extension.name, 40);
  const at = { side: 'response', field: FIELD } as const;
  if (!offered.some((offer) => offer.name === extension.name))
    return [
      fault('extension-not-offered', at, {
        title: say`The server uses ${name}, which was not offered`,
        detail: say`The client never asked for ${name}${text(offered.length === 0 ? ' (it offered no extension)' : '')}, so it must fail the connection: it could not read the frames. Offer it in the request's ${FIELD}, or switch it off at the server.`,
      }),
    ];
  if (extension.name !== 'permessage-deflate') return [];
  return deflateFaults(extension, offered).map((what) => ({
    ...fault('extension-parameters', at, {
      title: say`Wrong answer: ${text(escaped(what, 76))}`,
      detail: say`In the server's answer to ${'permessage-deflate'} ${text(escaped(what, 200))}: that is invalid. The client must not accept it and has to fail the connection.`,
    }),
    specs: [rfc(7692, '7'), rfc(7692, '7.1')],
  }));
}
