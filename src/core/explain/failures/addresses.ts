// What kind of address it is: this machine, a private network, IPv4 or IPv6.

export const isIpv6 = (address: string): boolean => address.includes(':');

export const isLoopback = (address: string): boolean =>
  /^(?:127\.|::1$|0:0:0:0:0:0:0:1$|::ffff:127\.|localhost$)/i.test(address) || /\.localhost$/i.test(address);

/** RFC 1918 and unique local IPv6 addresses, which are reachable only from inside. */
export const isPrivate = (address: string): boolean =>
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|f[cd][0-9a-f]{2}:|fe80:)/i.test(address);

/** An address and a port as a URL writes them: `127.0.0.1:3000`, `[::1]:3000`. */
export function placeOf(address: string | undefined, port: number | undefined): string {
  const host = address === undefined ? 'the server' : isIpv6(address) && port !== undefined ? `[${address}]` : address;
  return port === undefined ? host : `${host}:${port}`;
}
