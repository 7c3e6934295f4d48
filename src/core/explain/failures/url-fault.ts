// Which part of a URL keeps it from being parsed (RFC 3986 section 3; WHATWG URL).
import { type Prose, say, text } from '../../text/prose.ts';
import { escaped } from '../shown.ts';

export interface UrlFault {
  readonly id: string;
  readonly title: Prose;
  readonly detail: Prose;
}

/** `undefined` when nothing that is known to go wrong is found. */
export function urlFault(url: string): UrlFault | undefined {
  if (/\{\{|\}\}|\$\{/.test(url))
    return {
      id: 'variable',
      title: say`a variable in it has no value`,
      detail: say`${escaped(/\{\{[^}]*\}?\}?|\$\{[^}]*\}?/.exec(url)?.[0] ?? '{{', 40)} was not replaced: define the variable or choose an environment.`,
    };
  const scheme = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url);
  if (scheme === null || /^[^/]*:\d+(?:[/?#]|$)/.test(url))
    return {
      id: 'scheme',
      title: say`it has no scheme`,
      detail: say`Begin with ${'http://'} or ${'https://'}: ${`http://${escaped(url.replace(/^\/+/, ''), 60)}`}.`,
    };
  const rest = scheme[2] ?? '';
  if (!rest.startsWith('//'))
    return {
      id: 'slashes',
      title: say`after ${`${scheme[1]}:`} two slashes are missing`,
      detail: say`An address with a host is written ${`${scheme[1]}://host/path`}.`,
    };
  const authority = /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? '';
  return authorityFault(authority.slice(authority.lastIndexOf('@') + 1));
}

function authorityFault(place: string): UrlFault | undefined {
  if (place === '' || /^:\d*$/.test(place))
    return { id: 'host', title: say`the host is empty`, detail: say`Between ${'//'} and the path a host name or address is needed.` };
  const open = place.startsWith('[');
  if (open !== place.includes(']'))
    return {
      id: 'bracket',
      title: say`the bracket of the IPv6 address is not closed: ${escaped(place, 40)}`,
      detail: say`An IPv6 address stands in square brackets, both of them: ${'http://[::1]:8080/'}.`,
    };
  if (!open && (place.match(/:/g)?.length ?? 0) > 1)
    return {
      id: 'ipv6',
      title: say`an IPv6 address needs square brackets: ${`[${escaped(place, 40)}]`}`,
      detail: say`Without brackets its colons cannot be told from the one before the port.`,
    };
  const port = /:([^:\]]*)$/.exec(place)?.[1];
  if (port !== undefined && port !== '' && !/^\d+$/.test(port))
    return {
      id: 'port',
      title: say`the port ${escaped(port, 20)} is no number`,
      detail: say`After the colon stands the port, digits only, up to 65535.`,
    };
  if (port !== undefined && Number(port) > 65535)
    return { id: 'port', title: say`port ${port} is above ${text(65535)}`, detail: say`A port is a 16-bit number: the highest is 65535.` };
  const host = open ? place.slice(0, place.indexOf(']') + 1) : place.replace(/:.*$/, '');
  if (open && !/^\[[0-9a-f:.]+(?:%25[^\]]+)?\]$/i.test(host))
    return {
      id: 'ipv6',
      title: say`${escaped(host, 40)} is no IPv6 address`,
      detail: say`Inside the brackets stand up to eight groups of hexadecimal digits with colons between them.`,
    };
  const odd = /[\s<>^|\\"{}`%]/.exec(host)?.[0];
  if (odd !== undefined)
    return {
      id: 'host',
      title: say`the host has ${odd === ' ' ? text('a space') : escaped(odd)} in it`,
      detail: say`A host name consists of letters, digits, dashes and dots.`,
    };
  if (/^\d+(?:\.\d+){3}$/.test(host) && host.split('.').some((part) => Number(part) > 255))
    return { id: 'host', title: say`${host} is no IPv4 address`, detail: say`Each of the four numbers is at most 255.` };
  return undefined;
}
