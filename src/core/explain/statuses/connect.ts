// 2xx to CONNECT: the connection is a tunnel from the empty line on (RFC 9110 section 9.3.6).
import { say, text } from '../../text/prose.ts';
import * as at from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { error } from '../note.ts';
import { rfc } from '../spec.ts';
import { answered, nameIn, type View } from '../view.ts';

/** Not the extended CONNECT of HTTP/2, which has a `:protocol` and a stream of its own (RFC 8441). */
export const opensTunnel = (x: View): boolean =>
  x.method === 'CONNECT' && x.status !== undefined && x.status >= 200 && x.status < 300 && !x.sent.some(([name]) => name === ':protocol');

export function explainTunnel(x: View): readonly Annotation[] {
  if (!opensTunnel(x)) return [];
  return ['Content-Length', 'Transfer-Encoding'].flatMap((name) => {
    if (answered(x, name) === undefined) return [];
    return [
      error('status/connect/framing', at.field('response', nameIn(x.got, name)), {
        title: say`A ${text(String(x.status))} to ${'CONNECT'} must not carry ${name}; clients ignore it`,
        detail: say`A successful answer to ${'CONNECT'} has no content: right after its empty line the octets belong to the tunnel. A client that trusted ${name} would take the first octets of the tunnel for content.`,
        specs: [rfc(9110, '9.3.6'), rfc(9112, '6.3')],
      }),
    ];
  });
}
