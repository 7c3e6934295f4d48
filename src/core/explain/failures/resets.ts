// A connection that ended too early, read by the moment at which it ended.
import { join, type Prose, say, text } from '../../text/prose.ts';
import { plural } from '../words.ts';
import type { Told } from './entry.ts';
import type { FailureFacts } from './facts.ts';

export function reset(facts: FailureFacts): Told {
  switch (momentOf(facts)) {
    case 'tls':
      return duringTls(facts);
    case 'content':
      return insideContent(facts);
    case 'reused':
      return onReused(facts);
    case 'handshake':
      return beforeHandshakeAnswer(facts);
    case 'waiting':
      return beforeResponse(facts);
  }
}

type Moment = 'tls' | 'content' | 'reused' | 'handshake' | 'waiting';

function momentOf({ error, message, subject, webSocket }: FailureFacts): Moment {
  if (error.phase === 'tls' || /before secure TLS connection/i.test(message)) return 'tls';
  const answered = subject.response?.status !== undefined || error.afterResponse?.status !== undefined;
  if (error.phase === 'content' || /^(?:aborted|terminated)$/i.test(message) || answered) return 'content';
  if (subject.connection?.reused === true || subject.timing?.reused === true) return 'reused';
  return webSocket ? 'handshake' : 'waiting';
}

const wasReset = ({ message, code }: FailureFacts): boolean =>
  /\b(?:read|write) ECONNRESET\b|connection reset|_RESET\b|CONNECT_RESET/i.test(message) || (code === 'ECONNRESET' && message === '');

const again = ({ subject }: FailureFacts): Prose => {
  const method = subject.request?.method;
  if (method === undefined) return say`Retry once when the request may safely be sent twice.`;
  const safe = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'QUERY'].includes(method);
  return safe
    ? say`A retry is safe: ${method} is idempotent.`
    : say`Do not retry blindly: ${method} is not idempotent, and the server may have acted on the request.`;
};

function beforeResponse(facts: FailureFacts): Told {
  const { host, port, secure } = facts;
  return {
    title: wasReset(facts)
      ? say`${host} reset the connection before it sent a response`
      : say`${host} closed the connection without sending a response`,
    cause: join([
      say`The connection was made, then ${text(wasReset(facts) ? 'reset' : 'closed')} before a single octet of a response came.`,
      scheme(secure, port),
      say`Other causes: the server process crashed or restarted, a proxy found no backend, or the server closed an idle keep-alive connection at that very moment.`,
    ]),
    next: join([again(facts), say`If it repeats, read the server log.`]),
    basis: 'hypothesis',
  };
}

function scheme(secure: boolean | undefined, port: number | undefined): Prose {
  if (secure === true) return say`For https: the other side may have given up during or after TLS.`;
  if (port === 443 || port === 8443) return say`Port ${port} usually speaks TLS: try ${'https://'}.`;
  return say`A port that expects TLS (https) closes like this when it is asked in plain HTTP.`;
}

const onReused = (facts: FailureFacts): Told => ({
  title: say`${facts.host} closed the kept-alive connection as the request was sent`,
  cause: say`The connection had served a request before and was idle. The server closed it at the moment this request went out: a race that keep-alive cannot avoid.`,
  next: again(facts),
  basis: 'hypothesis',
});

const duringTls = ({ host, port }: FailureFacts): Told => ({
  title: say`${host} closed the connection during the TLS handshake`,
  cause: say`TCP was connected, but the connection ended before TLS was agreed. The port may not speak TLS, the server may have no site for this name (SNI), or a firewall inspects and cuts.`,
  next: say`Check port ${port ?? '?'} and the host name; try ${'http://'} if the server speaks plain HTTP there.`,
  basis: 'hypothesis',
});

function insideContent({ host, subject, error }: FailureFacts): Told {
  const status = subject.response?.status ?? error.afterResponse?.status;
  const got = subject.response?.contentLength ?? subject.response?.content?.length;
  return {
    title: say`${host} cut the connection in the middle of the response body`,
    cause: join([
      status === undefined ? say`The response had begun.` : say`The response had begun with ${status}.`,
      got === undefined ? [] : say`${text(got)} ${text(plural(got, 'octet'))} of its body arrived.`,
      say`What arrived is incomplete and should not be used. The server process ended, or a proxy's time or size limit was reached.`,
    ]),
    next: say`Look at the server's and the proxy's log; ask for the rest with ${'Range'} if the server supports it.`,
  };
}

const beforeHandshakeAnswer = ({ host, port, secure }: FailureFacts): Told => ({
  title: say`${host} closed the connection before it answered the WebSocket handshake`,
  cause: join([
    say`The handshake was sent and no answer came.`,
    secure === false ? say`${'ws://'} to a port that expects TLS ends like this: try ${'wss://'}.` : [],
    say`Else the server crashed, or its code does not handle the upgrade and drops the socket.`,
  ]),
  next: secure === false ? say`Try ${'wss://'}, then check port ${port ?? '?'} and the server log.` : say`Check the server log.`,
  basis: 'hypothesis',
});
