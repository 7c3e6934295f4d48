// Where a URL leads: addresses that are not what they seem, and ports that browsers refuse.
import { say, text } from '../../text/prose.ts';
import { requestUrl as AT } from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { isIpv6, isPrivate } from '../failures/addresses.ts';
import { blockedPort } from '../failures/blocked-ports.ts';
import { info, warning } from '../note.ts';
import { fetchStandard, rfc } from '../spec.ts';

export function addressNotes(url: URL): readonly Annotation[] {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found: Annotation[] = [];
  if (host === '0.0.0.0' || host === '::')
    found.push(
      warning('request/url/unspecified', AT, {
        title: say`${host} is for listening, not for connecting: use ${host === '::' ? '[::1]' : '127.0.0.1'}`,
        detail: say`A server that listens on ${host} takes connections on all addresses of its machine. As a target the address means nothing; Linux and macOS take it for this machine, Windows refuses it.`,
        specs: [host === '::' ? rfc(4291, '2.5.2') : rfc(1122, '3.2.1.3')],
      }),
    );
  else if (isPrivate(host))
    found.push(
      info('request/url/private', AT, {
        title: say`${host} is a private address: reachable only inside its network`,
        detail: say`Such addresses are used again and again in homes, companies and containers. From elsewhere a VPN is needed, and another network may have another machine there.`,
        specs: [isIpv6(host) ? rfc(4193, '3') : rfc(1918, '3')],
        definition: true,
      }),
    );
  found.push(...swappedPort(url));
  const service = url.port === '' ? undefined : blockedPort(Number(url.port));
  if (service !== undefined)
    found.push(
      info('request/url/blocked-port', AT, {
        title: say`Browsers refuse port ${url.port}: it belongs to ${text(service)}`,
        detail: say`${'fetch()'} and pages get a network error ("bad port") before anything is sent. This client has no such list and sends the request.`,
        specs: [fetchStandard('port-blocking')],
        basis: 'browser',
      }),
    );
  return found;
}

/** The port of the other scheme: plain text to a TLS port, or TLS to a plain one. */
function swappedPort({ protocol, port }: URL): readonly Annotation[] {
  const secure = protocol === 'https:' || protocol === 'wss:';
  if (port !== (secure ? '80' : '443') || !/^(?:https?|wss?):$/.test(protocol)) return [];
  const [other, own] = /^ws/.test(protocol) ? [secure ? 'ws' : 'wss', protocol] : [secure ? 'http' : 'https', protocol];
  return [
    warning('request/url/swapped-port', AT, {
      title: say`Port ${port} is that of ${`${other}://`}, but the URL says ${`${own}//`}`,
      detail: secure
        ? say`The request goes out in TLS, and a server of plain HTTP cannot read that: the handshake fails ("wrong version number"). Leave the port out, or write ${`${other}://`}.`
        : say`The request goes out in plain text, and a server that waits for TLS there answers ${'400'} or closes the connection. Leave the port out, or write ${`${other}://`}.`,
      specs: [rfc(9110, '4.2.1'), rfc(9110, '4.2.2')],
      basis: 'hypothesis',
    }),
  ];
}
