// A request as it would go out now, without sending it: what sending adds at the last moment is added here in the same order.
import type { HttpRequest, SendOptions } from '../http/request.ts';
import type { Resolved } from '../resolve/resolve.ts';
import { visitJar, withCookies } from '../send/cookies/hop.ts';
import type { Cookies } from '../send/cookies/jar.ts';

export interface LastMoment {
  readonly cookies: Cookies | undefined;
  /** Signs where the options ask for it. */
  readonly sign: (request: HttpRequest, options: SendOptions) => Promise<HttpRequest>;
}

/** What is blocked stays so. */
export async function asSent(resolved: Resolved, { cookies, sign }: LastMoment): Promise<Resolved> {
  const ready = async (request: HttpRequest, options: SendOptions): Promise<HttpRequest> =>
    sign(withCookies(request, await visitJar(cookies, request, options)), options);
  switch (resolved.kind) {
    case 'http':
      return { ...resolved, request: await ready(resolved.request, resolved.options) };
    case 'websocket': {
      const { request, options } = resolved;
      return { ...resolved, request: { ...request, handshake: await ready(request.handshake, options) } };
    }
    case 'blocked':
      return resolved;
  }
}
