// Sec-WebSocket-Extensions: nothing may be agreed that was not offered (RFC 6455 sections 4.1 and 9.1, RFC 7692 section 7.1).
import { say, text } from '../../text/prose.ts';
import { escaped } from '../shown.ts';
import { rfc } from '../spec.ts';
import { shown } from './check-upgrade.ts';
import { deflateFaults, type Extension, extensionsOf } from './extensions.ts';
import { type Fault, fault, type HandshakeCheck, type HandshakeFacts, row } from './handshake-check.ts';

const FIELD = 'Sec-WebSocket-Extensions';

export function checkExtensions({ asked, answered }: HandshakeFacts): HandshakeCheck {
  const offered = asked === undefined ? [] : extensionsOf(asked);
  const agreed = answered === undefined ? [] : extensionsOf(answered);
  const faults = asked === undefined ? [] : agreed.flatMap((extension) => extensionFaults(extension, offered));
  const sides = [shown(asked, FIELD), shown(answered, FIELD)] as const;
  if (offered.length === 0 && agreed.length === 0)
    return { ...row('Extensions', sides, [], say`No extension was offered, none is in use.`), verdict: 'absent' };
  const good =
    agreed.length === 0
      ? say`The server took none of the offers: frames go uncompressed.`
      : say`Agreed: ${text(agreed.map((one) => escaped(one.name, 40)).join(', '))}.`;
  return row('Extensions', sides, faults, good);
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
      title: say`The parameters of ${'permessage-deflate'} are wrong`,
      detail: say`In the server's answer ${text(escaped(what, 200))}. The client must decline it and fail the connection.`,
    }),
    specs: [rfc(7692, '7.1')],
  }));
}
